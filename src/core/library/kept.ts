/**
 * What is kept beside an article for whoever asks about it: found in it once, when it is read, as it takes longer to find than all else
 * that a hover does with the article. A function of the article and its names alone, in few bytes; each part is read by itself.
 */
import type { Article, Quotation, Speaker } from '../model.ts';
import { type Contribution, spansOf } from '../names/contribution.ts';
import type { GenderOfFirstName } from '../quotes/gender.ts';
import { MINIMA, type Sketch, type WholeSketch } from '../sources/sketch.ts';
import { NumberReader, NumberWriter } from '../text/numbers.ts';
import type { Span } from '../text/span.ts';
import { type SpokenQuotation, spokenQuotations } from './speakers.ts';

/** Stands first, and counts up with every change of what follows: what was kept in another form is found anew. */
const FORM = 2;

const TYPES: readonly Quotation['type'][] = ['direct', 'partial', 'reported', 'scare'];
/** Bits of a quotation's first number, beside its type. */
const DOUBTFUL = 4;
const CUE = 8;
const SPEAKER = 16;
const NAMED = 32;
const VIA = 64;

/** The quotations of an article with these names. */
export function quotationsOf({ text }: Pick<Article, 'text'>, names: Contribution, genderOf: GenderOfFirstName): SpokenQuotation[] {
  return spokenQuotations(text, spansOf(names), genderOf);
}

/**
 * What is kept, as bytes: of what resembles the whole article, its sketch (nine bytes a passage), then its quotations (in order of their
 * start), some ten bytes each.
 */
export function packed({ whole, words, minima }: WholeSketch, quotations: readonly SpokenQuotation[]): Uint8Array {
  const out = new NumberWriter();
  out.add(FORM);
  out.addArray(whole);
  out.addArray(words);
  out.addBytes(minima);
  addQuotations(out, quotations);
  return out.taken();
}

/** Where the words stand is kept, not the words. */
function addQuotations(out: NumberWriter, all: readonly SpokenQuotation[]): void {
  out.add(all.length);
  let last = 0;
  const addSpan = ({ start, end }: Span, from: number): void => {
    out.addSigned(start - from);
    out.add(end - start);
  };
  const addSpeaker = (speaker: Speaker, from: number): void => {
    addSpan(speaker, from);
    out.add(speaker.anonymous === true ? 1 : 0);
  };
  for (const { quotation, speaker: name } of all) {
    const { start, content, type, doubtful, speaker, cue, via } = quotation;
    out.add(
      TYPES.indexOf(type) |
        (doubtful === true ? DOUBTFUL : 0) |
        (cue ? CUE : 0) |
        (speaker ? SPEAKER : 0) |
        (name === undefined ? 0 : NAMED) |
        (via ? VIA : 0),
    );
    addSpan(quotation, last);
    addSpan(content, start);
    if (cue) addSpan(cue, start);
    if (speaker) addSpeaker(speaker, start);
    if (name !== undefined) out.add(name);
    if (via) out.add(via.length);
    for (const one of via ?? []) addSpeaker(one, start);
    last = start;
  }
}

/** The kept minima of the whole article; undefined where nothing is kept, or in another form. */
export function keptMinima(bytes: Uint8Array | undefined): Uint32Array | undefined {
  return reading(bytes, minimaFrom);
}

/** The kept sketch of the article; undefined where nothing is kept, or in another form. Holds on to `bytes`. */
export function keptSketch(bytes: Uint8Array | undefined): Sketch | undefined {
  return reading(bytes, (numbers) => {
    minimaFrom(numbers);
    return sketchFrom(numbers);
  });
}

/** The kept quotations of the article with this text; undefined where nothing is kept, or in another form. */
export function keptQuotations(bytes: Uint8Array | undefined, text: string): SpokenQuotation[] | undefined {
  return reading(bytes, (numbers) => {
    minimaFrom(numbers);
    sketchFrom(numbers);
    return quotationsFrom(numbers, text);
  });
}

function reading<T>(bytes: Uint8Array | undefined, read: (numbers: NumberReader) => T): T | undefined {
  if (bytes === undefined) return undefined;
  try {
    const numbers = new NumberReader(bytes);
    return numbers.next() === FORM ? read(numbers) : undefined;
  } catch (error) {
    // Bytes that end too soon: as if nothing had been kept.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function minimaFrom(numbers: NumberReader): Uint32Array {
  return numbers.nextArray((length) => {
    if (length > MINIMA) throw new RangeError('malformed: too many minima');
    return new Uint32Array(length);
  });
}

function sketchFrom(numbers: NumberReader): Sketch {
  const words = numbers.nextArray((length) => new Uint16Array(length));
  return { words, minima: numbers.nextBytes(words.length * MINIMA) };
}

function quotationsFrom(numbers: NumberReader, text: string): SpokenQuotation[] {
  const spanFrom = (from: number): Span => {
    const start = from + numbers.nextSigned();
    return { start, end: start + numbers.next() };
  };
  const worded = (from: number): Span & { readonly text: string } => {
    const { start, end } = spanFrom(from);
    return { start, end, text: text.slice(start, end) };
  };
  const speakerFrom = (from: number): Speaker => {
    const speaker = worded(from);
    return numbers.next() === 1 ? { ...speaker, anonymous: true } : speaker;
  };
  const all: SpokenQuotation[] = [];
  let last = 0;
  for (let left = numbers.next(); left > 0; left--) {
    const traits = numbers.next();
    const { start, end } = spanFrom(last);
    const content = spanFrom(start);
    const cue = (traits & CUE) === 0 ? undefined : worded(start);
    const speaker = (traits & SPEAKER) === 0 ? undefined : speakerFrom(start);
    const name = (traits & NAMED) === 0 ? undefined : numbers.next();
    const via = (traits & VIA) === 0 ? undefined : Array.from({ length: numbers.next() }, () => speakerFrom(start));
    const quotation: Quotation = {
      start,
      end,
      content,
      type: TYPES[traits & 3] ?? 'scare',
      ...((traits & DOUBTFUL) === 0 ? {} : { doubtful: true }),
      ...(speaker ? { speaker } : {}),
      ...(via ? { via } : {}),
      ...(cue ? { cue } : {}),
    };
    all.push({ quotation, speaker: name });
    last = start;
  }
  return all;
}
