import type { Span } from '../../text/span.ts';
import { ANAPHORS, AUXILIARY, CONNECTORS, DAYS, DESCRIPTORS, MODIFIERS, OUTLET_VERBS, REPORT_VERBS } from './lexicon.ts';
import { outletKind } from './outlets.ts';
import type { Token } from './tokens.ts';

/** How a sentence names the outlet that it relays. */
export type RelayForm =
  /** "Bloomberg reports": the outlet is the subject. */
  | 'report'
  /** "citing TASS": stands behind the outlet that cites. */
  | 'cite'
  /** "told Bloomberg", "in an interview with Le Monde", "according to Reuters". */
  | 'told'
  /** "Bloomberg sources", "the agency's interlocutors". */
  | 'sources';

export interface Relay {
  /** As written, without article; undefined for "the agency", which names an outlet that stood before. */
  readonly outlet: string | undefined;
  readonly form: RelayForm;
  /** Token index of the cue. */
  readonly at: number;
  /** Token index behind the relay's words. */
  readonly to: number;
}

interface Name {
  readonly text: string;
  /** Token range. */
  readonly from: number;
  readonly to: number;
  /** "the newspaper X", “X”: set apart as a name of something published. */
  readonly set: boolean;
  readonly possessive: boolean;
  readonly anaphor: boolean;
}

/** The relays of a sentence, in order. `isKnown` tells outlets that the article has shown to be such. */
export function relaysIn(tokens: readonly Token[], isKnown: (name: string) => boolean): Relay[] {
  const relays: Relay[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i];
    if (t?.type !== 'word') continue;
    const found = relayAt(tokens, i, t, isKnown);
    if (found && relays.at(-1)?.to !== found.to) relays.push(found);
  }
  return relays;
}

function relayAt(tokens: readonly Token[], i: number, t: Token, isKnown: (name: string) => boolean): Relay | undefined {
  const sure = (name: Name, verb: string | undefined): boolean => name.anaphor || isOutlet(name, verb, isKnown);
  if (t.lower === 'source' || t.lower === 'sources' || t.lower === 'interlocutor' || t.lower === 'interlocutors') {
    const owner = nameEnding(tokens, i - 1);
    // "Bloomberg sources", "the agency's sources"; "Kremlin sources" name no outlet.
    return owner && sure(owner, undefined) ? { outlet: outletOf(owner), form: 'sources', at: owner.from, to: i + 1 } : undefined;
  }
  const after = objectCue(tokens, i, t);
  if (after) {
    const name = nameWithin(tokens, after.at, isKnown);
    if (!name || !sure(name, undefined)) return undefined;
    const next = tokens[name.to];
    const owns = next !== undefined && /^(?:sources?|interlocutors?)$/.test(next.lower);
    return { outlet: outletOf(name), form: owns ? 'sources' : after.form, at: i, to: name.to + (owns ? 1 : 0) };
  }
  if (!REPORT_VERBS.has(t.lower) || t.capital) return undefined;
  const subject = subjectOf(tokens, i);
  if (
    subject &&
    !subject.possessive &&
    sure(subject, citesOrTells(tokens, i) ? t.lower : OUTLET_VERBS.has(t.lower) && subject.set ? t.lower : undefined)
  )
    return { outlet: outletOf(subject), form: 'report', at: subject.from, to: i + 1 };
  // "…, reports Bloomberg."
  const before = tokens[i - 1];
  if (before && (before.text === ',' || before.type === 'close' || before.type === 'mark')) {
    const name = nameStarting(tokens, i + 1);
    if (name && !name.possessive && sure(name, undefined)) return { outlet: outletOf(name), form: 'report', at: i, to: name.to };
  }
  return undefined;
}

/** Words after which an outlet is named, and where that name may begin. */
function objectCue(tokens: readonly Token[], i: number, t: Token): { readonly at: number; readonly form: RelayForm } | undefined {
  const next = tokens[i + 1]?.lower;
  const prev = tokens[i - 1]?.lower;
  switch (t.lower) {
    case 'according':
      return next === 'to' ? { at: i + 2, form: 'told' } : undefined;
    case 'citing':
      return { at: i + 1, form: 'cite' };
    case 'told':
    case 'telling':
    case 'tells':
      return { at: i + 1, form: 'told' };
    case 'reported':
    case 'cited':
    case 'quoted':
    case 'published':
    case 'obtained':
    case 'seen':
    case 'aired':
    case 'broadcast':
    case 'revealed':
    case 'interviewed':
      return next === 'by'
        ? { at: i + 2, form: 'told' }
        : (t.lower === 'published' || t.lower === 'aired' || t.lower === 'broadcast') && (next === 'in' || next === 'on')
          ? { at: i + 2, form: 'told' }
          : undefined;
    case 'interview':
    case 'interviews':
    case 'comment':
    case 'comments':
    case 'remarks':
    case 'statement':
    case 'conversation':
    case 'speaking':
    case 'spoke':
    case 'speak':
    case 'talking':
      return next === 'with' || next === 'to' || next === 'for' || (next === 'on' && t.lower !== 'comment' && t.lower !== 'comments')
        ? { at: i + 2, form: 'told' }
        : undefined;
    case 'reports':
    case 'report':
      return (next === 'by' || next === 'in' || next === 'from') && prev !== ',' ? { at: i + 2, form: 'told' } : undefined;
    case 'article':
    case 'story':
    case 'investigation':
    case 'op-ed':
      return next === 'by' || next === 'in' || next === 'for' ? { at: i + 2, form: 'told' } : undefined;
    case 'per':
      return prev === ',' ? { at: i + 1, form: 'told' } : undefined;
    default:
      return undefined;
  }
}

function citesOrTells(tokens: readonly Token[], i: number): boolean {
  return tokens.slice(i + 1, i + 8).some((t) => t.lower === 'citing' || t.lower === 'quoting');
}

function isOutlet(name: Name, verb: string | undefined, isKnown: (name: string) => boolean): boolean {
  if (name.set && (verb !== undefined || outletKind(name.text) !== undefined)) return true;
  if (isKnown(name.text)) return true;
  return outletKind(name.text) === 'sure';
}

function outletOf(name: Name): string | undefined {
  return name.anaphor ? undefined : name.text;
}

/** The subject of the verb at `i`: over adverbs and days, "the TASS news agency", “Komersant Ukrainian”. */
function subjectOf(tokens: readonly Token[], i: number): Name | undefined {
  let end = i - 1;
  for (let steps = 0; steps < 6; steps++) {
    const t = tokens[end];
    if (!t) return undefined;
    if (t.type === 'word' && (AUXILIARY.has(t.lower) || DAYS.has(t.lower) || (t.lower === 'on' && DAYS.has(tokens[end + 1]?.lower ?? ''))))
      end--;
    else break;
  }
  return nameEnding(tokens, end);
}

/** A name whose last token is at `end`. */
function nameEnding(tokens: readonly Token[], end: number): Name | undefined {
  let to = end;
  let possessive = false;
  if (tokens[to]?.text === "'s" || tokens[to]?.text === '’' || tokens[to]?.text === "'") {
    possessive = true;
    to--;
  }
  const last = tokens[to];
  if (!last) return undefined;
  if (last.type === 'close' || last.type === 'mark') {
    for (let k = to - 1; k >= 0 && k >= to - 7; k--) {
      const t = tokens[k];
      if (t?.type === 'open' || t?.type === 'mark') return quoted(tokens, k + 1, to, k, to + 1, possessive);
      if (t?.type !== 'word') return undefined;
    }
    return undefined;
  }
  if (last.type !== 'word') return undefined;
  // "the agency", "the news agency", "TASS news agency", "the state news agency".
  let described = false;
  let from = to;
  while (
    from >= 0 &&
    !(tokens[from]?.capital ?? true) &&
    (DESCRIPTORS.has(tokens[from]?.lower ?? '') || MODIFIERS.has(tokens[from]?.lower ?? ''))
  ) {
    described ||= DESCRIPTORS.has(tokens[from]?.lower ?? '');
    from--;
  }
  if (described && tokens[from]?.lower === 'the' && ANAPHORS.has(last.lower))
    return { text: last.text, from, to: end + 1, set: false, possessive, anaphor: true };
  const t = tokens[from];
  if (!t?.capital || t.type !== 'word') return undefined;
  let start = from;
  while (start > 0) {
    const prev = tokens[start - 1];
    if (prev?.type === 'word' && prev.capital) start--;
    else if (
      prev?.type === 'word' &&
      CONNECTORS.has(prev.lower) &&
      prev.lower !== 'the' &&
      tokens[start - 2]?.capital === true &&
      from - start < 5
    )
      start -= 2;
    else break;
    if (from - start > 6) return undefined;
  }
  // "the newspaper Le Monde"
  const descriptor = tokens[start - 1]?.lower ?? '';
  const set = described || DESCRIPTORS.has(descriptor);
  return { text: textOf(tokens, start, from + 1), from: start, to: end + 1, set, possessive, anaphor: false };
}

/** A name that begins at `at`, over an article and a description: "the Russian state news agency TASS". */
function nameStarting(tokens: readonly Token[], at: number): Name | undefined {
  let i = at;
  let described = false;
  if (tokens[i]?.lower === 'the') i++;
  for (let steps = 0; steps < 5; steps++) {
    const t = tokens[i];
    if (t?.type !== 'word') break;
    const lower = t.lower;
    if (t.capital && !MODIFIERS.has(lower)) break;
    if (!DESCRIPTORS.has(lower) && !MODIFIERS.has(lower) && !/^(?:a|an)$/.test(lower)) break;
    if (MODIFIERS.has(lower) && t.capital && !leadsToDescriptor(tokens, i)) break;
    described ||= DESCRIPTORS.has(lower);
    i++;
  }
  const t = tokens[i];
  if (t && (t.type === 'open' || t.type === 'mark')) {
    for (let k = i + 1; k < tokens.length && k <= i + 7; k++) {
      const close = tokens[k];
      if (close?.type === 'close' || close?.type === 'mark') return quoted(tokens, i + 1, k, at, k + 1, false);
      if (close?.type !== 'word') return undefined;
    }
    return undefined;
  }
  if (t?.type !== 'word' || !t.capital) {
    const noun = tokens[i - 1];
    const definite = tokens[at]?.lower === 'the' && noun !== undefined && ANAPHORS.has(noun.lower);
    if (!definite) return undefined;
    const possessive = tokens[i]?.text === "'s";
    return { text: noun.text, from: at, to: i + (possessive ? 1 : 0), set: false, possessive, anaphor: true };
  }
  let end = i + 1;
  while (end < tokens.length && end - i < 7) {
    const next = tokens[end];
    const after = tokens[end + 1];
    if (next?.type === 'word' && next.capital) end++;
    else if (next?.type === 'word' && CONNECTORS.has(next.lower) && after?.type === 'word' && after.capital) end += 2;
    else break;
  }
  const possessive = tokens[end]?.text === "'s";
  const trailing =
    DESCRIPTORS.has(tokens[end]?.lower ?? '') || (tokens[end]?.lower === 'news' && DESCRIPTORS.has(tokens[end + 1]?.lower ?? ''));
  return { text: textOf(tokens, i, end), from: at, to: end + (possessive ? 1 : 0), set: described || trailing, possessive, anaphor: false };
}

function leadsToDescriptor(tokens: readonly Token[], i: number): boolean {
  for (let k = i + 1; k <= i + 4; k++) {
    const lower = tokens[k]?.lower ?? '';
    if (DESCRIPTORS.has(lower)) return true;
    if (!MODIFIERS.has(lower)) return false;
  }
  return false;
}

/** The first outlet within the few words behind a cue: "told Germany's Bild newspaper", "a report by the Financial Times". */
function nameWithin(tokens: readonly Token[], at: number, isKnown: (name: string) => boolean): Name | undefined {
  for (let i = at; i < tokens.length && i < at + 7; i++) {
    const t = tokens[i];
    if (!t || (t.type === 'stop' && t.text !== "'s" && t.text !== '-')) return undefined;
    const name = nameStarting(tokens, i);
    if (name && (name.anaphor || isOutlet(name, undefined, isKnown))) return name;
    // "told US President Joe Biden that Fox News …": beyond a verb or "that" another clause begins.
    if (
      /^(?:that|on|after|before|when|while|who|which|he|she|they|it|the|was|is|were|are|has|had|have|would|will)$/.test(t.lower) &&
      t.lower !== 'the'
    )
      return undefined;
    if (name && !name.possessive) i = Math.max(i, name.to - 1);
  }
  return undefined;
}

function quoted(tokens: readonly Token[], from: number, to: number, start: number, end: number, possessive: boolean): Name | undefined {
  if (to <= from || tokens[from]?.capital !== true) return undefined;
  return { text: textOf(tokens, from, to), from: start, to: end, set: true, possessive, anaphor: false };
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  let end = -1;
  for (let i = from; i < to; i++) {
    const t = tokens[i];
    if (!t) continue;
    text += (end >= 0 && t.start > end ? ' ' : '') + t.text;
    end = t.end;
  }
  return text.replace(LEADING, '');
}

/** Words with a capital only because the sentence begins with them. */
const LEADING =
  /^(?:(?:The|As|But|And|In|On|At|When|While|Although|Though|If|Since|After|Before|Because|Meanwhile|Earlier|Later|Then|Also|Yet|So|Both|Even|Last|This|That|According|To|For|From|By|Citing) )+(?=\p{Lu}|\d)/u;

export function spanOf(tokens: readonly Token[], from: number, to: number): Span {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}
