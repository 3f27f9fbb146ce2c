/**
 * Windows-1251 or Windows-1252? Both give every byte a meaning, so the letters decide: how often they occur in the
 * languages written with them, and what stands beside them (an accented Latin letter stands among ASCII letters, a
 * Cyrillic one among Cyrillic ones).
 *
 * Letter frequencies per 10,000 letters. Cyrillic: the commonly published table of the Russian National Corpus, with
 * the letters peculiar to Ukrainian and Belarusian at their share in those languages. Latin: the share of each letter
 * among the letters beyond ASCII, averaged by hand over the published tables of French, German, Spanish, Portuguese,
 * Italian and the Nordic languages. Only orders of magnitude matter.
 */
const CYRILLIC = frequencies(
  'о1097 е845 а801 и735 н670 т626 с547 р473 в454 л440 к349 м321 д298 п281 у262 я201 ы190 ь174 г170 з165 б159 ч144 й121 х97 ж94 ш73 ю64 ц48 щ36 э32 ф26 ъ4 ё10 і300 ї60 є40 ґ2 ў20',
);
const LATIN = frequencies(
  'é2300 è450 à600 ç400 ê280 ô100 î100 û80 ë100 ï60 ù40 â120 ü900 ä900 ö700 ß250 ó700 í600 á700 ñ300 ú300 ã400 õ100 å300 ø200 æ200 ò100 ì80 œ20 š10 ž10 ý10 ð200 þ100 ÿ2',
);

/** Natural logarithm of the share of what these tables do not hold: symbols and capitals out of place. */
const RARE = Math.log(0.5 / 10_000);
/** A letter beside the kind of letter that its alphabet has beside it, and beside the other kind. */
const AT_HOME = Math.log(0.96);
const ASTRAY = Math.log(0.01);
/**
 * Below these means per letter, context included, the text is in neither encoding. Measured on running text: Russian
 * −3.2, Ukrainian −3.4, French −2.2, Icelandic −3.9; KOI8-R read as 1251 −4.1, CP866 −5.4, Polish −8.6, Turkish −5.4, Czech
 * −5.1, each in its own code page.
 */
const UNKNOWN_CYRILLIC = -3.95;
const UNKNOWN_LATIN = -4.6;
const UNKNOWN_EITHER = -6.5;
/** With fewer letters than these the means say nothing. */
const ENOUGH = 24;
const ENOUGH_FOR_EITHER = 8;
/** Share of vowels in Russian and Ukrainian: 0.42–0.46. Greek and Hebrew read as 1251 give 0.15–0.25. */
const VOWELS = /[аеёиоуыэюяіїє]/i;
const FEWEST_VOWELS = 0.32;

interface Alphabet {
  readonly label: 'windows-1251' | 'windows-1252';
  /** Log share of each byte from 0x80; undefined: punctuation, which both encodings share or which says nothing. */
  readonly share: readonly (number | undefined)[];
  readonly vowel: readonly boolean[];
  readonly cyrillic: boolean;
}

let alphabets: readonly Alphabet[] | undefined;

interface Score {
  readonly sum: number;
  readonly letters: number;
  readonly vowels: number;
}

/** The more likely of the two encodings over the first `sample` bytes beyond ASCII, or undefined when neither fits. */
export function recogniseSingleByte(bytes: Uint8Array, sample: number): 'windows-1251' | 'windows-1252' | undefined {
  alphabets ??= [alphabet('windows-1252', LATIN, false), alphabet('windows-1251', CYRILLIC, true)];
  let best: { readonly alphabet: Alphabet; readonly score: Score } | undefined;
  for (const one of alphabets) {
    const result = score(bytes, one, sample);
    if (!best || result.sum > best.score.sum) best = { alphabet: one, score: result };
  }
  return best && fits(best.alphabet, best.score) ? best.alphabet.label : undefined;
}

function fits({ cyrillic }: Alphabet, { sum, letters, vowels }: Score): boolean {
  const mean = letters === 0 ? 0 : sum / letters;
  if (letters >= ENOUGH_FOR_EITHER && mean < UNKNOWN_EITHER) return false;
  if (letters < ENOUGH) return true;
  return cyrillic ? mean >= UNKNOWN_CYRILLIC && vowels / letters >= FEWEST_VOWELS : mean >= UNKNOWN_LATIN;
}

function score(bytes: Uint8Array, { share, vowel, cyrillic }: Alphabet, sample: number): Score {
  let sum = 0;
  let letters = 0;
  let vowels = 0;
  for (let i = 0; i < bytes.length && letters < sample; i++) {
    const b = bytes[i] ?? 0;
    if (b < 0x80) continue;
    const log = share[b - 0x80];
    if (log === undefined) continue;
    letters++;
    if (vowel[b - 0x80] === true) vowels++;
    sum += log;
    const before = kind(bytes[i - 1]);
    const after = kind(bytes[i + 1]);
    if (before === 'ascii' || after === 'ascii') sum += cyrillic ? ASTRAY : AT_HOME;
    else if (before === 'high' || after === 'high') sum += cyrillic ? AT_HOME : ASTRAY;
  }
  return { sum, letters, vowels };
}

function kind(b: number | undefined): 'ascii' | 'high' | 'none' {
  if (b === undefined) return 'none';
  if ((b >= 0x41 && b <= 0x5a) || (b >= 0x61 && b <= 0x7a)) return 'ascii';
  return b >= 0xc0 ? 'high' : 'none';
}

function alphabet(label: 'windows-1251' | 'windows-1252', table: ReadonlyMap<string, number>, cyrillic: boolean): Alphabet {
  const decoder = new TextDecoder(label);
  const total = [...table.values()].reduce((a, b) => a + b, 0);
  const share: (number | undefined)[] = [];
  const vowel: boolean[] = [];
  for (let b = 0x80; b < 0x100; b++) {
    const char = decoder.decode(Uint8Array.of(b));
    vowel.push(VOWELS.test(char));
    const count = table.get(char.toLowerCase());
    if (count !== undefined) share.push(Math.log(count / total));
    // Dashes, quotation marks, the ellipsis, the bullet, the blank, § © « ® ° ± · » and № mean the same in both, or say nothing.
    else
      share.push(
        /[\u2013\u2014\u2018-\u201e\u2020-\u2026\u2030\u2039\u203a\u2116\u2122\u20ac\u00a0§©«®°±¶·»¬\u00ad¦¤µ]/.test(char)
          ? undefined
          : RARE,
      );
  }
  return { label, share, vowel, cyrillic };
}

/** "о1097 е845" → letter to count. */
function frequencies(list: string): ReadonlyMap<string, number> {
  return new Map(list.split(' ').map((entry) => [entry.charAt(0), Number(entry.slice(1))] as const));
}
