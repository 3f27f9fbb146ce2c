import type { NameSpan, Quotation, Speaker } from '../model.ts';
import { firstEndingAfter } from '../text/ordered.ts';
import type { Span } from '../text/span.ts';
import type { Attribution } from './attribute.ts';
import { cuesOf } from './cues.ts';
import type { Frame } from './frame.ts';
import type { Phrase } from './phrases.ts';
import { chainOf } from './relays.ts';
import type { Token } from './tokens.ts';

/**
 * Speakers who are not named: whoever the words rest on cannot be asked. The head is a common noun for a person; what
 * comes before may name whom the person serves ("one EU diplomat"), a name after it would name the person.
 */
const ANONYMOUS =
  /^(?:[\p{L}\p{N}’'.-]+\s+){0,7}?(?:sources?|officials?|aides?|diplomats?|insiders?|interlocutors?|advis[eo]rs?|operatives?|observers?|critics?|analysts?|experts?|people|persons?|someone|somebody|others|witness(?:es)?|staffers?|strategists?|executives?|lawmakers?|politicians?|employees?|residents?|neighbou?rs?|friends?|donors?|allies|ally)(?:\s+(?:familiar|close|with|in|at|from|of|to|for|who|briefed|within|inside|on)\b.*)?$/su;
/** Longer "names" of speakers are not looked at for anonymity. */
const LONG = 160;

/** What an attribution looks like to the outside. */
export function spoken(frame: Frame, a: Attribution | undefined): Pick<Quotation, 'speaker' | 'cue' | 'via'> {
  const sentence = a ? frame.sentences[a.sentence] : undefined;
  if (!a || !sentence) return {};
  const { tokens } = sentence;
  const chain = a.cue && a.subject === a.cue.subject ? chainOf(tokens, cuesOf(sentence), a.cue) : { speaker: a.subject, via: [] };
  const speaker = chain.speaker ? speakerOf(frame, tokens, chain.speaker) : undefined;
  const via = chain.via.flatMap((p) => speakerOf(frame, tokens, p) ?? []);
  const from = a.cue ? tokens[a.cue.from] : undefined;
  const to = a.cue ? tokens[a.cue.to - 1] : undefined;
  return {
    ...(speaker ? { speaker } : {}),
    ...(via.length > 0 ? { via } : {}),
    ...(from && to ? { cue: { start: from.start, end: to.end, text: frame.text.slice(from.start, to.end) } } : {}),
  };
}

function speakerOf(frame: Frame, tokens: readonly Token[], phrase: Phrase): Speaker | undefined {
  const first = tokens[phrase.from];
  const last = tokens[phrase.to - 1];
  if (!first || !last) return undefined;
  // An outlet in quotation marks is named without them.
  const quoted = first.type === 'quote' && phrase.to === phrase.from + 1 ? frame.quotes[first.quote]?.content : undefined;
  const { start, end } = quoted ?? { start: first.start, end: last.end };
  const text = frame.text.slice(start, end);
  const anonymous = text.length <= LONG && ANONYMOUS.test(text.charAt(0).toLowerCase() + text.slice(1));
  return { start, end, text, ...(anonymous ? { anonymous } : {}) };
}

/**
 * Which of the names in a speaker's words is the speaker: not an owner ("Trump’s campaign"), not what somebody speaks for
 * ("a spokesman for Bernie Sanders"), not a qualifier ("Kremlin officials"). The index into `names`, which are in order;
 * undefined where none of them speaks.
 */
export function nameOfSpeaker(text: string, speaker: Span, names: readonly NameSpan[]): number | undefined {
  const words = text.slice(speaker.start, speaker.end);
  const titled = /^\p{Lu}/u.test(words) && !/^(?:The|A|An|One|Another|Some)\s/.test(words);
  let found: number | undefined;
  for (let i = firstEndingAfter(names, speaker.start); i < names.length; i++) {
    const name = names[i];
    if (!name || name.start >= speaker.end) break;
    if (name.form === 'demonym') continue;
    const after = text.slice(name.end, Math.max(name.end, speaker.end));
    const before = text.slice(Math.min(speaker.start, name.start), name.start);
    if (/^\.?\s?['’]/.test(after) || /^\.?\s+\p{Ll}/u.test(after.replace(/^\.?\s+(?:of|for|at|from|in|with|and|who|on)\s/, ', '))) continue;
    if (
      /\s(?:of|for|at|from|in|with|by|to|on)\s(?:the\s)?(?:[\p{L}.’'-]+\s+)*$/u.test(` ${before}`) &&
      (found !== undefined || !titled || name.kind !== 'person')
    )
      continue;
    found = i;
  }
  return found;
}
