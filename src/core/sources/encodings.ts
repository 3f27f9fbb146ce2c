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
const CYRILLIC: Readonly<Record<string, number>> = {
  о: 1097,
  е: 845,
  а: 801,
  и: 735,
  н: 670,
  т: 626,
  с: 547,
  р: 473,
  в: 454,
  л: 440,
  к: 349,
  м: 321,
  д: 298,
  п: 281,
  у: 262,
  я: 201,
  ы: 190,
  ь: 174,
  г: 170,
  з: 165,
  б: 159,
  ч: 144,
  й: 121,
  х: 97,
  ж: 94,
  ш: 73,
  ю: 64,
  ц: 48,
  щ: 36,
  э: 32,
  ф: 26,
  ъ: 4,
  ё: 10,
  і: 300,
  ї: 60,
  є: 40,
  ґ: 2,
  ў: 20,
}; // prettier-ignore
const LATIN: Readonly<Record<string, number>> = {
  é: 2300,
  è: 450,
  à: 600,
  ç: 400,
  ê: 280,
  ô: 100,
  î: 100,
  û: 80,
  ë: 100,
  ï: 60,
  ù: 40,
  â: 120,
  ü: 900,
  ä: 900,
  ö: 700,
  ß: 250,
  ó: 700,
  í: 600,
  á: 700,
  ñ: 300,
  ú: 300,
  ã: 400,
  õ: 100,
  å: 300,
  ø: 200,
  æ: 120,
  ò: 100,
  ì: 80,
  œ: 20,
  š: 10,
  ž: 10,
  ý: 10,
  ð: 10,
  þ: 10,
  ÿ: 2,
};

/** Natural logarithm of the share of what these tables do not hold: symbols and capitals out of place. */
const RARE = Math.log(0.5 / 10_000);
/** A letter beside the kind of letter that its alphabet has beside it, and beside the other kind. */
const AT_HOME = Math.log(0.96);
const ASTRAY = Math.log(0.01);
/** Below this mean per letter the text is in neither encoding. Russian gives about −3.1, French −2.9, KOI8-R read as 1251 about −4.3. */
const UNKNOWN_BELOW = -3.95;
/** With fewer letters than this the mean says nothing. */
const ENOUGH = 24;

interface Alphabet {
  readonly label: 'windows-1251' | 'windows-1252';
  /** Log share of each byte from 0x80; undefined: punctuation, which both encodings share or which says nothing. */
  readonly share: readonly (number | undefined)[];
  readonly cyrillic: boolean;
}

let alphabets: readonly Alphabet[] | undefined;

/** The more likely of the two encodings over the first `sample` bytes beyond ASCII, or undefined when neither fits. */
export function recogniseSingleByte(bytes: Uint8Array, sample: number): 'windows-1251' | 'windows-1252' | undefined {
  alphabets ??= [alphabet('windows-1252', LATIN, false), alphabet('windows-1251', CYRILLIC, true)];
  let best: { label: 'windows-1251' | 'windows-1252'; sum: number; mean: number; letters: number } | undefined;
  for (const one of alphabets) {
    const { sum, letters } = score(bytes, one, sample);
    if (!best || sum > best.sum) best = { label: one.label, sum, mean: letters === 0 ? 0 : sum / letters, letters };
  }
  if (!best || (best.letters >= ENOUGH && best.mean < UNKNOWN_BELOW)) return undefined;
  return best.label;
}

function score(bytes: Uint8Array, { share, cyrillic }: Alphabet, sample: number): { sum: number; letters: number } {
  let sum = 0;
  let letters = 0;
  for (let i = 0; i < bytes.length && letters < sample; i++) {
    const b = bytes[i] ?? 0;
    if (b < 0x80) continue;
    const log = share[b - 0x80];
    if (log === undefined) continue;
    letters++;
    sum += log;
    const before = kind(bytes[i - 1]);
    const after = kind(bytes[i + 1]);
    if (before === 'ascii' || after === 'ascii') sum += cyrillic ? ASTRAY : AT_HOME;
    else if (before === 'high' || after === 'high') sum += cyrillic ? AT_HOME : ASTRAY;
  }
  return { sum, letters };
}

function kind(b: number | undefined): 'ascii' | 'high' | 'none' {
  if (b === undefined) return 'none';
  if ((b >= 0x41 && b <= 0x5a) || (b >= 0x61 && b <= 0x7a)) return 'ascii';
  return b >= 0xc0 ? 'high' : 'none';
}

function alphabet(label: 'windows-1251' | 'windows-1252', table: Readonly<Record<string, number>>, cyrillic: boolean): Alphabet {
  const decoder = new TextDecoder(label);
  const total = Object.values(table).reduce((a, b) => a + b, 0);
  const share: (number | undefined)[] = [];
  for (let b = 0x80; b < 0x100; b++) {
    const char = decoder.decode(Uint8Array.of(b));
    const count = table[char.toLowerCase()];
    if (count !== undefined) share.push(Math.log(count / total));
    // Dashes, quotation marks, the ellipsis, the bullet, the blank, § © « ® ° ± · » and № mean the same in both, or say nothing.
    else
      share.push(
        /[\u2013\u2014\u2018-\u201e\u2020-\u2026\u2030\u2039\u203a\u2116\u2122\u20ac\u00a0§©«®°±¶·»¬\u00ad¦¤µ]/.test(char)
          ? undefined
          : RARE,
      );
  }
  return { label, share, cyrillic };
}
