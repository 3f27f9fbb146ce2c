import { UnreadableError } from '../extraction.ts';

/** How much a document may unpack to: a 20 MB .docx of text and images stays far below, a decompression bomb does not. */
const MOST_UNPACKED = 100_000_000;
const MOST_ENTRIES = 20_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** A part of a document that a reader unpacks. */
interface Part {
  readonly method: number;
  readonly data: Uint8Array;
}

/**
 * Looks at a ZIP archive before it is unpacked: at its directory, and, since a directory may lie, at what its XML parts
 * unpack to (`most` bytes at most). @throws UnreadableError when it is no archive, is encrypted, or would unpack to more than is read.
 */
export async function checkArchive(bytes: Uint8Array, most = MOST_UNPACKED): Promise<void> {
  let unpacked = 0;
  for (const part of xmlParts(bytes, most)) {
    unpacked += part.method === 0 ? part.data.length : await inflatedLength(part.data, most - unpacked);
    if (unpacked > most) throw tooLarge();
  }
}

function tooLarge(): UnreadableError {
  return new UnreadableError('would unpack to more than is read. Save its text alone.');
}

function xmlParts(bytes: Uint8Array, most: number): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    throw new UnreadableError('is encrypted or an old Word document. Open it in a word processor and save it as .docx without a password.');
  }
  const end = directoryEnd(view);
  if (end === undefined) throw new UnreadableError('is no Word document (not a ZIP archive, or cut off). Save it as .docx again.');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  const parts: Part[] = [];
  if (entries > MOST_ENTRIES) throw new UnreadableError('holds too many parts to be a document.');
  for (let i = 0; i < entries; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new UnreadableError('has a broken archive directory. Open it in a word processor and save it as .docx again.');
    }
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new UnreadableError('is encrypted. Save it without a password.');
    unpacked += view.getUint32(at + 24, true);
    if (unpacked > most) throw tooLarge();
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    if (/\.(?:xml|rels)$/i.test(name) && local + 30 <= view.byteLength) {
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      parts.push({ method: view.getUint16(at + 10, true), data: bytes.subarray(start, start + view.getUint32(at + 20, true)) });
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

/** How long the data is when inflated; stops counting beyond `most`. Broken data counts as far as it goes: its reader will say so. */
async function inflatedLength(data: Uint8Array, most: number): Promise<number> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const written = writer.write(new Uint8Array(data)).then(() => writer.close());
  const reader = stream.readable.getReader();
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done && length <= most; part = await reader.read()) length += part.value.length;
  } catch {
    // Truncated or no deflate stream.
  }
  await reader.cancel().catch(() => undefined);
  await written.catch(() => undefined);
  return length;
}

/** The end record stands within the last 65,557 bytes (its comment may be that long). */
function directoryEnd(view: DataView): number | undefined {
  for (let i = view.byteLength - 22; i >= 0 && i >= view.byteLength - 65_557; i--) {
    if (view.getUint32(i, true) === END_OF_DIRECTORY) return i;
  }
  return undefined;
}
