import type { Io } from './io.ts';
import { itemsCommand } from './items.ts';
import { firstNamesOf } from './tables.ts';
import { quoteItems } from './text.ts';

/** `attest quotes [FILE…] [--sources DIR] [--stdin-jsonl]` */
export async function quotes(args: readonly string[], io: Io): Promise<number> {
  const genderOf = await firstNamesOf(io);
  return itemsCommand('quotes', args, io, (parsed, named) => quoteItems(parsed.text, named, genderOf));
}
