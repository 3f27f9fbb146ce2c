import type { NameSpan, Quotation } from '../model.ts';
import { attribute } from './attribute.ts';
import { type Frame, readFrame } from './frame.ts';
import { kindOf } from './kinds.ts';
import { reportedSpeech } from './reported.ts';
import { spoken } from './speaker.ts';

/**
 * The quotations of a text in order of their start: quoted stretches, each with who speaks it where the text says so, and
 * reported speech. A quotation that runs over paragraphs is given paragraph by paragraph. Offsets are UTF-16 into `text`. `mentions` are the names found in it; they may be incomplete or empty.
 * `frame` spares reading the text again where it was read. Linear in the text; never throws.
 */
export function quotations(
  text: string,
  { mentions, frame = readFrame(text, mentions) }: { readonly mentions: readonly NameSpan[]; readonly frame?: Frame },
): Quotation[] {
  const attributions = attribute(frame);
  const singles = frame.quotes.filter((q) => q.single).length;
  const singleStyle = singles > (frame.quotes.length - singles) * 2;
  const out: Quotation[] = [];
  for (let i = 0; i < frame.quotes.length; i++) {
    const q = frame.quotes[i];
    const place = frame.places[i];
    if (!q || !place) continue;
    const attribution = attributions[i];
    const type = q.open ? 'direct' : kindOf(frame, i, place, attribution, singleStyle);
    out.push({
      start: q.start,
      end: q.end,
      content: q.content,
      type,
      ...(q.doubtful || q.open ? { doubtful: true } : {}),
      ...(type === 'scare' ? {} : spoken(frame, attribution)),
    });
  }
  return [...out, ...reportedSpeech(frame, attributions)].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** True for words between quotation marks, whole or partial, whose ends are certain: neither scare quotes nor reported speech. */
export function isVerbatim(quotation: Quotation): boolean {
  return (quotation.type === 'direct' || quotation.type === 'partial') && quotation.doubtful !== true;
}
