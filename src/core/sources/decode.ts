import { recogniseSingleByte } from './encodings.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251' | 'windows-1252';

export type Decoded =
  | {
      readonly ok: true;
      /** Without byte-order mark, line endings as they are. */
      readonly text: string;
      /** One of `Encoding`, or the label that the file itself declared. */
      readonly encoding: string;
      /** Something a person should know although the text was read. */
      readonly note?: string;
    }
  | {
      readonly ok: false;
      /** What is wrong and what to do, to follow the file's name. */
      readonly reason: string;
    };

/** How many bytes the statistical tests look at: enough for certainty, and constant in the size of the file. */
const SAMPLE = 65_536;
/** Share of control characters above which a file is no text; `file(1)` and git take any at all, scraped text has stray ones. */
const MAX_CONTROL = 0.002;

const MAGIC: readonly { readonly bytes: readonly number[]; readonly name: string; readonly advice: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], name: 'a PDF', advice: 'Rename it to end in .pdf.' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'a ZIP archive (or a .docx, .odt, .epub)', advice: 'Unpack it, or give it its own ending.' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Word or Office document', advice: 'Save it as .docx or as text.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a PNG image', advice: 'Move it out of the sources folder.' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a JPEG image', advice: 'Move it out of the sources folder.' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'a GIF image', advice: 'Move it out of the sources folder.' },
  { bytes: [0x1f, 0x8b], name: 'a gzip archive', advice: 'Unpack it.' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7z archive', advice: 'Unpack it.' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: 'a program', advice: 'Move it out of the sources folder.' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], name: 'a database', advice: 'Move it out of the sources folder.' },
];

/**
 * Bytes → text. In this order: a byte-order mark; UTF-16 without one (its zero bytes give it away); what the file
 * declares (`declared`, an encoding label of an HTML file); valid UTF-8, which other encodings hit only by accident;
 * UTF-8 with a few damaged places; and by letter frequencies Windows-1251 or Windows-1252. What fits none of these is
 * refused, since a wrong guess would show words that nobody wrote. Never throws; linear.
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded {
  const marked = byMark(bytes);
  if (marked) return marked;
  const magic = MAGIC.find((m) => m.bytes.every((b, i) => bytes[i] === b));
  if (magic) return { ok: false, reason: `is ${magic.name}, not text. ${magic.advice}` };
  if (bytes.indexOf(0) >= 0) {
    const wide = byZeroBytes(bytes);
    if (wide) return decodeAs(bytes, wide);
  }
  const valid = tryDecode(bytes, 'utf-8');
  if (controlShare(bytes) > MAX_CONTROL) return { ok: false, reason: 'is not text (binary content). Move it out of the sources folder.' };
  if (declared !== undefined && valid === undefined) {
    const text = tryDecode(bytes, declared);
    if (text !== undefined) return { ok: true, text, encoding: declared.toLowerCase() };
  }
  if (valid !== undefined) return { ok: true, text: valid, encoding: 'utf-8' };
  if (damagedUtf8(bytes)) {
    const text = new TextDecoder('utf-8').decode(bytes);
    return { ok: true, text, encoding: 'utf-8', note: 'has damaged UTF-8: the characters that could not be read are shown as �' };
  }
  const single = recogniseSingleByte(bytes, SAMPLE);
  if (single === undefined) {
    return {
      ok: false,
      reason: 'has an encoding that was not recognised (none of UTF-8, UTF-16, Windows-1251, Windows-1252). Save it as UTF-8.',
    };
  }
  return decodeAs(bytes, single);
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded {
  return { ok: true, text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** Most files are UTF-8; making a decoder takes longer than decoding a short article. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return (label === 'utf-8' ? utf8 : new TextDecoder(label, { fatal: true })).decode(bytes);
  } catch {
    return undefined;
  }
}

function byMark(bytes: Uint8Array): Decoded | undefined {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0 && bytes.length > 4) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    return { ok: false, reason: 'is UTF-32, which is not supported. Save it as UTF-8.' };
  }
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
  if (!encoding) return undefined;
  const odd = bytes.length % 2 === 1;
  const text = new TextDecoder(encoding).decode(odd ? bytes.subarray(0, -1) : bytes);
  return odd ? { ok: true, text, encoding, note: 'is cut off inside a character; all before it was read' } : { ok: true, text, encoding };
}

/** UTF-16 without a mark: its blanks and line ends have a zero byte on one side, always the same one. */
function byZeroBytes(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length % 2 === 1) return undefined;
  const end = Math.min(bytes.length, SAMPLE);
  let littleBlanks = 0;
  let bigBlanks = 0;
  for (let i = 0; i + 1 < end; i += 2) {
    const even = bytes[i] ?? 0;
    const odd = bytes[i + 1] ?? 0;
    if (odd === 0 && isBlankOrAscii(even)) littleBlanks++;
    if (even === 0 && isBlankOrAscii(odd)) bigBlanks++;
  }
  if (littleBlanks === bigBlanks) return undefined;
  const little = littleBlanks > bigBlanks;
  let plausible = 0;
  let units = 0;
  for (let i = 0; i + 1 < end; i += 2) {
    const low = (little ? bytes[i] : bytes[i + 1]) ?? 0;
    const high = (little ? bytes[i + 1] : bytes[i]) ?? 0;
    if (isPlausible((high << 8) | low)) plausible++;
    units++;
  }
  return plausible / units > 0.97 ? (little ? 'utf-16le' : 'utf-16be') : undefined;
}

function isBlankOrAscii(byte: number): boolean {
  return byte === 9 || byte === 10 || byte === 13 || (byte >= 0x20 && byte < 0x7f);
}

/** Code units of written text: Latin, Greek, Cyrillic and their neighbours, general punctuation, CJK, kana, Hangul, surrogates. */
function isPlausible(unit: number): boolean {
  return (
    isBlankOrAscii(unit) ||
    (unit >= 0xa0 && unit <= 0x1fff) ||
    (unit >= 0x2010 && unit <= 0x2bff) ||
    (unit >= 0x3000 && unit <= 0x9fff) ||
    (unit >= 0xac00 && unit <= 0xdfff) ||
    (unit >= 0xf900 && unit < 0xfffe)
  );
}

function controlShare(bytes: Uint8Array): number {
  const end = Math.min(bytes.length, SAMPLE);
  let control = 0;
  for (let i = 0; i < end; i++) {
    const b = bytes[i] ?? 0;
    // Tab, line feed, form feed and carriage return are white space.
    if ((b < 0x20 && b !== 9 && b !== 10 && b !== 12 && b !== 13) || b === 0x7f) control++;
  }
  return end === 0 ? 0 : control / end;
}

/** True when most sequences above ASCII are well-formed UTF-8: single-byte text forms them by accident only. */
function damagedUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  const end = Math.min(bytes.length, SAMPLE * 16);
  for (let i = 0; i < end; ) {
    const b = bytes[i] ?? 0;
    if (b < 0x80) {
      i++;
      continue;
    }
    const length = b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 1;
    let k = 1;
    while (k < length && ((bytes[i + k] ?? 0) & 0xc0) === 0x80) k++;
    if (length > 1 && k === length) good++;
    else bad++;
    i += k;
  }
  return good >= 4 && good >= 4 * bad;
}
