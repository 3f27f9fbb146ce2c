import { textBlocks } from '../blocks.ts';
import { decode } from '../decode.ts';
import { type Extraction, type Note, UnreadableError } from '../extraction.ts';

/** Decodes a file that ought to be text. @throws UnreadableError for binary content and unknown encodings. */
export function decodeText(bytes: Uint8Array, declared?: string): { text: string; notes: Note[] } {
  const decoded = decode(bytes, declared);
  if (!decoded.ok) throw new UnreadableError(decoded.reason);
  return { text: decoded.text, notes: decoded.note === undefined ? [] : [{ severity: 'warning', text: `${decoded.note}.` }] };
}

/** Plain text. @throws UnreadableError */
export function readText(bytes: Uint8Array): Extraction {
  const { text, notes } = decodeText(bytes);
  return { text, blocks: textBlocks(text), metadata: {}, notes };
}
