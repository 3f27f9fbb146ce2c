import { ADV, AUX, CONJ, DET, NUMBER, OBJ, POSS, PREP, SUBJ, SUBORD, TIME, WH } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** A noun phrase by token indices, half-open. */
export interface Phrase {
  readonly from: number;
  readonly to: number;
}

/** Phrases are followed at most this many tokens, so that a sentence of a million words costs no more than a long one. */
export const REACH = 60;

const ABBREVIATION =
  /^(?:\p{Lu}|.*\.\p{L}|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Jr|Sr|St|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Prof|Rev|Hon|Messrs)$/u;
/** Pronouns and quantifiers that are a phrase by themselves. */
const ALONE =
  /^(?:others|some|many|most|one|another|both|all|few|several|those|none|each|everyone|everybody|someone|somebody|anyone|nobody)$/;
/** Verbs so common that, between a noun and a preposition, they are never part of a noun phrase. */
const PLAIN_VERBS = new Set(
  `took went came made got gave kept left met became led held brought stood lost paid sent built fell cut grew won ran drew broke spent sat rose
   drove rode hit sold used wanted needed tried turned moved played worked lived helped looked asked seemed appeared remained stayed happened
   takes goes comes makes gets gives keeps leaves meets becomes leads holds brings stands loses pays sends builds falls grows wins
   takes uses wants needs tries turns moves plays works lives helps looks seems appears remains stays happens knew knows had has`.split(
    /\s+/,
  ),
);

export function isPossessive(t: Token | undefined): boolean {
  return t !== undefined && (t.lower === "'s" || (t.lower === "'" && t.type === 'mark'));
}

/** A day, a month, a stretch of time. */
export function isTime(t: Token | undefined): boolean {
  return t !== undefined && t.name < 0 && (t.classes & TIME) !== 0;
}

export function isWord(t: Token | undefined, classes: number): boolean {
  return t !== undefined && t.name < 0 && (t.classes & classes) !== 0;
}

/** A full stop that belongs to the abbreviation before it. */
function abbreviates(tokens: readonly Token[], i: number): boolean {
  return tokens[i]?.text === '.' && ABBREVIATION.test(tokens[i - 1]?.text ?? '');
}

/** True for a word that can stand inside a noun phrase, determiners apart. */
export function nominal(tokens: readonly Token[], i: number): boolean {
  const t = tokens[i];
  if (!t || t.type === 'quote') return false;
  if (t.type === 'mark') return t.text === '&' || t.text === '/' || abbreviates(tokens, i) || isPossessive(t);
  if (t.name >= 0) return true;
  if (isPossessive(t)) return true;
  if ((t.classes & (SUBJ | OBJ | CONJ | AUX | ADV | WH | PREP | SUBORD)) !== 0) return false;
  if (isTime(t)) return false;
  if (t.capital) return true;
  if (t.verb && !t.verb.nounLike && !(t.verb.participle && t.verb.kind === 'weak')) return false;
  return !PLAIN_VERBS.has(t.lower);
}

/** Start of the noun phrase's own words that end before `to`: a determiner or possessive begins it. Equal to `to` when there is none. */
function runBack(tokens: readonly Token[], to: number, floor: number): number {
  let i = to - 1;
  while (i >= floor && to - i <= REACH) {
    const t = tokens[i];
    if (!t) break;
    if (isWord(t, DET | POSS) && t.lower !== 'that' && t.lower !== 'no' && t.lower !== 'whose') {
      i--;
      while (i >= floor && isWord(tokens[i], DET | NUMBER) && tokens[i]?.lower !== 'that') i--;
      break;
    }
    if (!nominal(tokens, i)) break;
    i--;
  }
  let from = i + 1;
  // A possessive or a mark cannot begin a phrase; "drawing loud jeers" is a participle with its object.
  while (from < to && (isPossessive(tokens[from]) || tokens[from]?.type === 'mark')) from++;
  return from;
}

/**
 * The noun phrase that ends just before `end`, with what hangs on its head: "a spokesman for the ministry", "a letter from
 * the legion obtained by the agency", "protesters marching through the streets".
 */
export function phraseEnding(tokens: readonly Token[], end: number, floor: number): Phrase | undefined {
  const to = skipBracket(tokens, end, floor);
  const last = tokens[to - 1];
  if (!last || to <= floor) return undefined;
  if (isWord(last, SUBJ | OBJ)) return { from: to - 1, to };
  const from = runBack(tokens, to, floor);
  if (from >= to) return ALONE.test(last.lower) ? { from: to - 1, to } : undefined;
  // A determiner whose noun is missing names nobody ("the “…” indicated").
  if (to - from === 1 && isWord(last, DET) && !ALONE.test(last.lower)) return undefined;
  const extended = extend(tokens, from, floor);
  return { from: extended, to };
}

/** The start of the head on which the phrase that begins at `from` hangs, or `from` itself. */
function extend(tokens: readonly Token[], start: number, floor: number): number {
  let from = start;
  for (let hops = 0; hops < 5 && from > floor; hops++) {
    const p = tokens[from - 1];
    if (!p) break;
    let head = -1;
    if (p.lower === 'and' || p.lower === '&') {
      const other = runBack(tokens, from - 1, floor);
      if (other >= from - 1) break;
      if (!isWord(tokens[other - 1], PREP)) {
        from = other;
        continue;
      }
      break;
    }
    if (isWord(p, PREP) && !/^(?:as|than|like|because|unlike)$/.test(p.lower)) head = headBefore(tokens, from - 1, floor);
    else if (isModifier(p) && from - 1 > floor) head = headBefore(tokens, from, floor);
    if (head < 0) break;
    from = head;
  }
  // The head itself hangs on a preposition that opens the clause ("In an interview with CNN | Trump"): not a subject.
  const before = tokens[from - 1];
  if (from !== start && isWord(before, PREP) && !/^(?:as|than|like)$/.test(before?.lower ?? '')) return start;
  return from;
}

/** Start of the noun phrase that a modifier at `at` hangs on, past a participle ("filed", "marching"); -1 when there is none. */
function headBefore(tokens: readonly Token[], at: number, floor: number): number {
  let end = at;
  if (isModifier(tokens[end - 1]) && end - 1 > floor) end--;
  if (ALONE.test(tokens[end - 1]?.lower ?? '')) return end - 1;
  if (isWord(tokens[end - 1], TIME)) return -1;
  const head = runBack(tokens, end, floor);
  return head < end ? head : -1;
}

function isModifier(t: Token | undefined): boolean {
  return (
    t !== undefined &&
    !t.capital &&
    t.type === 'word' &&
    t.name < 0 &&
    /.{2}(?:ing|ed)$/.test(t.lower) &&
    (t.classes & (PREP | AUX | ADV)) === 0
  );
}

/** Steps back over "(R-Fla.)". */
export function skipBracket(tokens: readonly Token[], end: number, floor: number): number {
  const close = tokens[end - 1]?.text;
  if (close !== ')' && close !== ']') return end;
  const open = close === ')' ? '(' : '[';
  for (let k = end - 2; k >= floor && end - k < REACH; k--) if (tokens[k]?.text === open) return k;
  return end;
}

/** The noun phrase that begins at `from`: the subject of an inverted verb ("said Len Burman, head of …"), an object. */
export function phraseStarting(tokens: readonly Token[], from: number): Phrase | undefined {
  const t = tokens[from];
  if (!t) return undefined;
  if (isWord(t, SUBJ | OBJ)) return { from, to: from + 1 };
  if (isTime(t) || isWord(t, PREP | CONJ | AUX | WH | ADV | SUBORD)) return undefined;
  const to = runForward(tokens, from);
  if (to <= from) return undefined;
  // What follows the head and belongs to it.
  let end = to;
  for (let hops = 0; hops < 3; hops++) {
    const p = tokens[end];
    if (!p || !/^(?:of|for|at|from|with|in|and)$/.test(p.lower)) break;
    if (isTime(tokens[end + 1]) || isWord(tokens[end + 1], SUBJ | WH)) break;
    const next = runForward(tokens, end + 1);
    if (next <= end + 1 || (/^(?:with|in|and)$/.test(p.lower) && isWord(tokens[next], AUX))) break;
    if (p.lower === 'in' && /^(?:a|an|his|her|their|its|this)$/.test(tokens[end + 1]?.lower ?? '')) break;
    end = next;
  }
  return { from, to: end };
}

/** End of the noun phrase's own words that begin at `from`. */
function runForward(tokens: readonly Token[], from: number): number {
  let end = from;
  while (end < tokens.length && end - from < REACH) {
    const t = tokens[end];
    if (!t) break;
    if (isWord(t, DET | POSS | NUMBER) && t.lower !== 'that') {
      if (end > from && isWord(t, DET) && !isWord(tokens[end - 1], DET | NUMBER)) break;
      end++;
      continue;
    }
    if (!nominal(tokens, end)) break;
    // Ordinary words after a proper name are no part of it, but for plural nouns and what a possessive owns.
    const before = tokens[end - 1];
    if (
      end > from &&
      before?.capital === true &&
      !isWord(before, DET | POSS | NUMBER) &&
      !t.capital &&
      t.type === 'word' &&
      !isPossessive(t) &&
      !isPossessive(before) &&
      t.name < 0 &&
      !/[^s]s$|man$|woman$|er$|or$/.test(t.lower)
    )
      break;
    // "The committee granted the firm …": past tense with what it governs.
    if (end > from && isModifier(t) && isWord(tokens[end + 1], DET | POSS | PREP | SUBJ | OBJ | WH | ADV)) break;
    end++;
  }
  while (end > from && tokens[end - 1]?.text === '.' && !abbreviates(tokens, end - 1)) end--;
  return end;
}

/**
 * The first noun phrase of a stretch of tokens that hangs on no preposition: past conjunctions, adverbs, and introductory
 * phrases ("In Miami on Friday, Trump …", "When asked, he …").
 */
export function firstPhrase(tokens: readonly Token[], from: number, to: number): Phrase | undefined {
  let i = from;
  for (let hops = 0; hops < 8 && i < to; hops++) {
    while (i < to && (isWord(tokens[i], CONJ | ADV) || (tokens[i]?.type === 'mark' && tokens[i]?.text !== '('))) i++;
    const t = tokens[i];
    if (!t || i >= to) return undefined;
    const next = afterIntroduction(tokens, i, to);
    if (next === i) break;
    i = next;
  }
  const t = tokens[i];
  if (!t || i >= to || t.type !== 'word') return undefined;
  if (isWord(t, SUBJ)) return { from: i, to: i + 1 };
  const end = Math.min(runForward(tokens, i), to);
  if (end > i) {
    if (end === i + 1 && isWord(t, DET) && !ALONE.test(t.lower)) return undefined;
    return { from: i, to: end };
  }
  return undefined;
}

/** Where the clause goes on after an introductory phrase at `i`; `i` itself when none stands there. */
function afterIntroduction(tokens: readonly Token[], i: number, to: number): number {
  const t = tokens[i];
  if (!t) return i;
  const intro =
    t.name < 0 &&
    (isWord(t, PREP | SUBORD | WH) ||
      isTime(t) ||
      (!t.capital && isModifier(t)) ||
      (t.capital && /.{3}ing$/.test(t.lower) && tokens[i + 1]?.capital !== true));
  const place = t.capital && tokens[i - 1]?.text === ',' && tokens[i + 1]?.text === ',' && i + 2 < to;
  const figure = /^\d/.test(t.text) && tokens[i + 1]?.text === ',';
  if (place || figure) return i + 2;
  if (!intro) return i;
  for (let k = i; k < to && k - i < REACH; k++) if (tokens[k]?.text === ',') return k + 1;
  if (isTime(t)) return i + 1;
  // No comma: past the preposition's own phrase.
  const inner = runForward(tokens, i + 1);
  if (inner <= i + 1) return i + 1;
  for (let k = i + 2; k < inner; k++) {
    if (
      tokens[k]?.capital &&
      tokens[k - 1] &&
      !tokens[k - 1]?.capital &&
      tokens[k - 1]?.type === 'word' &&
      !isPossessive(tokens[k - 1]) &&
      !isWord(tokens[k - 1], DET | POSS)
    )
      return k;
  }
  return inner < to ? inner : i + 1;
}
