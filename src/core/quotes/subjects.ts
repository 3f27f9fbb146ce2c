import type { Token } from './frame.ts';
import { ADV, AUX, CONJ, DET, NUMBER, OBJ, POSS, PREP, SUBJ, SUBORD, TIME, WH } from './lexicon.ts';

/** A noun phrase by token indices, half-open. `head` is the part that names the speaker, without a following "of …" or apposition. */
export interface Phrase {
  readonly from: number;
  readonly to: number;
}

/** Phrases and insertions are followed at most this far, so that a sentence of a million words costs no more than a long one. */
const REACH = 60;

/** True for a word that can stand inside a noun phrase. */
export function nominal(t: Token | undefined): boolean {
  if (!t) return false;
  if (t.type === 'quote') return false;
  if (t.type === 'mark') return t.lower === "'" || t.text === '&' || t.text === '.';
  if (t.name >= 0 || t.capital) return !(t.capital && (t.classes & (SUBJ | CONJ | SUBORD | WH | PREP | AUX)) !== 0 && t.name < 0);
  if ((t.classes & (SUBJ | OBJ | CONJ | AUX | ADV | WH | PREP | SUBORD)) !== 0) return false;
  if (t.verb && !t.verb.nounLike && !t.verb.participle) return false;
  return true;
}

export function isPossessive(t: Token | undefined): boolean {
  return t !== undefined && (t.lower === "'s" || (t.lower === "'" && t.type === 'mark'));
}

/** A word for a day or a stretch of time, and what goes with it. */
export function isTime(t: Token | undefined): boolean {
  return t !== undefined && (t.classes & TIME) !== 0;
}

/**
 * The subject that stands to the left of the verb at `verb`: past adverbs, auxiliaries, days, brackets, appositions and
 * relative clauses. Undefined where nothing nominal is found.
 */
export function subjectLeft(tokens: readonly Token[], verb: number, floor = 0): Phrase | undefined {
  let i = skipBack(tokens, verb - 1, floor);
  const t = tokens[i];
  if (!t || i < floor) return undefined;
  if (t.text === ',' || t.text === '—' || t.text === '–') return beforeInsertion(tokens, i, floor);
  if ((t.classes & WH) !== 0 && t.name < 0 && /^(?:who|that|which)$/.test(t.lower)) {
    i--;
    if (tokens[i]?.text === ',') i--;
    return phraseEnding(tokens, i + 1, floor);
  }
  return phraseEnding(tokens, i + 1, floor);
}

/** Skips what may stand between a subject and its verb. Returns the index of the last token of what is before. */
function skipBack(tokens: readonly Token[], from: number, floor: number): number {
  let i = from;
  for (let steps = 0; i >= floor && steps < REACH; steps++) {
    const t = tokens[i];
    if (!t) break;
    if (t.text === ')' || t.text === ']') {
      const open = t.text === ')' ? '(' : '[';
      let k = i - 1;
      while (k >= floor && i - k < REACH && tokens[k]?.text !== open) k--;
      if (tokens[k]?.text !== open) break;
      i = k - 1;
    } else if (t.name < 0 && (t.classes & (ADV | AUX)) !== 0 && !(t.capital && i > floor)) i--;
    else if (/^'(?:ve|d|ll|re)$/.test(t.lower)) i--;
    else if (isTime(t) && i > floor) {
      let k = i - 1;
      while (
        k > floor &&
        (/^(?:last|this|next|late|early|earlier|in|on|of|late|a|few|same|that|the|\d+|,)$/.test(tokens[k]?.lower ?? '') ||
          isTime(tokens[k])) &&
        tokens[k]?.text !== ','
      )
        k--;
      // "Tuesday" as the very first word, or after a comma, is no subject either.
      i = k;
    } else break;
  }
  return i;
}

/** The phrase before `, … ,` where `comma` is the closing comma: "X, director of Y, | said". */
function beforeInsertion(tokens: readonly Token[], comma: number, floor: number): Phrase | undefined {
  const dash = tokens[comma]?.text !== ',';
  let end = comma;
  for (let hops = 0; hops < 6; hops++) {
    let open = end - 1;
    let steps = 0;
    while (open >= floor && steps++ < REACH && !isBreak(tokens[open], dash)) open--;
    const opener = tokens[open];
    if (open < floor || !opener || !isBreak(opener, dash) || opener.text === ';') {
      return phraseEnding(tokens, end, floor) ?? firstPhrase(tokens, open + 1, end);
    }
    // What stands before the insertion must end in a name, a pronoun or a noun phrase of its own segment.
    const before = phraseEnding(tokens, open, floor);
    if (!before) {
      const own = firstPhrase(tokens, open + 1, end);
      return own;
    }
    if (!isInsertion(tokens, open + 1, end)) return firstPhrase(tokens, open + 1, end) ?? before;
    if (before.from > floor && tokens[before.from - 1]?.text === ',' && isInsertion(tokens, before.from, open)) {
      end = before.from - 1;
      continue;
    }
    if (isAfterComma(tokens, before) && isInsertion(tokens, before.from, open) && before.from - 1 > floor) {
      const further = phraseEnding(tokens, before.from - 1, floor);
      if (further && properPhrase(tokens, further)) {
        end = before.from - 1;
        return further;
      }
    }
    return before;
  }
  return undefined;
}

function isAfterComma(tokens: readonly Token[], p: Phrase): boolean {
  return tokens[p.from - 1]?.text === ',';
}

/** True when the phrase contains a capitalised word or a recognised name. */
export function properPhrase(tokens: readonly Token[], p: Phrase): boolean {
  for (let i = p.from; i < p.to; i++) {
    const t = tokens[i];
    if (t && (t.name >= 0 || t.capital) && (t.classes & DET) === 0) return true;
  }
  return false;
}

function isBreak(t: Token | undefined, dash: boolean): boolean {
  if (!t) return false;
  return dash ? t.text === '—' || t.text === '–' : t.text === ',' || t.text === ';' || t.text === ':';
}

/** True when the segment reads as an insertion: apposition, relative clause, participle, age, state, adverbial. */
function isInsertion(tokens: readonly Token[], from: number, to: number): boolean {
  const t = tokens[from];
  if (!t || from >= to) return true;
  if ((t.classes & (WH | PREP | SUBORD | ADV | DET | NUMBER | POSS)) !== 0) return true;
  if (t.lower.endsWith('ing') || t.lower.endsWith('ed') || /^\d/.test(t.text)) return true;
  if (!t.capital) return true;
  // "R-Fla.", "D-N.Y.", "Jr.", a state or a town.
  return to - from <= 4;
}

/**
 * The noun phrase that ends just before `end`: the run of nominal words, extended over "of", "for", "from", "at", "in",
 * "with" to the head it hangs on ("a spokesman for the ministry").
 */
export function phraseEnding(tokens: readonly Token[], end: number, floor: number): Phrase | undefined {
  let to = end;
  let last = tokens[to - 1];
  // A closing bracket or a party label belongs to the name before it.
  if (last?.text === ')') {
    const k = skipBack(tokens, to - 1, floor);
    to = k + 1;
    last = tokens[k];
  }
  if (!last) return undefined;
  if ((last.classes & (SUBJ | OBJ)) !== 0 && last.name < 0) return { from: to - 1, to };
  if (/^(?:others|some|many|most|one|another|both|all|few|several|those|none|each)$/.test(last.lower)) return { from: to - 1, to };
  let from = run(tokens, to, floor);
  if (from >= to) return undefined;
  for (let hops = 0; hops < 4; hops++) {
    const p = tokens[from - 1];
    if (!p || from - 1 <= floor || !/^(?:of|for|from|at|in|with|on|to|and)$/.test(p.lower) || p.capital) break;
    const further = run(tokens, from - 1, floor);
    if (further >= from - 1) {
      if (tokens[from - 2] && /^(?:one|some|many|most|all|both|none|several|few)$/.test(tokens[from - 2]?.lower ?? '')) from -= 2;
      break;
    }
    const before = tokens[further - 1];
    if (p.lower === 'and') {
      if (before && (before.classes & PREP) !== 0) break;
      from = further;
      continue;
    }
    // "In an interview with CNN | Trump said": a phrase that itself hangs on a preposition at the start is no subject.
    if (before && (before.classes & PREP) !== 0 && (further - 1 <= floor || tokens[further - 2]?.text === ',')) break;
    from = further;
  }
  return { from, to };
}

/** Start of the run of nominal words that ends before `to`; a determiner or possessive begins it. */
function run(tokens: readonly Token[], to: number, floor: number): number {
  let i = to - 1;
  while (i >= floor && to - i < REACH) {
    const t = tokens[i];
    if (!t) break;
    if (isPossessive(t)) {
      i--;
      continue;
    }
    if ((t.classes & (DET | POSS)) !== 0 && !(t.capital && t.name >= 0)) {
      if (t.lower === 'that' || t.lower === 'no') break;
      i--;
      // "all the", "some of the"
      while (i >= floor && ((tokens[i]?.classes ?? 0) & DET) !== 0 && tokens[i]?.lower !== 'that') i--;
      break;
    }
    if (!nominal(t)) break;
    if (isTime(t) && t.capital && t.name < 0) break;
    if (
      t.text === '.' &&
      !/^(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|St|Lt|Col|Sgt|Capt|Prof|Rev|Hon|Sens|Reps)$/.test(tokens[i - 1]?.text ?? '')
    )
      break;
    i--;
  }
  return i + 1;
}

/**
 * The noun phrase at the start of a stretch of tokens: past conjunctions, adverbs and an introductory phrase that a comma
 * closes ("In Miami on Friday, Trump …").
 */
export function firstPhrase(tokens: readonly Token[], from: number, to: number): Phrase | undefined {
  let i = from;
  for (let hops = 0; hops < 4 && i < to; hops++) {
    while (
      i < to &&
      (((tokens[i]?.classes ?? 0) & (CONJ | ADV)) !== 0 || (tokens[i]?.type === 'mark' && tokens[i]?.text !== '(')) &&
      (tokens[i]?.name ?? -1) < 0
    )
      i++;
    const t = tokens[i];
    if (!t) return undefined;
    const intro = t.name < 0 && ((t.classes & (PREP | SUBORD | WH)) !== 0 || isTime(t) || /.{3}(?:ing|ed)$/.test(t.lower));
    if (!intro) break;
    let comma = i;
    while (comma < to && comma - i < REACH && tokens[comma]?.text !== ',') comma++;
    if (tokens[comma]?.text !== ',') {
      // No comma: the phrase after the preposition's own noun cannot be told apart; take the last name before a verb.
      i++;
      continue;
    }
    i = comma + 1;
  }
  const t = tokens[i];
  if (!t || i >= to) return undefined;
  if ((t.classes & SUBJ) !== 0 && t.name < 0) return { from: i, to: i + 1 };
  let end = i;
  while (
    end < to &&
    end - i < REACH &&
    (nominal(tokens[end]) || isPossessive(tokens[end]) || ((tokens[end]?.classes ?? 0) & (DET | POSS)) !== 0)
  ) {
    if (tokens[end]?.text === '.') break;
    // A proper name ends where ordinary words begin: they are the verb ("Trump supporters" keeps its plural noun).
    if (
      end > i &&
      tokens[end - 1]?.capital &&
      !tokens[end]?.capital &&
      !isPossessive(tokens[end]) &&
      tokens[end]?.name === -1 &&
      !/s$/.test(tokens[end]?.lower ?? '')
    )
      break;
    end++;
  }
  if (end === i) {
    if ((t.classes & (DET | NUMBER)) !== 0) return { from: i, to: i + 1 };
    return undefined;
  }
  return { from: i, to: end };
}

/** The noun phrase that begins at `from`: the subject of an inverted verb ("said Len Burman, head of …"). */
export function phraseStarting(tokens: readonly Token[], from: number): Phrase | undefined {
  const t = tokens[from];
  if (!t) return undefined;
  if ((t.classes & SUBJ) !== 0 && t.name < 0) return { from, to: from + 1 };
  if (isTime(t) && t.name < 0) return undefined;
  if (t.name < 0 && (t.classes & (PREP | CONJ | AUX | WH | ADV | OBJ | SUBORD)) !== 0 && t.lower !== 'like') return undefined;
  let end = from;
  while (end < tokens.length && end - from < REACH) {
    const w = tokens[end];
    if (!w) break;
    const classes = w.classes;
    if (isPossessive(w) || (classes & (DET | POSS | NUMBER)) !== 0 || w.text === '.' || nominal(w)) {
      if (isTime(w) && end > from && w.name < 0) break;
      if (
        w.text === '.' &&
        !/^(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|Sr|St|Lt|Col|Sgt|Capt|Prof|Rev|Hon)$/.test(tokens[end - 1]?.text ?? '')
      )
        break;
      end++;
      continue;
    }
    if (
      end > from &&
      /^(?:of|for|at|from|and)$/.test(w.lower) &&
      (nominal(tokens[end + 1]) || ((tokens[end + 1]?.classes ?? 0) & (DET | POSS)) !== 0)
    ) {
      end++;
      continue;
    }
    break;
  }
  while (end > from && tokens[end - 1]?.text === '.') end--;
  return end > from ? { from, to: end } : undefined;
}
