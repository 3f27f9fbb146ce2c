import type { Quotation } from '../model.ts';
import type { Attribution } from './attribute.ts';
import { type Cue, cuesOf } from './cues.ts';
import type { Frame, Sentence } from './frame.ts';
import { ADV, AUX, CONJ, DET, NUMBER, POSS, PREP, SUBJ, WH } from './lexicon.ts';
import { isTime, isWord, phraseStarting } from './phrases.ts';
import { spoken } from './speaker.ts';
import type { Token } from './tokens.ts';

/** A clause shorter than this many words says nothing that could be checked. */
const MIN_WORDS = 4;
/** A quotation of this many characters or more is the sentence's speech; what stands around it is not reported apart. */
const WHOLE_QUOTATION = 30;
/** Verbs that may take a bare clause ("said the talks …"), and those that make their object known ("announced the agreement"). */
const BARE =
  /^(?:say|tell|warn|argue|claim|note|add|acknowledge|admit|concede|insist|predict|suggest|promise|confirm|stress|assure|explain|allege)$/;
const ANNOUNCING = /^(?:announce|confirm|reveal|disclose)$/;

/** More clauses than this in one sentence are no prose. */
const MOST = 20;

/** Verbs that stand after what is said: "…, X said". */
const CLOSING =
  /^(?:say|tell|report|write|add|note|explain|argue|warn|recall|announce|claim|insist|emphasi[sz]e|stress|acknowledge|admit|concede|confirm|declare|predict|suggest|estimate|testify|tweet|remark|observe|state|allege|complain|joke|reply|respond|reiterate|point)$/;

interface Clause {
  readonly from: number;
  readonly to: number;
}

/**
 * Speech without quotation marks: "X said that …", "…, X said", "According to X, …", "X announced …". The content is what is
 * said. Sentences in which a whole quotation stands are left to it.
 */
export function reportedSpeech(frame: Frame, attributions: readonly (Attribution | undefined)[]): Quotation[] {
  const out: Quotation[] = [];
  for (const s of frame.sentences) {
    if (s.tokens.length <= MIN_WORDS || quotes(frame, s, attributions)) continue;
    const cues = cuesOf(s);
    const clauses = cues.flatMap((cue, i) => {
      const clause = clauseOf(s.tokens, cue, cues, i);
      return clause && clause.to - clause.from >= MIN_WORDS ? [{ ...clause, cue }] : [];
    });
    // Of two that overlap the wider is what the sentence reports.
    clauses.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
    const kept: typeof clauses = [];
    for (const c of clauses.slice(0, MOST)) if (!kept.some((k) => k.from < c.to && c.from < k.to)) kept.push(c);
    for (const { from, to, cue } of kept.sort((a, b) => a.from - b.from)) {
      const first = s.tokens[from];
      const last = s.tokens[to - 1];
      if (!first || !last) continue;
      const span = { start: first.start, end: last.end };
      out.push({
        ...span,
        content: span,
        type: 'reported',
        ...spoken(frame, { sentence: s.index, subject: cue.subject, cue, by: 'within' }),
      });
    }
  }
  return out;
}

/** True when the sentence's speech stands in quotation marks. */
function quotes(frame: Frame, s: Sentence, attributions: readonly (Attribution | undefined)[]): boolean {
  return s.tokens.some((t) => {
    if (t.type !== 'quote') return false;
    const q = frame.quotes[t.quote];
    return q !== undefined && q.end - q.start > WHOLE_QUOTATION && attributions[t.quote]?.by === 'beside';
  });
}

function clauseOf(tokens: readonly Token[], cue: Cue, cues: readonly Cue[], index: number): Clause | undefined {
  if (!cue.subject || cue.form === 'noun' || cue.form === 'colon' || cue.form === 'signature') return undefined;
  const low = Math.min(cue.from, cue.subject.from);
  const high = Math.max(cue.to, cue.subject.to);
  const end = tokens.at(-1)?.type === 'mark' ? tokens.length - 1 : tokens.length;
  if (cue.form === 'according') {
    if (low <= 1 && tokens[high]?.text === ',') return { from: high + 1, to: end };
    return low > MIN_WORDS && cues.length === 1 ? { from: 0, to: tokens[low - 1]?.text === ',' ? low - 1 : low } : undefined;
  }
  const { verb } = cue;
  if (!verb || (verb.kind !== 'say' && verb.kind !== 'tell')) return undefined;
  let next = cue.inverted ? high : cue.to;
  while (isWord(tokens[next], ADV)) next++;
  if (verb.kind === 'tell') next = pastHearer(tokens, next, end);
  if (tokens[next]?.lower !== 'that') next = thatAfter(tokens, next, end) ?? next;
  if (tokens[next]?.lower === 'that') return { from: next + 1, to: clauseEnd(tokens, cue, cues, index, next + 1, end) };
  if (closes(tokens, cue, end)) {
    // "…, X said": what stands before, unless an earlier cue has claimed it; a later one only passes it on.
    const claimed = cues
      .slice(0, index)
      .some(
        (c) =>
          closes(tokens, c, end) ||
          (c.form === 'verb' && tokens[c.to]?.lower === 'that' && c.to > MIN_WORDS / 2 && c.verb?.kind !== 'call'),
      );
    return claimed ? undefined : { from: 0, to: low - 1 };
  }
  if (cue.inverted) return undefined;
  if (BARE.test(verb.lemma) && startsClause(tokens, next, verb.lemma === 'say'))
    return { from: next, to: clauseEnd(tokens, cue, cues, index, next, end) };
  if (ANNOUNCING.test(verb.lemma) && isWord(tokens[next], DET | POSS | NUMBER))
    return { from: next, to: clauseEnd(tokens, cue, cues, index, next, end) };
  return undefined;
}

/** Past whom something was told, to "that" or the clause. */
function pastHearer(tokens: readonly Token[], from: number, end: number): number {
  for (let i = from; i < end && i - from < 8; i++) if (tokens[i]?.lower === 'that') return i;
  for (let i = from; i < end && i - from < 8; i++) if (isWord(tokens[i], SUBJ) && i > from) return i;
  return end;
}

/** "…, X said": the cue stands after a comma, and nothing but a hearer, a day, a place or an occasion follows. */
function closes(tokens: readonly Token[], cue: Cue, end: number): boolean {
  if (cue.form !== 'verb' || !cue.verb || !cue.subject || cue.verb.participle || !CLOSING.test(cue.verb.lemma)) return false;
  const low = Math.min(cue.from, cue.subject.from);
  let high = Math.max(cue.to, cue.subject.to);
  if (low <= MIN_WORDS || tokens[low - 1]?.text !== ',') return false;
  if (cue.verb.kind === 'tell') high = phraseStarting(tokens, high)?.to ?? high;
  const after = tokens[high];
  if (after === undefined || high >= end) return true;
  return after.text === ',' || isTime(after) || isWord(after, ADV) || (isWord(after, PREP) && after.lower !== 'to');
}

/** Where what is said ends: at the next cue that goes on with the same speaker, or at the end of a relative clause. */
function clauseEnd(tokens: readonly Token[], cue: Cue, cues: readonly Cue[], index: number, from: number, end: number): number {
  let to = end;
  const relative = isWord(tokens[(cue.subject?.to ?? 0) + (tokens[cue.subject?.to ?? 0]?.text === ',' ? 1 : 0)], WH);
  for (let i = from; i < end && relative; i++) {
    if (tokens[i]?.text !== ',') continue;
    to = i;
    break;
  }
  for (let k = index + 1; k < cues.length; k++) {
    const next = cues[k];
    if (!next || next.form === 'noun' || next.from >= to || next.from < from) continue;
    let cut = Math.min(next.from, next.subject && next.subject.from > from ? next.subject.from : next.from);
    const joined =
      isWord(tokens[cut - 1], CONJ) ||
      (tokens[cut - 1]?.text === ',' && (next.verb?.participle === true || next.form === 'according' || next.subject === cue.subject));
    const outer = closes(tokens, next, end);
    if (!joined && !outer) continue;
    while (cut > from && (isWord(tokens[cut - 1], CONJ | ADV) || tokens[cut - 1]?.text === ',')) cut--;
    to = Math.min(to, cut);
    break;
  }
  return to;
}

/** "announced in a statement this month that …": only an occasion between the verb and "that". */
function thatAfter(tokens: readonly Token[], from: number, end: number): number | undefined {
  if (tokens[from]?.text === ',') {
    // "said, citing a study, that …"
    for (let i = from + 1; i < end && i - from < 10; i++)
      if (tokens[i]?.text === ',') return tokens[i + 1]?.lower === 'that' ? i + 1 : undefined;
    return undefined;
  }
  if (!isWord(tokens[from], PREP) && !isTime(tokens[from])) return undefined;
  for (let i = from; i < end && i - from < 8; i++) {
    const t = tokens[i];
    if (t?.lower === 'that') return i;
    if (t?.type !== 'word' || isWord(t, AUX | SUBJ) || (t.verb && !t.verb.nounLike)) return undefined;
  }
  return undefined;
}

/** A bare clause after "said": it begins with its own subject and has a verb. `any`: whatever it begins with. */
function startsClause(tokens: readonly Token[], at: number, any: boolean): boolean {
  const t = tokens[at];
  if (t?.type !== 'word') return false;
  if (isWord(t, SUBJ) || /^(?:there|if|when|while)$/.test(t.lower)) return true;
  const begins = t.capital || t.name >= 0 || isWord(t, DET | POSS | NUMBER) || /[^s]s$/.test(t.lower);
  if (isTime(t) || !(begins || (any && (!isWord(t, PREP | CONJ | WH) || t.lower === 'about')))) return false;
  for (let i = at + 1; i < tokens.length && i - at < 25; i++) {
    const w = tokens[i];
    if (
      isWord(w, AUX) ||
      (w?.type === 'word' && !w.capital && w.name < 0 && (w.lower.endsWith('ed') || (t.capital && /[^s]s$/.test(w.lower))))
    )
      return true;
    if (w?.text === ';' || w?.type === 'quote') return false;
  }
  return false;
}
