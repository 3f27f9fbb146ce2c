import type { Span } from '../text/span.ts';
import type { Token } from './tokens.ts';
import { unitAfter, unitBefore } from './units.ts';

/** What is said of how exact a figure is. */
export type Bound = 'exact' | 'about' | 'at-least' | 'more' | 'at-most' | 'less';

/** An amount, a count or a rank as a text states it. The span covers figure, scale and unit. */
export interface Figure extends Span {
  readonly value: number;
  readonly ordinal: boolean;
  readonly bound: Bound;
  /** "percent", "usd", "km" … (see units.ts); undefined for plain counts. */
  readonly unit?: string;
  /** Stem of the next content word: what is counted. */
  readonly noun?: string;
  /** Indices of the tokens, half-open: the figure with its scale, without unit. */
  readonly first: number;
  readonly last: number;
  /** Index behind the last token of its unit. */
  readonly unitLast: number;
  /** How many decimal digits are significant, for rounding: 2 in "1.2 million", 1 in "30,000". */
  readonly digits: number;
  /** A bare whole number that may well be a year. */
  readonly year: boolean;
  /** An indefinite plural: "dozens", "thousands of". */
  readonly vague: boolean;
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINAL_ONES =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = '- - twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'.split(' ');

const CARDINALS: ReadonlyMap<string, number> = new Map([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.flatMap((word, i) => (word === '-' ? [] : [[word, 10 * i] as const])),
]);
const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...ORDINAL_ONES.map((word, i) => [word, i] as const),
  ...ORDINAL_TENS.flatMap((word, i) => (word === '-' ? [] : [[word, 10 * i] as const])),
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['dozen', 12],
  ['thousand', 1e3],
  ['million', 1e6],
  ['mln', 1e6],
  ['mn', 1e6],
  ['billion', 1e9],
  ['bln', 1e9],
  ['bn', 1e9],
  ['trillion', 1e12],
  ['trn', 1e12],
  ['tn', 1e12],
]);
/** Scales only where they touch the figure or a currency stands before it: "30k", "$5m". */
const GLUED_SCALES: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
]);
const PLURAL_SCALES: ReadonlyMap<string, number> = new Map([
  ['dozens', 12],
  ['hundreds', 100],
  ['thousands', 1e3],
  ['millions', 1e6],
  ['billions', 1e9],
  ['trillions', 1e12],
]);
const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['half', 1 / 2],
  ['third', 1 / 3],
  ['quarter', 1 / 4],
  ['fifth', 1 / 5],
]);

/** All figures of a text, in order, from its tokens. Linear. */
export function figures(tokens: readonly Token[]): Figure[] {
  const found: Figure[] = [];
  for (let i = 0; i < tokens.length; ) {
    const read = readFigure(tokens, i);
    if (read === undefined) {
      i++;
      continue;
    }
    found.push(read);
    i = Math.max(read.last, i + 1);
  }
  return found;
}

function readFigure(tokens: readonly Token[], at: number): Figure | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return readDigits(tokens, at, token);
  if (token.kind !== 'word') return undefined;
  const vague = PLURAL_SCALES.get(token.text);
  if (vague !== undefined) return finish(tokens, at, at + 1, vague, { digits: 1, vague: true });
  return readWords(tokens, at);
}

function readDigits(tokens: readonly Token[], at: number, token: Token): Figure | undefined {
  let value = Number(token.text);
  if (!Number.isFinite(value)) return undefined;
  const digits = token.text
    .replace('.', '')
    .replace(/^0+/, '')
    .replace(token.text.includes('.') ? /$^/ : /0+$/, '').length;
  let last = at + 1;
  const next = tokens[last];
  if (next?.glue && /^(?:st|nd|rd|th)$/.test(next.text)) return finish(tokens, at, last + 1, value, { digits, ordinal: true });
  // "1960s", "20s": decades are read with the dates.
  if (next?.glue && next.text === 's') last++;
  const money = unitBefore(tokens, at) !== undefined;
  const fraction = readFraction(tokens, last);
  if (fraction !== undefined) {
    value += fraction.value;
    last = fraction.last;
  }
  for (let scale = scaleAt(tokens, last, money); scale !== undefined; scale = scaleAt(tokens, last, money)) {
    value *= scale.value;
    last = scale.last;
  }
  return finish(tokens, at, last, value, { digits });
}

function scaleAt(tokens: readonly Token[], at: number, money: boolean): { value: number; last: number } | undefined {
  const hyphen = tokens[at]?.text === '-' && tokens[at]?.glue === true && tokens[at + 1]?.glue === true ? 1 : 0;
  const token = tokens[at + hyphen];
  if (token?.kind !== 'word') return undefined;
  const value =
    SCALES.get(token.text) ?? (token.glue && hyphen === 0 && (token.text === 'k' || money) ? GLUED_SCALES.get(token.text) : undefined);
  return value === undefined ? undefined : { value, last: at + hyphen + 1 };
}

/** "and a half" after a figure. */
function readFraction(tokens: readonly Token[], at: number): { value: number; last: number } | undefined {
  if (tokens[at]?.text !== 'and') return undefined;
  const article = tokens[at + 1]?.text;
  const value = article === 'a' || article === 'one' ? FRACTIONS.get(tokens[at + 2]?.text ?? '') : undefined;
  return value === undefined ? undefined : { value, last: at + 3 };
}

/** "thirty thousand", "twenty-five", "two hundred and six", "a dozen", "a third", "twenty-first". */
function readWords(tokens: readonly Token[], at: number): Figure | undefined {
  const word = tokens[at]?.text ?? '';
  const article = word === 'a' || word === 'an';
  if (article) {
    const after = tokens[at + 1]?.text ?? '';
    if (after === 'half' || after === 'third' || after === 'quarter') {
      const of = tokens[at + 2]?.text;
      return of === 'of' || after === 'half' ? finish(tokens, at + 1, at + 2, FRACTIONS.get(after) ?? 0, { digits: 2 }) : undefined;
    }
    return SCALES.has(after) ? accumulate(tokens, at + 1) : undefined;
  }
  if (word === 'half' && tokens[at + 1]?.text === 'a') {
    const scale = SCALES.get(tokens[at + 2]?.text ?? '');
    if (scale !== undefined) return finish(tokens, at, at + 3, scale / 2, { digits: 1, words: true });
  }
  if (word === 'half') return finish(tokens, at, at + 1, 0.5, { digits: 2 });
  if (word === 'twice' || word === 'double') return undefined;
  return CARDINALS.has(word) || ORDINALS.has(word) ? accumulate(tokens, at) : undefined;
}

function accumulate(tokens: readonly Token[], at: number): Figure | undefined {
  let total = 0;
  let group = 0;
  let last = at;
  let ordinal = false;
  let previous = Number.POSITIVE_INFINITY;
  for (let i = at; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (i > at && (token.text === '-' || token.text === 'and')) {
      const next = tokens[i + 1]?.text ?? '';
      const joins = token.text === '-' ? token.glue && tokens[i + 1]?.glue === true : group >= 100 || (group === 0 && total > 0);
      if (!joins || !(CARDINALS.has(next) || ORDINALS.has(next) || SCALES.has(next))) break;
      continue;
    }
    if (token.kind !== 'word') break;
    const scale = SCALES.get(token.text);
    const small = CARDINALS.get(token.text);
    const rank = ORDINALS.get(token.text);
    if (scale !== undefined) {
      if (scale === 100 || scale === 12) group = Math.max(group, 1) * scale;
      else {
        total += Math.max(group, total === 0 ? 1 : 0) * scale;
        group = 0;
      }
      previous = scale;
    } else if (small !== undefined || rank !== undefined) {
      const value = small ?? rank ?? 0;
      // "one two" are two figures, "twenty two" is one; a unit may follow tens or a scale only.
      if (i > at && !(previous >= 100 || (previous >= 20 && value < 10))) break;
      group += value;
      previous = value;
    } else break;
    last = i + 1;
    if (rank !== undefined) {
      ordinal = true;
      break;
    }
  }
  if (last === at) return undefined;
  const fraction = ordinal ? undefined : readFraction(tokens, last);
  const value = total + group + (fraction?.value ?? 0);
  last = fraction?.last ?? last;
  return finish(tokens, at, last, value, { digits: String(value).replace(/0+$/, '').length, ordinal, words: true });
}

interface Kind {
  readonly digits: number;
  readonly ordinal?: boolean;
  readonly vague?: boolean;
  readonly words?: boolean;
}

/** Content words looked at for what is counted: "30 of the best-known people". */
const NOUN_REACH = 4;

function finish(tokens: readonly Token[], first: number, last: number, value: number, kind: Kind): Figure {
  const before = unitBefore(tokens, first);
  const after = unitAfter(tokens, last);
  const unit = before?.unit ?? after?.unit;
  const from = before?.first ?? first;
  const to = after?.last ?? last;
  let noun: string | undefined;
  for (let i = to; i < Math.min(to + NOUN_REACH, tokens.length); i++) {
    const token = tokens[i];
    if ((token?.kind === 'mark' && token.text !== '-') || token?.text === 'and' || token?.text === 'or') break;
    if (token?.content && token.kind === 'word') {
      noun = token.stem;
      break;
    }
  }
  const start = tokens[from]?.start ?? 0;
  const end = tokens[to - 1]?.end ?? start;
  const raw = tokens[first]?.text ?? '';
  const year =
    kind.words !== true &&
    kind.ordinal !== true &&
    last === first + 1 &&
    unit === undefined &&
    /^(?:1[0-9]|20)\d\d$/.test(raw) &&
    end - start === 4;
  return {
    start,
    end,
    value,
    ordinal: kind.ordinal ?? false,
    bound: kind.vague ? 'about' : boundOf(tokens, from, to),
    ...(unit !== undefined && { unit }),
    ...(noun !== undefined && { noun }),
    first,
    last,
    unitLast: to,
    digits: Math.max(1, kind.digits),
    year,
    vague: kind.vague ?? false,
  };
}

const ABOUT = new Set('about around approximately roughly some nearly almost circa estimated approx ca close'.split(' '));
const LESS = new Set('under below'.split(' '));

/** What the words right before ("more than", "at most") or after ("or more") make of the figure. */
function boundOf(tokens: readonly Token[], from: number, to: number): Bound {
  const word = (i: number): string => tokens[i]?.text ?? '';
  let p = from - 1;
  if (word(p) === 'a' || word(p) === 'the') p--;
  const one = word(p);
  const two = word(p - 1);
  const negated = word(p - 2) === 'no' || word(p - 2) === 'not';
  if (one === 'than') {
    if (two === 'more' || two === 'greater' || two === 'higher') return negated ? 'at-most' : 'more';
    if (two === 'less' || two === 'fewer' || two === 'lower') return negated ? 'at-least' : 'less';
  }
  if (two === 'at' && one === 'least') return 'at-least';
  if (two === 'at' && one === 'most') return 'at-most';
  if ((two === 'up' && one === 'to') || one === 'maximum') return 'at-most';
  if (one === 'minimum') return 'at-least';
  if (two === 'close' && one === 'to') return 'about';
  if (one === 'over' || one === 'exceeding' || one === 'above') return 'more';
  if (LESS.has(one)) return 'less';
  if (ABOUT.has(one)) return 'about';
  if (word(to) === 'or' && word(to + 1) === 'more') return 'at-least';
  if (word(to) === 'or' && (word(to + 1) === 'less' || word(to + 1) === 'fewer')) return 'at-most';
  return 'exact';
}
