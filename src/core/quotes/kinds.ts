import type { Quotation } from '../model.ts';
import type { Attribution } from './attribute.ts';
import { cuesOf } from './cues.ts';
import type { Frame, Place } from './frame.ts';
import { TITLE_NOUNS } from './lexicon.ts';
import { isPossessive } from './phrases.ts';
import type { Token } from './tokens.ts';

/** At most this many words, with nobody saying them, are a term or a title, not somebody's words. */
const SHORT = 4;
const SMALL = /^(?:a|an|the|of|in|on|at|to|for|and|or|but|with|from|by|is|vs?|’s|'s)$/i;

/**
 * Whether a quoted stretch is a whole quotation, quoted words within the author's sentence, or nobody's words (scare
 * quotes, titles, terms, nicknames).
 */
export function kindOf(
  frame: Frame,
  quote: number,
  place: Place,
  attribution: Attribution | undefined,
  singleStyle: boolean,
): Quotation['type'] {
  const q = frame.quotes[quote];
  if (!q) return 'scare';
  const sentence = frame.sentences[place.sentence];
  if (!sentence) return 'scare';
  const { tokens } = sentence;
  const { at } = place;
  const content = frame.text.slice(q.content.start, Math.min(q.content.end, q.content.start + 400));
  const count = (content.match(/\S+/g) ?? []).length;
  if (tokens[at]?.capital && cuesOf(sentence).some((c) => c.subject?.from === at && c.subject.to === at + 1)) return 'scare';
  const cued = attribution?.cue !== undefined && (attribution.by === 'beside' || attribution.by === 'within');
  const beside = attribution?.by === 'beside' && attribution.cue !== undefined;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  const alone = at === 0 && (after === undefined || tokens.length <= 2);
  if (q.single && !singleStyle && (sentence.paragraph === 0 || !beside)) return 'scare';
  if (isTitle(content, before, tokens[at - 2]) && !(beside && endsSentence(content))) return 'scare';
  if (isTitle(content, before, tokens[at - 2]) && isPossessive(before)) return 'scare';
  if (before && /^(?:so-called|word|words|term|terms|phrase|phrases|nicknamed|dubbed|titled|entitled|named|headlined)$/.test(before.lower))
    return 'scare';
  if (count <= 2 && before?.capital && after?.capital && before.name === after.name && !/[,.!?]$/.test(content)) return 'scare';
  if (!cued && count <= SHORT && !(alone && /[.!?,]$/.test(content))) return 'scare';
  return isWhole(frame, q.content, tokens, at, attribution) ? 'direct' : 'partial';
}

function endsSentence(content: string): boolean {
  return /[!?]$/.test(content);
}

/** Words in title case after what introduces a title: “on NBC’s "Meet the Press"”. */
function isTitle(content: string, before: Token | undefined, beforeThat: Token | undefined): boolean {
  const words = content.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  if (words.length === 0 || words.length > 12) return false;
  let big = 0;
  for (const [i, w] of words.entries()) {
    if (/^[\p{Lu}\p{N}]/u.test(w)) big++;
    else if (i === 0 || !SMALL.test(w)) return false;
  }
  if (big === 0) return false;
  if (!before) return false;
  if (isPossessive(before) || TITLE_NOUNS.has(before.lower)) return true;
  if (before.text === ',' && beforeThat && TITLE_NOUNS.has(beforeThat.lower)) return true;
  return (
    /^(?:on|in|of|from|the|for|with|and|host|anchor|hosts|co-host|to|watch|starred|sang|sung|played|via|at|by|latest|new)$/.test(
      before.lower,
    ) && words.length >= 2
  );
}

/** True when the sentence holds nothing but the quotation and who says it. */
function isWhole(
  frame: Frame,
  content: { start: number; end: number },
  tokens: readonly Token[],
  at: number,
  attribution: Attribution | undefined,
): boolean {
  const first = frame.text.slice(content.start, content.start + 6);
  const last = frame.text.charAt(content.end - 1);
  const before = tokens[at - 1];
  const opens = before === undefined || before.text === ':' || before.text === ',' || before.type === 'quote';
  const closes = /[.,!?;—–…-]/.test(last) || tokens[at + 1] === undefined || /^[.,!?;:—–]/.test(tokens[at + 1]?.text ?? '');
  if (before === undefined || before.text === ':') return closes || attribution?.by === 'beside';
  const upper = /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u.test(first);
  if (opens && closes) return true;
  return upper && closes && (before.verb?.kind === 'say' || before.verb?.kind === 'weak');
}
