import type { Io } from './io.ts';
import { itemsCommand } from './items.ts';
import { quoteItems } from './text.ts';

/** `attest quotes [FILE…] [--sources DIR] [--stdin-jsonl]` */
export function quotes(args: readonly string[], io: Io): Promise<number> {
  return itemsCommand('quotes', args, io, (parsed, named, { genderOf }) => quoteItems(parsed.text, named, genderOf));
}
