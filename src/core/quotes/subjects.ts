import { ADV, AUX, DET, NUMBER, POSS, PREP, SUBORD, WH } from './lexicon.ts';
import { firstPhrase, isTime, isWord, type Phrase, phraseEnding, REACH, skipBracket } from './phrases.ts';
import type { Token } from './tokens.ts';

/** AP's short forms of US states, and what else stands between commas after a name without being its subject. */
const AFTER_NAME =
  /^(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|N\.[A-Z]|Okla|Ore|Pa|R\.I|S\.[A-Z]|Tenn|Tex|Vt|Va|Wash|W\.Va|Wis|Wyo|D\.C|[DRI]-.+|Jr|Sr|II|III|IV|Ph\.D|M\.D|Esq)$/;

/**
 * The subject to the left of the verb at `verb`: past adverbs, auxiliaries, days, brackets, appositions and relative
 * clauses. Undefined where nothing nominal is found.
 */
export function subjectLeft(tokens: readonly Token[], verb: number, floor = 0): Phrase | undefined {
  let i = skipBack(tokens, verb - 1, floor);
  const t = tokens[i];
  if (!t || i < floor) return undefined;
  if (t.text === ',' || isDash(t)) return beforeInsertion(tokens, i, floor);
  if (isWord(t, WH) && /^(?:who|that|which)$/.test(t.lower)) {
    i--;
    if (tokens[i]?.text === ',' || isDash(tokens[i])) i--;
    return phraseEnding(tokens, i + 1, floor);
  }
  return phraseEnding(tokens, i + 1, floor);
}

/** Skips what may stand between a subject and its verb; the index of the last token before it. */
function skipBack(tokens: readonly Token[], from: number, floor: number): number {
  let i = from;
  for (let steps = 0; i >= floor && steps < REACH; steps++) {
    const t = tokens[i];
    if (!t) break;
    if (t.text === ')' || t.text === ']') {
      const k = skipBracket(tokens, i + 1, floor);
      if (k === i + 1) break;
      i = k - 1;
    } else if (isWord(t, ADV | AUX) || /^'(?:ve|d|ll|re|s)$/.test(t.lower)) {
      if (t.lower === "'s" && !isWord(tokens[i + 1], ADV | AUX) && tokens[i + 1]?.verb === undefined) break;
      i--;
    } else if (isTime(t) && i > floor) i = beforeTime(tokens, i, floor);
    else break;
  }
  return i;
}

/** Steps back over "on Tuesday", "last week", "earlier this month", "in January". */
function beforeTime(tokens: readonly Token[], at: number, floor: number): number {
  let k = at - 1;
  while (
    k > floor &&
    (isTime(tokens[k]) ||
      /^(?:last|this|next|late|early|earlier|in|on|of|a|few|same|that|the|\d+|\d\d?:\d\d)$/.test(tokens[k]?.lower ?? ''))
  )
    k--;
  return k;
}

function isDash(t: Token | undefined): boolean {
  return t !== undefined && (t.text === '—' || t.text === '–' || t.text === '―');
}

/** The phrase before `, … ,` where `close` is the closing comma or dash: "X, director of Y, | said". */
function beforeInsertion(tokens: readonly Token[], close: number, floor: number): Phrase | undefined {
  const dash = isDash(tokens[close]);
  let end = close;
  for (let hops = 0; hops < 8; hops++) {
    let open = end - 1;
    for (let steps = 0; open >= floor && steps < REACH && !isBreak(tokens[open], dash); steps++) open--;
    if (end !== close) {
      // What ends at this comma is the subject unless it is one more insertion.
      const phrase = phraseEnding(tokens, end, floor);
      const next = phrase && insertionBefore(tokens, phrase, end, floor);
      if (phrase && next === undefined) return phrase;
      if (next !== undefined) {
        end = next;
        continue;
      }
    }
    if (open < floor || !isBreak(tokens[open], dash) || tokens[open]?.text === ';' || tokens[open]?.text === ':') {
      return segmentSubject(tokens, open + 1, end, floor);
    }
    if (!isInsertion(tokens, open + 1, end)) return segmentSubject(tokens, open + 1, end, floor);
    const before = phraseEnding(tokens, open, floor);
    if (!before) return segmentSubject(tokens, open + 1, end, floor);
    const next = dash ? undefined : insertionBefore(tokens, before, open, floor);
    if (next === undefined) return before;
    end = next;
  }
  return undefined;
}

/** "X, 30, of Raleigh, N.C., who …, said": the comma before a phrase that is an insertion itself. */
function insertionBefore(tokens: readonly Token[], phrase: Phrase, end: number, floor: number): number | undefined {
  const first = phrase.from - 1;
  if (first > floor && tokens[first]?.text === ',' && isInsertion(tokens, phrase.from, end)) return first;
  const second = first - 1;
  return second > floor && isWord(tokens[first], PREP) && tokens[second]?.text === ',' ? second : undefined;
}

function segmentSubject(tokens: readonly Token[], from: number, end: number, floor: number): Phrase | undefined {
  return firstPhrase(tokens, Math.max(from, floor), end) ?? phraseEnding(tokens, end, floor);
}

/** True when the phrase contains a capitalised word or a recognised name. */
export function properPhrase(tokens: readonly Token[], p: Phrase): boolean {
  for (let i = p.from; i < p.to; i++) {
    const t = tokens[i];
    if (t && (t.name >= 0 || (t.capital && t.text.length > 1)) && !isWord(t, DET | NUMBER | POSS)) return true;
  }
  return false;
}

function isBreak(t: Token | undefined, dash: boolean): boolean {
  if (!t) return false;
  return dash ? isDash(t) : t.text === ',' || t.text === ';' || t.text === ':';
}

/** True when the segment reads as an insertion: apposition, relative clause, participle, age, state, adverbial. */
function isInsertion(tokens: readonly Token[], from: number, to: number): boolean {
  const t = tokens[from];
  if (!t || from >= to) return true;
  if (isWord(t, WH | PREP | SUBORD | ADV | DET | NUMBER | POSS)) return true;
  if (t.type === 'quote' || /^\d/.test(t.text) || AFTER_NAME.test(t.text)) return true;
  return !t.capital && t.name < 0;
}
