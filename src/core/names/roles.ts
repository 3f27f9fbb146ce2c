import type { NameSpan } from '../model.ts';
import type { Span } from '../text/span.ts';
import type { Gazetteer, Match } from './gazetteer.ts';
import { HONORIFICS, SPEECH, TITLE_PARTS, TITLES } from './lexicon.ts';
import { Gap, Tokens } from './tokens.ts';

/** What a text says somebody is: "director of the Carnegie Russia Eurasia Center in Berlin". */
export interface Role {
  /** Index of the person's span. */
  readonly name: number;
  /** The role's words, without article. */
  readonly role: Span;
  /** The title in small letters, with what tells it from others: "prime minister", "president". */
  readonly title: string;
  /** ISO code of the state whose office it is, where the role names one. */
  readonly country?: string;
}

/** Words that go with the title word and make it another office. */
const MODIFIERS = new Set(
  'prime vice deputy foreign defence defense finance interior justice first lady secretary general special press former acting crown chief'.split(
    ' ',
  ),
);
const INSIDE = new Set(['of', 'for', 'and', 'on', 'in', 'at', 'to', 'the']);
const ARTICLES = new Set([
  'the',
  'a',
  'an',
  'his',
  'her',
  'its',
  'their',
  'our',
  'my',
  'as',
  'that',
  'said',
  'by',
  'with',
  'from',
  'when',
  'while',
  'but',
  'who',
]);
const COPULAS = new Set(['is', 'was', 'became', 'becomes', 'remains', 'as']);
/** Words before a title that belong to it: "presidential aide", "special envoy". */
const ADJECTIVES = new Set(
  'presidential special senior former then-president longtime veteran top chief interim acting outgoing incoming new late retired honorary regional local national federal permanent former-deputy'.split(
    ' ',
  ),
);
/** Longest role in words: beyond it, it is a story. */
const LONGEST = 14;
/** A title must come among the first words of a role that follows a name. */
const EARLY = 6;

/** Words of a text with the spans that lie on them. */
export interface Spanned {
  readonly tokens: Tokens;
  readonly spans: readonly NameSpan[];
  /** Index of the span on each word, or -1. */
  readonly on: Int32Array;
}

/** The span on a word, if one is. */
function spanOn({ spans, on }: Spanned, word: number): NameSpan | undefined {
  const index = on[word] ?? -1;
  return index < 0 ? undefined : spans[index];
}

/** Lays spans (in order) on words. */
export function spanned(tokens: Tokens, spans: readonly NameSpan[]): Spanned {
  // One place more: whoever looks behind the last word finds no span there.
  const on = new Int32Array(tokens.count + 1).fill(-1);
  let i = 0;
  for (let k = 0; k < spans.length; k++) {
    const span = spans[k];
    if (span === undefined) continue;
    while (i < tokens.count && (tokens.end[i] ?? 0) <= span.start) i++;
    for (let j = i; j < tokens.count && (tokens.start[j] ?? 0) < span.end; j++) on[j] = k;
  }
  return { tokens, spans, on };
}

/** Roles that a text states of its persons, in order of the persons' mentions. Offsets are UTF-16. */
export function statedRoles(text: string, spans: readonly NameSpan[], gazetteer?: Gazetteer): Role[] {
  return rolesOf(spanned(new Tokens(text), spans), gazetteer);
}

export function rolesOf(laid: Spanned, gazetteer: Gazetteer | undefined): Role[] {
  const out: Role[] = [];
  const { tokens, spans, on } = laid;
  let previous = -1;
  for (let i = 0; i < tokens.count; i++) {
    const name = on[i] ?? -1;
    if (name === previous) continue;
    previous = name;
    const span = name < 0 ? undefined : spans[name];
    if (span?.kind !== 'person' || span.form !== 'name') continue;
    let to = i + 1;
    while (on[to] === name) to++;
    const found = [before(laid, i), inFront(laid, i), after(laid, to)];
    for (const words of found) if (words && !addresses(tokens, words)) out.push(roleOf(laid, name, words, gazetteer));
  }
  return out;
}

/** "Mr", "Dr." alone: a form of address, no role. */
function addresses(tokens: Tokens, { from, to }: Words): boolean {
  for (let k = from; k < to; k++) if (!HONORIFICS.has(low(tokens, k))) return false;
  return true;
}

interface Words {
  readonly from: number;
  readonly to: number;
}

function low(tokens: Tokens, i: number): string {
  return tokens.lower(i);
}

function isTitle(word: string): boolean {
  return (
    TITLES.has(word) ||
    (word.endsWith('s') && TITLES.has(word.slice(0, -1))) ||
    (word.includes('-') && TITLES.has(word.slice(word.lastIndexOf('-') + 1)))
  );
}

/** "Russian Foreign Minister Sergei Lavrov": the words that stand directly before the name. */
function before(laid: Spanned, name: number): Words | undefined {
  if ((laid.tokens.gapOf(name) & ~(Gap.space | Gap.newline)) !== 0) return undefined;
  return endingAt(laid, name);
}

/** "The US Secretary General, Mark Rutte, has …": an apposition with its comma. */
function inFront(laid: Spanned, name: number): Words | undefined {
  if (laid.tokens.gapOf(name) !== (Gap.space | Gap.comma)) return undefined;
  const words = endingAt(laid, name);
  return words && low(laid.tokens, words.from - 1) === 'the' ? words : undefined;
}

/** The longest run of words of a role that ends before word `end`, with a title in it. */
function endingAt(laid: Spanned, end: number): Words | undefined {
  const { tokens } = laid;
  let from = end;
  let title = false;
  while (from > 0 && end - from < LONGEST) {
    const k = from - 1;
    const word = low(tokens, k);
    if (from < end && (tokens.gapOf(from) & ~(Gap.space | Gap.newline | Gap.hyphen | Gap.possessive)) !== 0) break;
    const span = spanOn(laid, k);
    if (span) {
      if (span.kind === 'person' || from === end) break;
    } else if (isTitle(word)) title = true;
    else if (
      !TITLE_PARTS.has(word) &&
      !ADJECTIVES.has(word) &&
      !(INSIDE.has(word) && from < end && word !== 'the' && word !== 'to' && word !== 'in' && word !== 'at')
    )
      break;
    from = k;
  }
  while (from < end && (INSIDE.has(low(tokens, from)) || (low(tokens, from) === 'under' && low(tokens, from + 1) !== 'secretary'))) from++;
  return title && from < end ? { from, to: end } : undefined;
}

/** "Gabuev, director of the Carnegie Russia Eurasia Center in Berlin." and "Gabuev is the director of …". */
function after(laid: Spanned, to: number): Words | undefined {
  const { tokens } = laid;
  if (to >= tokens.count) return undefined;
  let from = to;
  if (COPULAS.has(low(tokens, to)) && tokens.gapOf(to) === Gap.space) from = to + 1;
  else if ((tokens.gapOf(to) & ~Gap.space) !== Gap.comma) return undefined;
  while (ARTICLES.has(low(tokens, from)) && ['the', 'a', 'an', 'his', 'her', 'its', 'their'].includes(low(tokens, from))) from++;
  let end = from;
  let title = false;
  while (end < tokens.count && end - from < LONGEST) {
    const gap = tokens.gapOf(end);
    if (end > from && (gap & ~(Gap.space | Gap.newline | Gap.hyphen | Gap.possessive)) !== 0) break;
    const word = low(tokens, end);
    const span = spanOn(laid, end);
    if (
      SPEECH.has(word) ||
      word === 'who' ||
      word === 'which' ||
      word === 'whose' ||
      word === 'that' ||
      word === 'has' ||
      word === 'is' ||
      word === 'was' ||
      word === 'will'
    )
      break;
    if (!span && (TITLES.has(word) || TITLES.has(word.slice(word.lastIndexOf('-') + 1)))) title = true;
    // Another person begins something else: "Kushner, envoy Steve Witkoff and …".
    if (span?.kind === 'person') return undefined;
    if (!title && end - from >= EARLY) return undefined;
    if (!title && (word === 'and' || word === 'said' || word === 'of')) return undefined;
    end++;
  }
  // Trailing small words belong to what follows.
  while (end > from && INSIDE.has(low(tokens, end - 1))) end--;
  return title && end > from ? { from, to: end } : undefined;
}

function roleOf(laid: Spanned, name: number, { from, to }: Words, gazetteer: Gazetteer | undefined): Role {
  const { tokens } = laid;
  const role = { start: tokens.start[from] ?? 0, end: tokens.end[to - 1] ?? 0 };
  let title = '';
  let country: string | undefined;
  for (let k = from; k < to; k++) {
    const span = spanOn(laid, k);
    const word = low(tokens, k);
    if (span) country ??= countryOf(tokens, k, span, gazetteer);
    else if (isTitle(word) || MODIFIERS.has(word)) title = title === '' ? word : `${title} ${word}`;
    else if (word === 'of' && isTitle(title.split(' ').at(-1) ?? '')) {
      // What follows "of" is whom it serves: "president of Ukraine".
      for (let j = k + 1; j < to; j++) {
        const whose = spanOn(laid, j);
        if (whose) country ??= countryOf(tokens, j, whose, gazetteer);
      }
      break;
    }
  }
  return { name, role, title, ...(country === undefined ? {} : { country }) };
}

/** The state that the span starting at `word` names as a whole. */
function countryOf(tokens: Tokens, word: number, span: NameSpan, gazetteer: Gazetteer | undefined): string | undefined {
  if (tokens.start[word] !== span.start || span.kind !== 'state') return undefined;
  return stateAt(tokens, word, gazetteer);
}

function stateAt(tokens: Tokens, word: number, gazetteer: Gazetteer | undefined): string | undefined {
  const found: Match = { alias: -1, next: 0 };
  if (!gazetteer?.longest(tokens, word, tokens.count, found)) return undefined;
  const top = gazetteer.topEntity(found.alias);
  return gazetteer.kindOf(top) === 'state' ? gazetteer.countryOf(top) : undefined;
}

/** A description that stands for a person: "the Russian president". */
export interface Description {
  readonly span: Span;
  /** Index of the span that names the state, which the description takes in. */
  readonly state: number;
  /** Index of a span of the person. */
  readonly person: number;
}

/**
 * Descriptions by state and office ("the Russian president", "Germany's chancellor") of which the text itself says whose
 * they are: exactly one person of that text holds them.
 */
export function descriptions(laid: Spanned, gazetteer: Gazetteer | undefined): Description[] {
  const { tokens, spans, on } = laid;
  const out: Description[] = [];
  // Most texts describe nobody so: their roles need not be read.
  let offices: Offices | undefined;
  for (let i = 0; i + 1 < tokens.count; i++) {
    const state = on[i] ?? -1;
    const span = state < 0 ? undefined : spans[state];
    if (span?.kind !== 'state' || on[i + 1] === state || (tokens.gapOf(i + 1) & ~(Gap.space | Gap.possessive)) !== 0) continue;
    let to = i + 1;
    while (to < tokens.count && to - i < 5 && on[to] === -1 && (to === i + 1 || tokens.gapOf(to) === Gap.space)) {
      const word = low(tokens, to);
      if (tokens.isCapital(to) || (!isTitle(word) && !MODIFIERS.has(word))) break;
      to++;
    }
    // "Ukrainian negotiator Rustem Umerov": a title before its name describes nobody else.
    const named = spanOn(laid, to)?.kind === 'person' && (tokens.gapOf(to) & ~Gap.space) === 0;
    if (to === i + 1 || named) continue;
    offices ??= officesOf(laid, rolesOf(laid, gazetteer));
    const person = holder(laid, offices, countryOf(tokens, i, span, gazetteer), i + 1, to);
    if (person !== undefined) out.push({ span: { start: span.start, end: tokens.end[to - 1] ?? 0 }, state, person });
  }
  return out;
}

/** For each span that is a role, by index: a span of the person that it stands for. */
export function describedPersons(text: string, spans: readonly NameSpan[], gazetteer: Gazetteer | undefined): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  if (!spans.some((s) => s.form === 'role')) return out;
  const laid = spanned(new Tokens(text), spans);
  const offices = officesOf(laid, rolesOf(laid, gazetteer));
  const { tokens, on } = laid;
  for (let i = 0; i < tokens.count; i++) {
    const index = on[i] ?? -1;
    if (index < 0 || spans[index]?.form !== 'role' || (i > 0 && on[i - 1] === index)) continue;
    let from = i + 1;
    while (on[from] === index && !isTitle(low(tokens, from)) && !MODIFIERS.has(low(tokens, from))) from++;
    let to = from;
    while (on[to] === index) to++;
    const person = holder(laid, offices, stateAt(tokens, i, gazetteer), from, to);
    if (person !== undefined) out.set(index, person);
  }
  return out;
}

/** A span of the one person who holds each office of a text, by state and title; -1 where several do. */
type Offices = ReadonlyMap<string, number>;

function officesOf({ tokens, spans }: Spanned, roles: readonly Role[]): Offices {
  const holders = new Map<string, number>();
  for (const { country, title, name } of roles) {
    if (country === undefined) continue;
    const office = `${country} ${title}`;
    const known = holders.get(office);
    if (known === undefined) holders.set(office, name);
    else if (known >= 0 && lastWord(tokens.text, spans[known]) !== lastWord(tokens.text, spans[name])) holders.set(office, -1);
  }
  return holders;
}

/** The one person who holds the office that the words [from, to) name; undefined for none or several. */
function holder({ tokens }: Spanned, offices: Offices, country: string | undefined, from: number, to: number): number | undefined {
  const words: string[] = [];
  for (let k = from; k < to; k++) words.push(low(tokens, k));
  if (country === undefined || !isTitle(words.at(-1) ?? '')) return undefined;
  const found = offices.get(`${country} ${words.join(' ')}`);
  return found === undefined || found < 0 ? undefined : found;
}

function lastWord(text: string, span: NameSpan | undefined): string {
  return span ? (text.slice(span.start, span.end).split(/\s/).at(-1) ?? '') : '';
}
