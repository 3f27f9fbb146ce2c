/**
 * Keys under which names meet: words folded (case, diacritics, apostrophes and full stops gone; Cyrillic words without
 * their case endings), hashed in place, so that looking a name up allocates nothing.
 */

/** Start of every key hash (FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/). */
export const EMPTY_KEY = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const BLANK = 32;

/** Folded code of each UTF-16 code unit of the scripts with case, filled on first use; 0: the unit is dropped. Others stay themselves. */
const FOLDED_BELOW = 0x530;
const UNKNOWN = 0xffff;
const folded = new Uint16Array(FOLDED_BELOW).fill(UNKNOWN);
const foldedExtended = new Uint16Array(0x100).fill(UNKNOWN);

function foldOne(code: number): number {
  if (code < 128) return foldPlain(code);
  const char = String.fromCharCode(code);
  if (/[\p{M}\p{P}\p{S}\p{Cf}ʰ-˿]/u.test(char)) return 0;
  const lower = char.toLowerCase();
  // Letters that NFKD leaves whole though English writes them with a plain letter.
  const plain = { ß: 's', ł: 'l', ø: 'o', đ: 'd', ð: 'd', æ: 'a', œ: 'o', ı: 'i', þ: 't', ə: 'e', ħ: 'h' }[lower];
  if (plain !== undefined) return plain.charCodeAt(0);
  if (isCyrillic(code)) return lower === 'ё' ? 'е'.charCodeAt(0) : lower.charCodeAt(0);
  return lower.normalize('NFKD').charCodeAt(0);
}

/** Of ASCII, without asking patterns of all scripts: capitals become small, signs but "=" change no word. */
function foldPlain(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  const keeps = (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 61 || code <= 32 || code === 127;
  return keeps ? code : 0;
}

/** The folded code unit, or 0 for one that changes no word (marks, apostrophes, full stops, invisible characters). */
export function foldCode(code: number): number {
  if (code < FOLDED_BELOW) {
    const known = folded[code] ?? 0;
    if (known !== UNKNOWN) return known;
    const found = foldOne(code);
    folded[code] = found;
    return found;
  }
  if (code >= 0x1e00 && code < 0x1f00) {
    const known = foldedExtended[code - 0x1e00] ?? 0;
    if (known !== UNKNOWN) return known;
    const found = foldOne(code);
    foldedExtended[code - 0x1e00] = found;
    return found;
  }
  if ((code >= 0x2000 && code < 0x2070) || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  return code;
}

/** True for Cyrillic letters: their words are keyed by stem. */
export function isCyrillic(code: number): boolean {
  return code >= 0x400 && code < FOLDED_BELOW;
}

/** Case endings of Russian and Ukrainian nouns and adjectives (the standard declension tables), longest first. */
const ENDINGS =
  `ами ями ього ого его ому ему ьому ыми ими ією ьою ові еві єві ой ей ом ем ём єм ам ям ах ях ым им ых их ою ею єю ую юю ая яя ое ее ый ий ій
  а я о е ё є и ы і ї у ю ь й`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);
const SOFT_END = new Set('ийьіеє');
/** What an ending must leave: shorter words (США, Киев) are stems already. */
const STEM = 3;

/** End offset of the stem of a Cyrillic word: "Россией", "Россию" and "Россия" share theirs, so do "Сергей" and "Сергея". */
export function stemEnd(text: string, start: number, end: number): number {
  if (end - start <= STEM) return end;
  const tail = text.slice(Math.max(start, end - 4), end).toLowerCase();
  let stem = end;
  for (const ending of ENDINGS)
    if (end - start - ending.length >= STEM && tail.endsWith(ending)) {
      stem = end - ending.length;
      break;
    }
  if (stem - start > STEM && SOFT_END.has(text.charAt(stem - 1).toLowerCase())) stem--;
  return stem;
}

/** Continues a key by one folded code unit (`foldCode`); 0 changes nothing. */
export function nextKey(key: number, code: number): number {
  return code === 0 ? key : Math.imul(key ^ code, PRIME);
}

/** Continues a key by the word at [start, end): `EMPTY_KEY` before the first word. */
export function addWord(key: number, text: string, start: number, end: number): number {
  let hash = key === EMPTY_KEY ? key : Math.imul(key ^ BLANK, PRIME);
  const stop = isCyrillic(text.charCodeAt(start)) ? stemEnd(text, start, end) : end;
  for (let i = start; i < stop; i++) {
    const code = foldCode(text.charCodeAt(i));
    if (code !== 0) hash = Math.imul(hash ^ code, PRIME);
  }
  return hash;
}

/** The word's folded letters, for comparisons and identifiers. */
export function foldWord(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const code = foldCode(text.charCodeAt(i));
    if (code !== 0) out += String.fromCharCode(code);
  }
  return out;
}
