import type { Io } from './io.ts';
import { itemsCommand } from './items.ts';
import { nameItem } from './text.ts';

/** `attest names [FILE…] [--sources DIR] [--stdin-jsonl]` */
export function names(args: readonly string[], io: Io): Promise<number> {
  return itemsCommand('names', args, io, (parsed, { mentions, nameOf }) =>
    mentions.map((mention) => nameItem(parsed.text, mention, nameOf)),
  );
}
