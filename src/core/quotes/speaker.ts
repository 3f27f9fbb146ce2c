import type { Quotation, Speaker } from '../model.ts';
import type { Attribution } from './attribute.ts';
import type { Frame } from './frame.ts';

/** Speakers who are not named: whoever the words rest on cannot be asked. */
const ANONYMOUS =
  /^(?:(?:the|a|an|one|another|some|two|three|several|many|other|both|these|those|his|her|their|its|unnamed|anonymous|unidentified|senior|top|former|current|local)\s+)*(?:[\p{L}’'.-]+\s+){0,4}?(?:sources?|officials?|aides?|diplomats?|insiders?|interlocutors?|advis[eo]rs?|operatives?|observers?|critics?|analysts?|experts?|people|persons?|someone|others|witness(?:es)?|staffers?|strategists?|executives?|lawmakers?|politicians?|employees?|residents?|neighbou?rs?)(?:\s+(?:familiar|close|with|in|at|from|of|who|briefed|within|inside)\b.*)?$/iu;

/** What a speaker and its cue look like to the outside. */
export function spoken(frame: Frame, a: Attribution | undefined): Pick<Quotation, 'speaker' | 'cue'> {
  const tokens = a ? frame.sentences[a.sentence]?.tokens : undefined;
  if (!a || !tokens) return {};
  const first = a.subject ? tokens[a.subject.from] : undefined;
  const final = a.subject ? tokens[a.subject.to - 1] : undefined;
  const speaker = first && final ? speakerOf(frame.text, first.start, final.end) : undefined;
  const from = a.cue ? tokens[a.cue.from] : undefined;
  const to = a.cue ? tokens[a.cue.to - 1] : undefined;
  return {
    ...(speaker ? { speaker } : {}),
    ...(from && to ? { cue: { start: from.start, end: to.end, text: frame.text.slice(from.start, to.end) } } : {}),
  };
}

function speakerOf(text: string, start: number, end: number): Speaker {
  const words = text.slice(start, end);
  const named = /\p{Lu}\p{L}/u.test(words.replace(/^(?:The|A|An|One|Another|Some|Two|Three|Several|Many|Other|Both)\b/, ''));
  return { start, end, text: words, ...(!named && words.length < 200 && ANONYMOUS.test(words) ? { anonymous: true } : {}) };
}
