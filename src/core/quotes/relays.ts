import type { Cue } from './cues.ts';
import { CONJ, SUBJ, WH } from './lexicon.ts';
import { isTime, isWord, type Phrase, phraseStarting } from './phrases.ts';
import { properPhrase } from './subjects.ts';
import type { Token } from './tokens.ts';

/** Who speaks, and who passes the words on, outermost first. */
export interface Chain {
  readonly speaker: Phrase | undefined;
  readonly via: readonly Phrase[];
}

/**
 * The chain behind a cue of a sentence: "X reports, citing Y" (Y speaks, through X), "Y told X", "…, Y said, according to
 * X", "…, Y said, X reported". Each name stands once.
 */
export function chainOf(tokens: readonly Token[], cues: readonly Cue[], chosen: Cue): Chain {
  let speaker = chosen.subject;
  const outer: Phrase[] = [];
  for (const c of cues) {
    if (c === chosen || !c.subject || same(c.subject, speaker)) continue;
    const stands = c.form === 'according' ? reaches(tokens, chosen, c) : closes(tokens, c, chosen);
    if (stands) outer.push(c.subject);
  }
  const via = outer.reverse();
  const high = Math.max(chosen.to, chosen.subject?.to ?? 0);
  const cited = citedAfter(tokens, high);
  if (cited && speaker && chosen.verb && relays(tokens, chosen.verb.lemma, speaker, cited)) {
    via.push(speaker);
    speaker = cited;
  }
  if (chosen.verb?.lemma === 'tell') {
    const hearer = phraseStarting(tokens, chosen.to);
    if (hearer && properPhrase(tokens, hearer) && isOutlet(tokens, hearer)) via.push(hearer);
  }
  return { speaker, via: via.filter((p) => !same(p, speaker)) };
}

function same(a: Phrase, b: Phrase | undefined): boolean {
  return b !== undefined && a.from < b.to && b.from < a.to;
}

/** "according to X" in the sentence of another cue relays it, unless a clause of its own stands between. */
function reaches(tokens: readonly Token[], chosen: Cue, according: Cue): boolean {
  // "the formula, which, according to X, …": X says that clause alone.
  if (tokens[according.from - 1]?.text === ',' && isWord(tokens[according.from - 2], WH)) return false;
  const from = Math.min(chosen.to, according.from);
  const to = Math.max(chosen.from, according.from);
  for (let i = from; i < to && i - from < 200; i++)
    if (tokens[i]?.text === ';' || (isWord(tokens[i], CONJ) && tokens[i - 1]?.text === ',')) return false;
  return chosen.form === 'verb';
}

/** ", X reported." at the end of a sentence whose words somebody else is said to speak. */
function closes(tokens: readonly Token[], c: Cue, chosen: Cue): boolean {
  if (c.form !== 'verb' || c.verb?.kind !== 'say' || c.verb.participle || !c.subject) return false;
  const low = Math.min(c.from, c.subject.from);
  const high = Math.max(c.to, c.subject.to);
  if (low <= Math.max(chosen.to, chosen.subject?.to ?? 0) || tokens[low - 1]?.text !== ',') return false;
  const after = tokens[high];
  return after === undefined || after.text === '.' || isTime(after) || (after.text === ',' && high > tokens.length - 4);
}

/** "reports, citing sources familiar with the situation". */
function citedAfter(tokens: readonly Token[], at: number): Phrase | undefined {
  let i = at;
  while (i < at + 4 && tokens[i] && tokens[i]?.lower !== 'citing' && tokens[i]?.lower !== 'quoting') i++;
  if (i >= at + 4 || !tokens[i]) return undefined;
  const phrase = phraseStarting(tokens, i + 1);
  if (!phrase) return undefined;
  // "sources | familiar with the situation"
  const more =
    tokens[phrase.to]?.lower === 'familiar' && tokens[phrase.to + 1]?.lower === 'with' ? phraseStarting(tokens, phrase.to + 2) : undefined;
  return more ? { from: phrase.from, to: more.to } : phrase;
}

/** An outlet reports what it cites somebody for; a person who cites a study still speaks. */
function relays(tokens: readonly Token[], lemma: string, speaker: Phrase, cited: Phrase): boolean {
  if (isWord(tokens[speaker.from], SUBJ)) return false;
  for (let i = cited.from; i < cited.to; i++) if (UNNAMED.test(tokens[i]?.lower ?? '')) return true;
  return lemma === 'report' && properPhrase(tokens, cited);
}

/** Whom outlets cite without a name. */
const UNNAMED = /^(?:sources?|officials?|diplomats?|people|persons?|insiders?|aides?|documents?|advis[eo]rs?|executives?)$/;

/** A hearer that prints what it hears: not "reporters", not "the crowd", and no title before it ("told President Trump"). */
function isOutlet(tokens: readonly Token[], p: Phrase): boolean {
  const last = tokens[p.to - 1];
  return last?.capital === true && !/^(?:president|senator|gov|sen|rep|mr|mrs|ms)$/.test(tokens[p.from]?.lower ?? '');
}
