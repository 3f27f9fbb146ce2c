import type { Io } from './io.ts';
import { itemsCommand } from './items.ts';
import { claimItems } from './text.ts';

/** `attest claims [FILE…] [--sources DIR] [--stdin-jsonl]` */
export function claims(args: readonly string[], io: Io): Promise<number> {
  return itemsCommand('claims', args, io, claimItems);
}
