import { type Cue, cuesOf } from './cues.ts';
import type { Frame, Sentence, Token } from './frame.ts';
import { ADV, CONJ } from './lexicon.ts';
import { firstPhrase, type Phrase, properPhrase } from './subjects.ts';

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
  for (const sentence of frame.sentences) {
    const { tokens } = sentence;
    let cues: Cue[] | undefined;
    for (const [at, t] of tokens.entries()) {
      if (t.type !== 'quote') continue;
      cues ??= cuesOf(sentence);
      let found = inSentence(sentence, cues, at);
      if (!found || found.by === 'loose') found = across(frame, sentence, at, previous) ?? found;
      out[t.quote] = found;
      if (found && found.by !== 'loose') previous = { attribution: found, quote: t.quote };
    }
  }
  return out;
}

function inSentence(sentence: Sentence, cues: readonly Cue[], at: number): Attribution | undefined {
  const { tokens } = sentence;
  const make = (cue: Cue, by: Attribution['by']): Attribution => ({ sentence: sentence.index, subject: cue.subject, cue, by });
  // “…,” X said / said X: the cue's phrase or verb begins right after.
  const after = touchingAfter(tokens, cues, at);
  if (after) return make(after, 'beside');
  const before = lastBefore(cues, at);
  if (before) {
    // A cue that ends just before, or one in between with the quotation before it.
    return make(
      before,
      gap(tokens, before.inverted && before.subject ? Math.max(before.to, before.subject.to) : before.to, at) <= 2 ? 'beside' : 'within',
    );
  }
  const later = cues.find(
    (c) => c.from > at && c.subject && (c.form === 'verb' || c.form === 'according') && (c.verb?.kind ?? 'say') === 'say',
  );
  if (later) return make(later, 'within');
  // "X: “…”"
  if (tokens[at - 1]?.text === ':') {
    const subject = firstPhrase(tokens, 0, at - 1);
    if (subject)
      return {
        sentence: sentence.index,
        subject,
        cue: { from: at - 1, to: at, subject, form: 'colon', verb: undefined, inverted: false },
        by: 'beside',
      };
  }
  const own = onlyQuotes(tokens);
  if (own) return undefined;
  const subject = firstPhrase(tokens, 0, at);
  return subject && properPhrase(tokens, subject) ? { sentence: sentence.index, subject, cue: undefined, by: 'loose' } : undefined;
}

function onlyQuotes(tokens: readonly Token[]): boolean {
  return tokens.every((t) => t.type !== 'word');
}

function gap(tokens: readonly Token[], from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) if (tokens[i]?.type === 'word' && ((tokens[i]?.classes ?? 0) & ADV) === 0) n++;
  return n;
}

function touchingAfter(tokens: readonly Token[], cues: readonly Cue[], at: number): Cue | undefined {
  let i = at + 1;
  if (tokens[i]?.text === ',') i++;
  while (((tokens[i]?.classes ?? 0) & (ADV | CONJ)) !== 0 && tokens[i]?.name === -1) i++;
  for (const c of cues) {
    if (c.from < at || !c.subject) continue;
    const first = Math.min(c.from, c.subject.from);
    if (c.from > at + 60) break;
    if (first === i && c.subject.from > at && c.form !== 'noun') return c;
  }
  return undefined;
}

function lastBefore(cues: readonly Cue[], at: number): Cue | undefined {
  let noun: Cue | undefined;
  for (let k = cues.length - 1; k >= 0; k--) {
    const c = cues[k];
    if (!c || c.from >= at || !c.subject || c.subject.from >= at) continue;
    if (c.form === 'noun') {
      noun ??= c;
      continue;
    }
    return c;
  }
  return noun;
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
  // “Really?” Trump said: the sentence splitter parted them.
  const next = frame.sentences[sentence.index + 1];
  if (at === tokens.length - 1 && next && next.paragraph === sentence.paragraph && whole) {
    const first = cuesOf(next)[0];
    const content = frame.quotes[tokens[at]?.quote ?? -1]?.content;
    if (
      content &&
      /[?!—…]/.test(frame.text.charAt(content.end - 1)) &&
      first?.subject &&
      Math.min(first.from, first.subject.from) === 0 &&
      first.form === 'verb'
    )
      return { sentence: next.index, subject: first.subject, cue: first, by: 'beside' };
  }
  const prior = frame.sentences[sentence.index - 1];
  if (previous && previous.attribution.by !== 'loose') {
    const q = frame.quotes[previous.quote];
    const here = frame.quotes[tokens[at]?.quote ?? -1];
    if (q && here && (q.paragraph === here.paragraph || q.open)) return { ...previous.attribution, by: 'continued' };
  }
  if (prior && whole) {
    const cues = cuesOf(prior).filter((c) => c.subject && c.form !== 'noun');
    const last = cues.at(-1);
    const colon = prior.tokens.at(-1)?.text === ':';
    if (last && (colon || prior.paragraph === sentence.paragraph || previous?.attribution.sentence === prior.index))
      return { sentence: prior.index, subject: last.subject, cue: last, by: 'introduced' };
    const subject = firstPhrase(prior.tokens, 0, prior.tokens.length);
    if (subject && (colon || prior.paragraph === sentence.paragraph))
      return { sentence: prior.index, subject, cue: undefined, by: 'introduced' };
    if (previous && prior.paragraph === frame.quotes[previous.quote]?.paragraph) return { ...previous.attribution, by: 'continued' };
    if (subject) return { sentence: prior.index, subject, cue: undefined, by: 'loose' };
  }
  return undefined;
}
