import type { Paragraph, Provenance } from '../model.ts';
import type { Span } from '../text/span.ts';
import { unnamedIn } from './provenance/anonymous.ts';
import { cyrillicProvenance } from './provenance/cyrillic.ts';
import { endsOutlet, outletKey, outletKind, sameOutlet, shortForm } from './provenance/outlets.ts';
import { type Relay, relaysIn } from './provenance/relays.ts';
import { LONGEST_SENTENCE, type Token, tokenise } from './provenance/tokens.ts';

/** First-hand, from a named speaker or the reporter: what most passages are. */
export const FIRST_HAND: Provenance = { via: [], anonymous: false };

/** A sentence to be judged, with the index of its paragraph. */
export interface Sentence extends Span {
  readonly paragraph: number;
}

/** What the article shows of its own outlet besides. */
export interface Origin {
  /** The outlet that the article belongs to: the metadata's, else the one that it names as its own. */
  readonly outlet?: string;
  /** The agency whose story it prints, as its dateline says: the origin of every passage, unless the outlet is that agency. */
  readonly agency?: string;
}

/** Words one of which a sentence has that relays an outlet or rests on an unnamed speaker; the plainest verbs of saying are looked at apart. */
const HINT =
  /\b(?:according to|citing|quot(?:ing|ed)|told|tells|reports?|reported|writes?|wrote|sources?|interlocutors?|officials?|diplomats?|insiders?|aides?|advis[eo]rs?|anonym\w*|unnamed|unidentified|off the record|(?:person|people|someone|individuals?) (?:familiar|close|with|briefed|who|in the know)|the (?:[\w-]+ ){0,2}(?:agency|outlet|newspaper|paper|publication|broadcaster|channel|magazine|website|portal)|interview|negotiators?|lawmakers?|officers?|commanders?|executives?|envoys?|ministers?|witness(?:es)?|residents?|soldiers?|analysts?|experts?|observers?|not authori[sz]ed|published|per)\b/i;
const SAYS = /(?<=[\p{L}\d]["”»]? )(?:said|says|not(?:es|ed)|claim(?:s|ed)|add(?:s|ed)|state[sd]|confirm(?:s|ed)|announced)\b/gu;
const CYRILLIC = /[\u0400-\u04ff]/;
/** A sentence that goes on with the speaker before it: "According to them, …", "he added". */
const RESUMES =
  /^(?:according to (?:him|her|them|the (?:source|sources|official|officials|diplomat|diplomats|person|people|interlocutors?)))\b|\b(?:he|she|they)(?: also| further| then| later)? (?:said|says|added|adds|noted|notes|stressed|emphasi[sz]ed|explained|told|continued|claimed|warned|believes?|argued|admitted)\b/i;
/** A sentence that ends with its own speaker: "…, the minister said on Monday." */
const SPOKEN =
  /\b(?:said|says|added|adds|noted|notes|told|announced|stated|explained|wrote|stressed|emphasi[sz]ed|warned|claimed)\b[^“”"]{0,40}[.!?]$/i;
/** How many sentences an unnamed speaker stays in mind for "the official said". */
const MEMORY = 8;

interface Judged {
  via: string[];
  anonymous: boolean;
  /** The sentence says itself who stands behind it. */
  own: boolean;
  /** Ends with an attribution to an outlet or its sources, which covers the paragraph before it. */
  closes: boolean;
}

/**
 * Who carries each sentence. Outlets that it relays, outermost first ("X reports, citing Y" gives X, Y), without the
 * article's own; anonymous when it rests on an unnamed speaker. What one sentence says of its origin reaches others only
 * where the text says so: "according to them", "he added", a quotation that goes on, and a paragraph whose last sentence
 * closes it with "Bloomberg reports". Linear in the text.
 */
export function provenanceOf(text: string, sentences: readonly Sentence[], paragraphs: readonly Paragraph[], origin: Origin): Provenance[] {
  const known = new Map<string, string>();
  const isKnown = (name: string): boolean => known.has(outletKey(name));
  const own = origin.outlet === undefined ? undefined : outletKey(origin.outlet);
  const judged: Judged[] = [];
  let lastOutlet: string | undefined;
  let unnamedAt = Number.NEGATIVE_INFINITY;
  for (const [i, sentence] of sentences.entries()) {
    const words = text.slice(sentence.start, sentence.end);
    const previous = sentences[i - 1]?.paragraph === sentence.paragraph ? judged[i - 1] : undefined;
    const result = judge(words, sentence, i);
    if (!result.own && previous && (RESUMES.test(words.slice(0, 400)) || continuesQuotation(text, sentences[i - 1], sentence))) {
      result.via = [...previous.via];
      result.anonymous ||= previous.anonymous;
    }
    judged.push(result);
    if (result.closes && sentences[i + 1]?.paragraph !== sentence.paragraph) cover(i);
  }
  const { agency } = origin;
  if (agency !== undefined && outletKey(agency) !== own) {
    for (const one of judged) one.via = [agency, ...one.via.filter((v) => !sameOutlet(v, agency))];
  }
  return judged.map(({ via, anonymous }) => (via.length === 0 && !anonymous ? FIRST_HAND : { via, anonymous }));

  function judge(words: string, span: Sentence, i: number): Judged {
    const result: Judged = { via: [], anonymous: false, own: false, closes: false };
    if (CYRILLIC.test(words)) {
      const found = cyrillicProvenance(words);
      for (const outlet of found.via) if (outletKey(outlet) !== own) result.via.push(outlet);
      result.anonymous = found.anonymous;
      result.own = found.via.length > 0 || found.anonymous;
    }
    if (paragraphs[span.paragraph]?.role === 'title') return title(words, result);
    if (!HINT.test(words) && !saidByOutlet(words)) return result;
    const tokens = tokenise(text, span);
    const relays = relaysIn(tokens, isKnown);
    for (const outlet of chain(relays)) {
      const written = outlet ?? lastOutlet;
      if (written === undefined) continue;
      const name = known.get(outletKey(written)) ?? written;
      know(name);
      if (outletKey(name) !== own && !result.via.some((v) => sameOutlet(v, name))) result.via.push(name);
    }
    for (const relay of relays)
      if (relay.outlet !== undefined && outletKey(relay.outlet) !== own) lastOutlet = known.get(outletKey(relay.outlet)) ?? relay.outlet;
    const unnamed = unnamedIn(words, tokens);
    result.anonymous ||=
      unnamed === 'introduced' || (unnamed === 'resumed' && i - unnamedAt <= MEMORY) || relays.some((r) => r.form === 'sources');
    if (unnamed === 'introduced' || relays.some((r) => r.form === 'sources')) unnamedAt = i;
    result.own ||= result.via.length > 0 || result.anonymous;
    result.closes = closing(tokens, relays) && result.via.length > 0;
    return result;
  }

  function know(name: string): void {
    const short = shortForm(name);
    for (const key of short === undefined ? [outletKey(name)] : [outletKey(name), short]) if (!known.has(key)) known.set(key, name);
  }

  /** "Bloomberg: Kremlin not expecting breakthrough" */
  function title(words: string, result: Judged): Judged {
    const name = /^["“«]?([\p{L}\d][\p{L}\p{M}\d.&'’ -]{1,40}?)["”»]?\s?:\s/u.exec(words)?.[1];
    if (name === undefined || outletKind(name) === undefined || outletKey(name) === own) return result;
    know(name);
    lastOutlet = name;
    return { ...result, via: [name], own: true };
  }

  /** Gives the origin of a closing sentence to those of its paragraph that state none. */
  function cover(last: number): void {
    const source = judged[last];
    for (let i = last - 1; i >= 0 && sentences[i]?.paragraph === sentences[last]?.paragraph; i--) {
      const one = judged[i];
      const words = text.slice(sentences[i]?.start, sentences[i]?.end).slice(-120);
      if (!one || !source || one.own || SPOKEN.test(words)) return;
      one.via = [...source.via];
      one.anonymous ||= source.anonymous;
    }
  }
}

/** "Reuters said": the word before a plain verb of saying ends the name of an outlet. */
function saidByOutlet(words: string): boolean {
  for (const m of words.slice(0, LONGEST_SENTENCE).matchAll(SAYS)) {
    const before = words.slice(Math.max(0, m.index - 30), m.index - 1);
    if (/["”»]$/.test(before)) return true;
    const word = before.slice(before.lastIndexOf(' ') + 1);
    if (/^[\p{Lu}\d]/u.test(word) && endsOutlet(word)) return true;
  }
  return false;
}

/** Outermost first: what reports last in the sentence reports the rest; what is cited stands behind who cites it. */
function chain(relays: readonly Relay[]): (string | undefined)[] {
  const groups: (string | undefined)[][] = [];
  for (const { outlet, form } of relays) {
    const last = groups.at(-1);
    if (form === 'cite' && last) last.push(outlet);
    else groups.push([outlet]);
  }
  return groups.reverse().flat();
}

/** The sentence's last words say that an outlet or its sources reported it. */
function closing(tokens: readonly Token[], relays: readonly Relay[]): boolean {
  const last = relays.at(-1);
  if (!last || (last.form !== 'report' && last.form !== 'sources') || last.at === 0) return false;
  const rest = tokens.slice(last.to).filter((t) => t.type === 'word');
  return rest.length <= (last.form === 'sources' ? 4 : 3);
}

/** The sentence begins inside the quotation, or with the quotation, that the one before it attributes. */
function continuesQuotation(text: string, before: Span | undefined, sentence: Span): boolean {
  if (!before) return false;
  const first = text.charAt(sentence.start);
  if (first === '“' || first === '"' || first === '«' || first === '„')
    return /["“”«»„]/.test(text.slice(before.start, Math.min(before.end, before.start + LONGEST_SENTENCE)));
  const words = text.slice(before.start, before.end);
  const open = Math.max(words.lastIndexOf('“'), words.lastIndexOf('«'), words.lastIndexOf('„'));
  return open >= 0 && Math.max(words.lastIndexOf('”'), words.lastIndexOf('»')) < open;
}

/**
 * The outlet that an article names as its own: where its lead reports a report, the last to report is the article itself
 * (“…, Bloomberg reports, citing …, "X" reports”). Undefined when the lead holds no such chain.
 */
export function ownOutlet(text: string, paragraphs: readonly Paragraph[]): string | undefined {
  const lead = paragraphs.find((p) => p.role === 'body');
  if (!lead) return undefined;
  const span = { start: lead.start, end: Math.min(lead.end, lead.start + 2000) };
  const words = text.slice(span.start, span.end);
  if (CYRILLIC.test(words) || !/\b(?:reports?|reported|writes|wrote|says|informs)\b/.test(words)) return undefined;
  const tokens = tokenise(text, span);
  const relays = relaysIn(tokens, () => false);
  const last = relays.at(-1);
  const first = relays.find((r) => r !== last && r.outlet !== undefined && r.form !== 'sources');
  if (last?.form !== 'report' || last.outlet === undefined || !first || sameOutlet(first.outlet ?? '', last.outlet)) return undefined;
  // It closes the paragraph's first sentence or the paragraph, and both stand in one sentence.
  const between = tokens.slice(first.to, last.at);
  if (between.some((t) => /^[.!?]$/.test(t.text))) return undefined;
  const next = tokens[last.to];
  return next === undefined || /^[.!?]$/.test(next.text) ? last.outlet : undefined;
}
