import { foldWord, isCyrillic, stemEnd } from './key.ts';
import { Memo } from './memo.ts';

/**
 * Cyrillic letters in Latin ones: what BGN/PCGN, the Russian passport rule (ICAO 9303) and the Ukrainian resolution
 * No. 55 of 2010 agree on, or the commonest of them; `sound` folds the rest away.
 */
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ђ: 'dj',
  ј: 'i',
  љ: 'l',
  њ: 'n',
  ћ: 'c',
  џ: 'dz',
  ѓ: 'g',
  ќ: 'k',
  ѕ: 'dz',
};

/** Words that folding changes in nothing but case. */
const PLAIN = /^[A-Za-z0-9]*$/;

/** Names of such words, parted by single blanks. */
const PLAIN_NAME = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;

/** A word in Latin letters, folded; scripts other than Cyrillic and Latin stay as they are. */
export function romanise(word: string): string {
  if (PLAIN.test(word)) return word.toLowerCase();
  let out = '';
  for (const c of foldWord(word)) out += LATIN[c] ?? c;
  return out;
}

/** Marks the key of a word that was written in Cyrillic: such keys are of stems, and meet Latin ones in `acrossScripts`. */
const CYRILLIC = '~';

/**
 * One key for the spellings that transliteration makes of a word: Zelensky, Zelenskyy, Zelenskiy; Yevgeny, Evgeni; Kharkiv,
 * Harkiv. i, y and j are one letter and their runs too; "ye", "ie" and "e" are one; "kh" is "h"; apostrophes (soft signs)
 * and diacritics are gone. Doubled consonants stay: Alan is not Allan. Cyrillic words are keyed by their stem, behind a mark.
 */
export function sound(word: string): string {
  return sounds.get(word, soundOf);
}

/** News repeats its names: most words asked for were asked for before. */
const sounds = new Memo<string>(20_000);

function soundOf(word: string): string {
  if (PLAIN.test(word)) return latinSound(word.toLowerCase());
  const first = word.search(/\p{L}/u);
  if (first < 0 || !isCyrillic(word.charCodeAt(first))) return latinSound(romanise(word));
  return CYRILLIC + withoutEnding(latinSound(romanise(word.slice(0, stemEnd(word, first, word.length)))));
}

/** Each replacement is tried only where it finds something: new names are many, and most have none of these letters. */
function latinSound(latin: string): string {
  let out = latin;
  if (out.includes('kh')) out = out.replace(/kh/g, 'h');
  if (out.includes('shch')) out = out.replace(/shch/g, 'sch');
  if (out.includes('y') || out.includes('j')) out = out.replace(/[yj]/g, 'i');
  if (out.includes('ii')) out = out.replace(/i+/g, 'i');
  return out.includes('ie') ? out.replace(/(^|[^aeou])ie/g, '$1e') : out;
}

/** The Cyrillic key that a Latin word would have: what its ending cannot tell is left out. Cyrillic keys stay. */
export function acrossScripts(key: string): string {
  return key.startsWith(CYRILLIC) ? key : CYRILLIC + withoutEnding(key);
}

/** Without the vowels at the end, as far as two letters stay. */
function withoutEnding(key: string): string {
  let end = key.length;
  while (end > 2 && 'aeiou'.includes(key.charAt(end - 1))) end--;
  return key.slice(0, end);
}

/** Letters and digits of a name for an identifier: `vladimir-putin`. */
export function slug(name: string): string {
  return slugs.get(name, slugOf);
}

const slugs = new Memo<string>(20_000);

function slugOf(name: string): string {
  if (PLAIN_NAME.test(name)) return name.toLowerCase().replaceAll(' ', '-');
  const words = name.split(/[\s\-‐-―]+/).map((w) => romanise(w).replace(/[^\p{L}\p{N}]/gu, ''));
  return words.filter((w) => w.length > 0).join('-') || 'unnamed';
}

/** The words of a name: at blanks and hyphens, without full stops and quotation marks. */
export function nameWords(name: string): readonly string[] {
  return wordsOf.get(name, split);
}

const wordsOf = new Memo<readonly string[]>(20_000);

function split(name: string): readonly string[] {
  if (PLAIN_NAME.test(name)) return name.split(' ');
  return name.split(/[\s\u00A0]+/).filter((w) => /[\p{L}\p{N}]/u.test(w));
}
