import { type Cue, cuesOf } from './cues.ts';
import type { Frame, Sentence } from './frame.ts';
import { ADV, SUBJ, WH } from './lexicon.ts';
import { firstPhrase, isWord, type Phrase, phraseStarting } from './phrases.ts';
import { properPhrase } from './subjects.ts';
import type { Token } from './tokens.ts';

/** Who speaks a quoted stretch and what says so. */
export interface Attribution {
  readonly sentence: number;
  readonly subject: Phrase | undefined;
  readonly cue: Cue | undefined;
  /**
   * How it was found: `beside` a cue that touches the quotation; `within` the sentence; `continued` from the quotation
   * before; `introduced` by the sentence before; `loose`: only the sentence's subject.
   */
  readonly by: 'beside' | 'within' | 'continued' | 'introduced' | 'loose';
}

/** One attribution for each quoted stretch that has one, by index of the stretch. */
export function attribute(frame: Frame): (Attribution | undefined)[] {
  const out: (Attribution | undefined)[] = new Array(frame.quotes.length).fill(undefined);
  let previous: { attribution: Attribution; quote: number } | undefined;
  for (let q = 0; q < frame.quotes.length; q++) {
    const place = frame.places[q];
    const sentence = frame.sentences[place?.sentence ?? -1];
    if (!place || !sentence) continue;
    const { at } = place;
    let found = signature(frame, sentence, at) ?? inSentence(sentence, at);
    if (!found || found.by === 'loose') found = across(frame, sentence, at, previous) ?? found;
    out[q] = found;
    if (found?.subject && found.by !== 'loose') previous = { attribution: found, quote: q };
  }
  // Over several paragraphs the speaker may be named only at the end.
  for (let i = frame.quotes.length - 2; i >= 0; i--) {
    const next = out[i + 1];
    if (frame.quotes[i]?.open && next?.by === 'beside' && out[i]?.by !== 'beside') out[i] = { ...next, by: 'continued' };
  }
  return out;
}

/** “…” — Name, on the line of the quotation or the next. */
function signature(frame: Frame, sentence: Sentence, at: number): Attribution | undefined {
  let s: Sentence | undefined = sentence;
  let i = at + 1;
  if (i >= s.tokens.length) {
    s = frame.sentences[sentence.index + 1];
    i = 0;
    if (!s || s.paragraph > sentence.paragraph + 1) return undefined;
  }
  const dash = s.tokens[i];
  if (!dash || !/^(?:-|–|—|―|~)$/.test(dash.text)) return undefined;
  if (s.tokens[i + 1]?.text === '-') i++;
  const subject = phraseStarting(s.tokens, i + 1);
  if (!subject || !properPhrase(s.tokens, subject) || subject.to - subject.from > 8) return undefined;
  const after = s.tokens[subject.to];
  const ends = after === undefined || /^[.,;([]$/.test(after.text) || after.type === 'quote';
  if (
    !ends ||
    (s === sentence &&
      after?.text === ',' &&
      s.tokens.slice(subject.to, subject.to + 12).some((t) => t.type === 'quote' || t.verb?.kind === 'say'))
  )
    return undefined;
  const cue: Cue = { from: i, to: i + 1, subject, form: 'signature', verb: undefined, inverted: true };
  return { sentence: s.index, subject, cue, by: 'beside' };
}

function inSentence(sentence: Sentence, at: number): Attribution | undefined {
  const { tokens } = sentence;
  const cues = cuesOf(sentence);
  const make = (cue: Cue, by: Attribution['by']): Attribution => ({ sentence: sentence.index, subject: cue.subject, cue, by });
  const after = touchingAfter(tokens, cues, at) ?? openVerb(tokens, at);
  if (after) return make(after, 'beside');
  const before = bestBefore(tokens, cues, at);
  const later = cues.find(
    (c) =>
      c.from > at && c.subject && (c.form === 'according' || (c.form === 'verb' && (c.verb?.kind === 'say' || c.verb?.kind === 'tell'))),
  );
  if (before && !(later && yields(tokens, before, later, at))) {
    const end = before.inverted && before.subject ? Math.max(before.to, before.subject.to) : before.to;
    return make(before, gap(tokens, end, at) <= 2 ? 'beside' : 'within');
  }
  if (later) return make(later, 'within');
  const bare = cues.findLast((c) => c.to <= at && !c.subject && c.form === 'verb' && gap(tokens, c.to, at) <= 2);
  if (tokens[at - 1]?.text === ':') {
    const subject = firstPhrase(tokens, 0, at - 1);
    if (subject) return make({ from: at - 1, to: at, subject, form: 'colon', verb: undefined, inverted: false }, 'beside');
  }
  if (onlyQuotes(tokens)) return undefined;
  const subject = firstPhrase(tokens, 0, at);
  if (bare) return { sentence: sentence.index, subject, cue: bare, by: 'beside' };
  return subject && (properPhrase(tokens, subject) || isWord(tokens[subject.from], SUBJ))
    ? { sentence: sentence.index, subject, cue: undefined, by: 'loose' }
    : undefined;
}

/** "After saying … “partial”, X said": a weak cue before gives way to the sentence's own attribution at its end. */
function yields(tokens: readonly Token[], before: Cue, later: Cue, at: number): boolean {
  if (before.form === 'noun' || before.verb?.kind === 'mind' || before.verb?.kind === 'weak') {
    const first = Math.min(later.from, later.subject?.from ?? later.from);
    return tokens[first - 1]?.text === ',' && at < first;
  }
  return false;
}

function onlyQuotes(tokens: readonly Token[]): boolean {
  return tokens.every((t) => t.type !== 'word');
}

function gap(tokens: readonly Token[], from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to && n < 10; i++) if (tokens[i]?.type === 'word' && !isWord(tokens[i], ADV)) n++;
  return n;
}

/** The cue whose verb or subject begins right after the quotation; one in a relative clause ("X, who asked …, said") gives way. */
function touchingAfter(tokens: readonly Token[], cues: readonly Cue[], at: number): Cue | undefined {
  let i = at + 1;
  if (tokens[i]?.text === ',' || tokens[i]?.text === '.') i++;
  while (isWord(tokens[i], ADV)) i++;
  let relative: Cue | undefined;
  for (const c of cues) {
    if (c.from < at || !c.subject) continue;
    if (c.from > at + 60) break;
    const first = Math.min(c.from, c.subject.from);
    if (first !== i || c.subject.from <= at || c.form === 'noun' || (c.form === 'verb' && c.verb?.kind === 'mind')) continue;
    if (c.inverted || !isWord(tokens[c.from - 1], WH)) return c;
    relative ??= c;
  }
  return relative;
}

/** “…,” X retorted: after a quotation that ends with a comma or at a question or exclamation mark, any past tense is a verb of speaking. */
function openVerb(tokens: readonly Token[], at: number): Cue | undefined {
  if (at !== 0) return undefined;
  const first = tokens[1];
  if (first?.type === 'word' && !first.capital && /.{2}ed$/.test(first.lower)) {
    const named = phraseStarting(tokens, 2);
    return named && properPhrase(tokens, named)
      ? { from: 1, to: 2, subject: named, form: 'verb', verb: first.verb, inverted: true }
      : undefined;
  }
  const subject = first ? phraseStarting(tokens, 1) : undefined;
  if (!subject) return undefined;
  let v = subject.to;
  while (isWord(tokens[v], ADV)) v++;
  const verb = tokens[v];
  if (!verb || verb.capital || verb.type !== 'word' || !/.{2}ed$/.test(verb.lower)) return undefined;
  return { from: v, to: v + 1, subject, form: 'verb', verb: verb.verb, inverted: false };
}

/** The cue before the quotation that governs it. */
function bestBefore(tokens: readonly Token[], cues: readonly Cue[], at: number): Cue | undefined {
  let noun: Cue | undefined;
  let mind: Cue | undefined;
  for (let k = cues.length - 1; k >= 0; k--) {
    const c = cues[k];
    if (!c || c.from >= at || !c.subject || c.subject.from >= at) continue;
    if (c.form === 'noun') {
      noun ??= c;
      continue;
    }
    if (c.verb?.kind === 'mind' || (c.verb?.kind === 'weak' && gap(tokens, c.to, at) > 2)) {
      mind ??= c;
      continue;
    }
    if (c.form === 'verb' && isWhatCalled(tokens, c)) {
      // "what he called “…”": the pronoun stands for the subject of the sentence.
      const outer = cues.slice(0, k).findLast((o) => o.form === 'verb' && o.subject && o.subject.from < c.from);
      const subject = outer?.subject ?? firstPhrase(tokens, 0, c.from);
      if (subject && subject.to <= (c.subject?.from ?? 0) && !isWord(tokens[subject.from], SUBJ)) return { ...c, subject };
    }
    return c;
  }
  return mind ?? noun;
}

function isWhatCalled(tokens: readonly Token[], c: Cue): boolean {
  const s = c.subject;
  return s !== undefined && s.to - s.from === 1 && isWord(tokens[s.from], SUBJ) && tokens[s.from - 1]?.lower === 'what';
}

/** Beyond its sentence: the quotation continues the one before in its paragraph, or the sentence before introduces it. */
function across(
  frame: Frame,
  sentence: Sentence,
  at: number,
  previous: { attribution: Attribution; quote: number } | undefined,
): Attribution | undefined {
  const { tokens } = sentence;
  const whole = onlyQuotes(tokens) || at === 0;
  const here = frame.quotes[tokens[at]?.quote ?? -1];
  const next = frame.sentences[sentence.index + 1];
  // “Really?” Trump said: the sentence splitter parted them.
  if (here && at === tokens.length - 1 && next?.paragraph === sentence.paragraph && whole) {
    const found = trailing(frame, next, frame.text.charAt(here.content.end - 1));
    if (found) return found;
  }
  if (previous && here) {
    const q = frame.quotes[previous.quote];
    if (q && (q.paragraph === here.paragraph || q.open)) return { ...previous.attribution, by: 'continued' };
  }
  const prior = frame.sentences[sentence.index - 1];
  if (!prior || !whole) return undefined;
  const last = cuesOf(prior).findLast((c) => c.subject && c.form !== 'noun');
  const colon = prior.tokens.at(-1)?.text === ':';
  const near = prior.paragraph === sentence.paragraph;
  if (last && (colon || near || previous?.attribution.sentence === prior.index))
    return { sentence: prior.index, subject: last.subject, cue: last, by: 'introduced' };
  const subject = firstPhrase(prior.tokens, 0, prior.tokens.length);
  if (subject && (colon || near)) return { sentence: prior.index, subject, cue: undefined, by: 'introduced' };
  if (previous && prior.paragraph === frame.quotes[previous.quote]?.paragraph) return { ...previous.attribution, by: 'continued' };
  return subject ? { sentence: prior.index, subject, cue: undefined, by: 'loose' } : undefined;
}

/** "X said." right after a quotation that ended with a full stop or a question mark. */
function trailing(frame: Frame, next: Sentence, end: string): Attribution | undefined {
  const first = cuesOf(next)[0];
  if (first?.form !== 'verb' || !first.subject || first.verb?.participle || Math.min(first.from, first.subject.from) !== 0)
    return undefined;
  const short = next.tokens.length <= first.to + 3 && !next.tokens.some((t) => t.type === 'quote');
  const asks = /[?!—…-]/.test(end);
  if (!asks && !short) return undefined;
  if (asks && next.tokens.some((t, i) => t.type === 'quote' && i <= first.to + 1)) return undefined;
  void frame;
  return { sentence: next.index, subject: first.subject, cue: first, by: 'beside' };
}
