import type { Quotation } from '../model.ts';
import type { Attribution } from './attribute.ts';
import { cuesOf } from './cues.ts';
import type { Frame, Sentence } from './frame.ts';
import { ADV, SUBJ } from './lexicon.ts';
import { spoken } from './speaker.ts';

/** A clause shorter than this many words says nothing that could be checked. */
const MIN_WORDS = 4;

/**
 * Speech without quotation marks: "X said that …", "…, X said", "According to X, …". The content is the clause that is
 * said. Sentences in which a whole quotation stands are left to it.
 */
export function reportedSpeech(frame: Frame, attributions: readonly (Attribution | undefined)[]): Quotation[] {
  const out: Quotation[] = [];
  for (const s of frame.sentences) {
    const found = s.tokens.length < 5000 ? reported(frame, s, attributions) : undefined;
    if (found) out.push(found);
  }
  return out;
}

function reported(frame: Frame, s: Sentence, attributions: readonly (Attribution | undefined)[]): Quotation | undefined {
  const { tokens } = s;
  for (const t of tokens) {
    if (t.type !== 'quote') continue;
    const q = frame.quotes[t.quote];
    if (q && q.end - q.start > 30 && attributions[t.quote]?.by === 'beside') return undefined;
  }
  const cues = cuesOf(s);
  const end = tokens.at(-1)?.type === 'mark' ? tokens.length - 1 : tokens.length;
  for (const cue of cues) {
    if (!cue.subject || cue.form === 'noun' || cue.form === 'colon') continue;
    const low = Math.min(cue.from, cue.subject.from);
    const high = Math.max(cue.to, cue.subject.to);
    let content: { from: number; to: number } | undefined;
    if (cue.form === 'according') {
      if (low <= 1 && tokens[high]?.text === ',') content = { from: high + 1, to: end };
      else if (low > MIN_WORDS) content = { from: 0, to: tokens[low - 1]?.text === ',' ? low - 1 : low };
    } else if (cue.verb && (cue.verb.kind === 'say' || cue.verb.kind === 'tell')) {
      const comma = tokens[low - 1]?.text === ',';
      let next = cue.to;
      if (cue.verb.kind === 'tell')
        while (next < end && next - cue.to < 8 && tokens[next]?.lower !== 'that' && tokens[next]?.text !== ',') next++;
      while (((tokens[next]?.classes ?? 0) & ADV) !== 0 && tokens[next]?.name === -1) next++;
      if (comma && low > MIN_WORDS && (end - high <= 12 || tokens[high]?.text === ',') && tokens[next]?.lower !== 'that')
        content = { from: 0, to: low - 1 };
      else if (tokens[next]?.lower === 'that') content = { from: next + 1, to: end };
      else if (!cue.inverted && /^(?:said|says|say)$/.test(tokens[cue.from]?.lower ?? '') && startsClause(s, next))
        content = { from: next, to: end };
    }
    if (!content || content.to - content.from < MIN_WORDS) continue;
    const first = tokens[content.from];
    const last = tokens[content.to - 1];
    if (!first || !last) continue;
    const span = { start: first.start, end: last.end };
    return {
      ...span,
      content: span,
      type: 'reported',
      ...spoken(frame, { sentence: s.index, subject: cue.subject, cue, by: 'within' }),
    };
  }
  return undefined;
}

/** A bare clause after "said": it begins with its own subject. */
function startsClause(s: Sentence, at: number): boolean {
  const t = s.tokens[at];
  return (
    t !== undefined &&
    t.type === 'word' &&
    ((t.classes & SUBJ) !== 0 || t.capital || t.name >= 0 || /^(?:the|a|an|this|these|those|his|her|their|its|there|if|it)$/.test(t.lower))
  );
}
