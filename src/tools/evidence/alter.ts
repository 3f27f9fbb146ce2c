/**
 * Alters true sentences in one point each, from a seed. Deliberately written apart from the checks that have to find the
 * alterations: it works on the bare text with its own word lists, and shares no code with src/core/claims.
 */

/** What an alteration does; each yields another sentence, or undefined where the sentence offers no place for it. */
export const KINDS = ['number', 'name', 'swap', 'antonym', 'negation', 'negation-dropped', 'date', 'unit', 'modality'] as const;
export type Alteration = (typeof KINDS)[number];

export type Random = () => number;

/** Numbers from 0 (inclusive) to 1 (exclusive), the same for the same seed: a 32-bit linear congruential generator. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  for (let i = 0; i < 4; i++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)];

const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');
const DAY_NAMES = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const DATE_WORD = new RegExp(`\\b(?:${[...MONTH_NAMES, ...DAY_NAMES].join('|')})\\b`, 'g');

interface Place {
  readonly start: number;
  readonly text: string;
}

function places(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].map((m) => ({ start: m.index, text: m[0] }));
}

function replaced(text: string, place: Place, by: string): string {
  return text.slice(0, place.start) + by + text.slice(place.start + place.text.length);
}

function matchCase(word: string, like: string): string {
  return /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

const WORD_NUMBERS = 'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty'.split(' ');

/** Digits that are neither years nor part of a date, or number words. */
function alterNumber(text: string, random: Random): string | undefined {
  const digits = places(text, /(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])/g).filter((p) => {
    if (/^(?:1[5-9]|20)\d\d$/.test(p.text)) return false;
    const around = `${text.slice(Math.max(0, p.start - 12), p.start)} ${text.slice(p.start + p.text.length, p.start + p.text.length + 12)}`;
    return !MONTH_NAMES.some((m) => around.includes(m));
  });
  const words = places(text, new RegExp(`\\b(?:${WORD_NUMBERS.join('|')})\\b`, 'gi'));
  const place = pick([...digits, ...words], random);
  if (place === undefined) return undefined;
  const word = WORD_NUMBERS.indexOf(place.text.toLowerCase());
  if (word >= 0) {
    const other = WORD_NUMBERS[(word + 1 + Math.floor(random() * (WORD_NUMBERS.length - 1))) % WORD_NUMBERS.length] ?? 'two';
    return replaced(text, place, matchCase(other, place.text));
  }
  const at = places(place.text, /\d/g);
  const digit = random() < 0.5 ? at[0] : pick(at, random);
  if (digit === undefined) return undefined;
  let other = Math.floor(random() * 10);
  while (String(other) === digit.text || (other === 0 && digit.start === 0)) other = (other + 1) % 10;
  return replaced(text, place, replaced(place.text, digit, String(other)));
}

const NOT_NAMES = new Set(
  `${MONTH_NAMES.join(' ')} ${DAY_NAMES.join(' ')} I The A An In On At It He She They We This That These Those But And For From After Before When While As By If`.split(
    ' ',
  ),
);
const NAME = /(?<![\w'’.-])\p{Lu}[\p{L}\p{M}]+(?:[ -](?:(?:of|de|van|von|al|bin) )?\p{Lu}[\p{L}\p{M}.]+)*/gu;

/** Capitalised runs that do not open the sentence. */
export function names(text: string): Place[] {
  return places(text, NAME).filter((p) => p.start > 0 && !/[.!?:"“]\s*$/.test(text.slice(0, p.start)) && !NOT_NAMES.has(p.text));
}

function alterName(text: string, random: Random, foreign: readonly string[]): string | undefined {
  const place = pick(names(text), random);
  if (place === undefined) return undefined;
  const long = place.text.includes(' ');
  const fitting = foreign.filter((n) => n.includes(' ') === long && !text.includes(n));
  const other = pick(fitting.length > 0 ? fitting : foreign, random);
  return other === undefined ? undefined : replaced(text, place, other);
}

function swapNames(text: string, random: Random): string | undefined {
  const all = names(text);
  const distinct = all.filter((p, i) => all.findIndex((q) => q.text === p.text) === i);
  const a = pick(distinct, random);
  const b = pick(
    distinct.filter((p) => a !== undefined && !p.text.includes(a.text) && !a.text.includes(p.text)),
    random,
  );
  if (a === undefined || b === undefined) return undefined;
  const [x, y] = a.start < b.start ? [a, b] : [b, a];
  // The order of a list says nothing: "Martin and Shellback", "Calgary, Alberta".
  if (/^(?:,| and| or|, and|, or) $/.test(text.slice(x.start + x.text.length, y.start))) return undefined;
  return text.slice(0, x.start) + y.text + text.slice(x.start + x.text.length, y.start) + x.text + text.slice(y.start + y.text.length);
}

/** Everyday opposites, written down for this purpose. */
const PAIRS =
  `increased/decreased increase/decrease rose/fell rise/fall rising/falling higher/lower high/low accepted/rejected accept/reject approved/rejected supported/opposed support/oppose
won/lost win/lose winning/losing victory/defeat first/last largest/smallest large/small larger/smaller big/small more/less most/least best/worst better/worse
strong/weak stronger/weaker old/new older/younger young/old early/late earlier/later before/after above/below over/under inside/outside open/closed opened/closed opening/closing
began/ended begin/end started/stopped start/stop bought/sold buy/sell allowed/banned allow/ban success/failure successful/unsuccessful success/failure legal/illegal public/private
long/short longer/shorter hot/cold north/south northern/southern east/west eastern/western left/right male/female man/woman men/women father/mother son/daughter brother/sister husband/wife
good/bad positive/negative profit/loss profits/losses gained/lost import/export imports/exports raised/lowered raise/lower joined/left arrived/departed arrive/depart
remained/left agreed/refused agree/refuse confirmed/denied confirm/deny appointed/dismissed alive/dead always/never many/few major/minor full/empty easy/difficult
popular/unpopular likely/unlikely possible/impossible able/unable happy/unhappy official/unofficial known/unknown important/unimportant domestic/foreign urban/rural
modern/ancient professional/amateur permanent/temporary internal/external majority/minority upper/lower indoor/outdoor improved/worsened strengthened/weakened
praised/criticised praised/criticized attacked/defended attack/defend built/demolished created/destroyed included/excluded expanded/shrank maximum/minimum rich/poor war/peace
heavy/light fast/slow wide/narrow deep/shallow hard/soft safe/dangerous true/false present/absent winner/loser continued/stopped continue/stop reduce/increase reduced/increased cut/raised`
    .split(/\s+/)
    .flatMap((pair) => {
      const [a = '', b = ''] = pair.split('/');
      return [[a, b] as const, [b, a] as const];
    });

function alterAntonym(text: string, random: Random): string | undefined {
  const found = PAIRS.flatMap(([word, other]) =>
    places(text, new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'gi')).map((place) => ({ place, other })),
  );
  const chosen = pick(found, random);
  return chosen && replaced(text, chosen.place, matchCase(chosen.other, chosen.place.text));
}

const AUXILIARY = /\b(?:is|are|was|were|will|would|can|could|should|has|have|had|may|might|must)\b(?! (?:not|never|no|been no)\b)/g;
const REGULAR_PAST = /(?<=[\p{L})”"] )([a-z]{3,}?)ed\b(?= (?:the|a|an|to|that|his|her|its|their|on|in|at|by|with|from|for|up)\b)/gu;

function addNegation(text: string, random: Random): string | undefined {
  const auxiliaries = places(text, AUXILIARY);
  const place = pick(auxiliaries, random);
  if (place !== undefined) return replaced(text, place, random() < 0.8 ? `${place.text} not` : `${place.text} never`);
  const past = pick(places(text, REGULAR_PAST), random);
  if (past === undefined) return undefined;
  const stem = past.text.slice(0, -2);
  const base =
    /(?:at|in|ag|as|iz|us|ur|ov|iv|eas|uc|nc|ng|rc|bl|pl|tl|cl|k?l)$/.test(stem) &&
    !/(?:ain|oin|een|ear|eat|ail|eal|all|ell|ill|ol|ul)$/.test(stem)
      ? `${stem}e`
      : stem;
  return replaced(text, past, `did not ${base}`);
}

function dropNegation(text: string, random: Random): string | undefined {
  const place = pick([...places(text, /\b(?:not|never) /g), ...places(text, /n['’]t\b/g)], random);
  if (place === undefined) return undefined;
  const out = replaced(text, place, '');
  return out.replace(/\bca (?=\w)/, 'can ').replace(/\bwo (?=\w)/, 'will ');
}

function moveDate(text: string, random: Random): string | undefined {
  const words = places(text, DATE_WORD).filter(
    (p) => p.text !== 'May' || /^ \d/.test(text.slice(p.start + 3)) || /\bin $/.test(text.slice(0, p.start)),
  );
  const years = places(text, /(?<![\w$£€.,-])(?:1[89]|20)\d\d(?![\w%.,-]\d?)/g);
  const days = places(text, new RegExp(`(?<=(?:${MONTH_NAMES.join('|')}) )\\d{1,2}\\b(?!\\d)`, 'g'));
  const place = pick([...words, ...years, ...days], random);
  if (place === undefined) return undefined;
  for (const list of [MONTH_NAMES, DAY_NAMES]) {
    const at = list.indexOf(place.text);
    if (at >= 0) return replaced(text, place, list[(at + 1 + Math.floor(random() * (list.length - 1))) % list.length] ?? place.text);
  }
  const value = Number(place.text);
  const by = (1 + Math.floor(random() * 9)) * (random() < 0.5 ? 1 : -1);
  return replaced(text, place, String(value > 31 ? value + by : ((value + by + 30 - 1) % 28) + 1));
}

const UNITS =
  `million/billion billion/million miles/kilometres kilometres/miles km/miles metres/feet feet/metres dollars/pounds pounds/dollars dlrs/stg percent/dollars pct/dlrs tonnes/pounds kg/tonnes hours/days days/weeks weeks/months months/years years/months minutes/hours acres/hectares barrels/gallons yen/dollars thousand/million`
    .split(' ')
    .map((pair) => pair.split('/') as [string, string]);
const SIGNS: readonly (readonly [string, string])[] = [
  ['$', '€'],
  ['£', '$'],
  ['€', '£'],
  ['%', ' percentage points'],
];

function alterUnit(text: string, random: Random): string | undefined {
  const words = UNITS.flatMap(([word, other]) =>
    places(text, new RegExp(`(?<=\\d[ -]?|(?:one|two|three|four|five|six|seven|eight|nine|ten|million|billion) )${word}\\b`, 'g')).map(
      (place) => ({ place, other }),
    ),
  );
  const signs = SIGNS.flatMap(([sign, other]) =>
    places(text, sign === '%' ? /(?<=\d)%/g : new RegExp(`\\${sign}(?=\\d)`, 'g')).map((place) => ({ place, other })),
  );
  const chosen = pick([...words, ...signs], random);
  return chosen && replaced(text, chosen.place, chosen.other);
}

const MODALS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:may|might|could)\b(?= [a-z])/g, 'will'],
  [/\bwill\b(?= [a-z])/g, 'may'],
];

function alterModality(text: string, random: Random): string | undefined {
  const chosen = pick(
    MODALS.flatMap(([pattern, other]) => places(text, pattern).map((place) => ({ place, other }))),
    random,
  );
  return chosen && replaced(text, chosen.place, chosen.other);
}

/** Alters the sentence in one point; `foreign` are names from elsewhere. Undefined where it offers no place for the alteration. */
export function alter(kind: Alteration, text: string, random: Random, foreign: readonly string[]): string | undefined {
  const out = {
    number: () => alterNumber(text, random),
    name: () => alterName(text, random, foreign),
    swap: () => swapNames(text, random),
    antonym: () => alterAntonym(text, random),
    negation: () => addNegation(text, random),
    'negation-dropped': () => dropNegation(text, random),
    date: () => moveDate(text, random),
    unit: () => alterUnit(text, random),
    modality: () => alterModality(text, random),
  }[kind]();
  return out === text ? undefined : out;
}
