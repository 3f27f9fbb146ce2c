import { UnreadableError } from '../extraction.ts';

/** How much a document may unpack to: a 20 MB .docx of text and images stays far below, a decompression bomb does not. */
const MOST_UNPACKED = 200_000_000;
const MOST_ENTRIES = 20_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * Looks at a ZIP archive's directory before anything is unpacked. @throws UnreadableError when it is no archive, is
 * encrypted, or would unpack to more than is read.
 */
export function checkArchive(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw new UnreadableError('is encrypted or an old Word document. Open it in a word processor and save it as .docx without a password.');
  }
  const end = directoryEnd(view);
  if (end === undefined) throw new UnreadableError('is no Word document (not a ZIP archive, or cut off). Save it as .docx again.');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  if (entries > MOST_ENTRIES) throw new UnreadableError('holds too many parts to be a document.');
  for (let i = 0; i < entries; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new UnreadableError('has a broken archive directory. Open it in a word processor and save it as .docx again.');
    }
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new UnreadableError('is encrypted. Save it without a password.');
    unpacked += view.getUint32(at + 24, true);
    if (unpacked > MOST_UNPACKED) throw new UnreadableError('would unpack to more than is read. Save its text alone.');
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** The end record stands within the last 65,557 bytes (its comment may be that long). */
function directoryEnd(view: DataView): number | undefined {
  for (let i = view.byteLength - 22; i >= 0 && i >= view.byteLength - 65_557; i--) {
    if (view.getUint32(i, true) === END_OF_DIRECTORY) return i;
  }
  return undefined;
}
