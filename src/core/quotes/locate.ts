import type { Span } from '../text/span.ts';
import { type AnchorPlace, anchors } from './anchor.ts';
import { diffWords } from './diff.ts';
import { matchRuns, type RunMatch, Vocabulary } from './match.ts';
import { anyNegation, dropsNegation, hasNegation, negates } from './negation.ts';
import { foldedWords, parseQuoted, type Quoted, type QuotedWord } from './quoted.ts';

/** The folded words of a source, made once with {@link sourceIndex} and used for every quotation. */
export interface SourceIndex {
  readonly words: readonly QuotedWord[];
}

export interface QuotableArticle {
  readonly path: string;
  readonly text: string;
  readonly index?: SourceIndex;
}

export interface QuotedPlace {
  readonly path: string;
  /** The source's words, without marks: a span of the article's text. */
  readonly span: Span;
}

/** A stretch of the comparison: `equal` in both, `deleted`: the source's only, `inserted`: the briefing's only. */
export interface DiffRun {
  readonly type: 'equal' | 'deleted' | 'inserted';
  /** Into the quotation's content; empty for `deleted`, where it is the place at which the words are missing. */
  readonly quote: Span;
  /** Into the source's text; empty for `inserted`. */
  readonly source: Span;
}

/**
 * Why a quotation counts as altered: other `words`; a `negation` dropped or added; a `figure` that differs; an `ellipsis`
 * that leaves out a negation; a `cut` right after a negation that the briefing does not carry.
 */
export type AlterationReason = 'words' | 'negation' | 'figure' | 'ellipsis' | 'cut';

export interface Location {
  /**
   * `exact`: the very characters; `typographic`: the same words, but for marks, case, brackets and ellipses; `altered`: the
   * words differ; `several`: different places fit equally well with different words; `absent`: none fits.
   */
  readonly state: 'exact' | 'typographic' | 'altered' | 'absent' | 'several';
  /** By order of the articles and offset. More than one for the same words in several places, and for `several`. */
  readonly places: readonly QuotedPlace[];
  /** For `altered`; for `several` only where no place has the very words. */
  readonly reason?: AlterationReason;
  /** For `altered`: the comparison with the first place. */
  readonly diff?: readonly DiffRun[];
  /** For `altered`: the content as the source has it. See {@link quotationFix}. */
  readonly repaired?: string;
}

export interface LocateOptions {
  /** The briefing's words before the quotation in its sentence, to see whether a negation that was cut off stands there. */
  readonly before?: string;
}

/** Fewer words than this are never looked for but word by word: a short string fits everywhere. */
export const MIN_FUZZY_WORDS = 4;
/** How many words before a quotation can still negate its first words ("did not even once | agree"). */
const NEGATION_REACH = 3;

/** Prepares a source for {@link locateQuotation}. Linear. */
export function sourceIndex(text: string): SourceIndex {
  return { words: foldedWords(text) };
}

/**
 * Word sequences that an article must contain to have the quotation unaltered: for a full-text index, which narrows the
 * articles before {@link locateQuotation} reads them. Any one of them suffices for an altered quotation. Folded, at most
 * `limit` sequences of up to five words, spread over the quotation.
 */
export function quotationProbes(content: string, limit = 8): readonly (readonly string[])[] {
  const { runs } = parseQuoted(content);
  const all: string[][] = [];
  for (const run of runs) {
    const size = Math.min(run.length, run.length >= 10 ? 5 : 3);
    for (let i = 0; size > 0 && i + size <= run.length; i += size) all.push(run.slice(i, i + size).map((w) => w.key));
  }
  if (all.length <= limit) return all;
  return Array.from({ length: limit }, (_, i) => all[Math.floor((i * all.length) / limit)] ?? []);
}

/**
 * Where the words of a quotation stand in the sources. `content` is what stands between the briefing's marks. Linear in the
 * sources and the quotation; never throws.
 */
export function locateQuotation(content: string, articles: readonly QuotableArticle[], options: LocateOptions = {}): Location {
  const quoted = parseQuoted(content);
  if (quoted.words.length === 0) return { state: 'absent', places: [] };
  const vocabulary = new Vocabulary(quoted.words);
  const found: { place: QuotedPlace; match: RunMatch; article: QuotableArticle; words: readonly QuotedWord[] }[] = [];
  const read: { article: QuotableArticle; words: readonly QuotedWord[]; ids: Int32Array }[] = [];
  for (const article of articles) {
    const words = article.index?.words ?? foldedWords(article.text);
    const ids = vocabulary.encode(words);
    read.push({ article, words, ids });
    for (const match of matchRuns(quoted, vocabulary, ids)) {
      found.push({ place: { path: article.path, span: spanOf(words, match) }, match, article, words });
    }
  }
  if (found.length > 0) return verbatim(content, quoted, found, options);
  return approximate(content, quoted, vocabulary.encode(quoted.words), read);
}

/** The source's words for an altered quotation, to be put between the briefing's own marks; the content itself otherwise unchanged is `undefined`. */
export function quotationFix(location: Location): string | undefined {
  return location.state === 'altered' ? location.repaired : undefined;
}

function spanOf(words: readonly QuotedWord[], match: RunMatch): Span {
  return { start: words[match.runs[0]?.from ?? 0]?.start ?? 0, end: words[(match.runs.at(-1)?.to ?? 1) - 1]?.end ?? 0 };
}

const EDGES = /^[\s"'“”‘’«».,;:!?…-]+|[\s"'“”‘’«».,;:!?…-]+$/g;

function verbatim(
  content: string,
  quoted: Quoted,
  found: readonly { place: QuotedPlace; match: RunMatch; article: QuotableArticle; words: readonly QuotedWord[] }[],
  options: LocateOptions,
): Location {
  const bare = content.replace(EDGES, '');
  const exact = found.filter((f) => f.article.text.slice(f.place.span.start, f.place.span.end) === bare);
  const sound = found.filter((f) => !faultOf(quoted, f, options));
  const soundExact = exact.filter((f) => sound.includes(f));
  if (soundExact.length > 0) return { state: 'exact', places: soundExact.map((f) => f.place) };
  if (sound.length > 0) {
    const texts = new Set(sound.map((f) => keys(f.words, f.match)));
    return { state: texts.size > 1 ? 'several' : 'typographic', places: sound.map((f) => f.place) };
  }
  const first = found[0];
  if (!first) return { state: 'absent', places: [] };
  const reason = faultOf(quoted, first, options) ?? 'words';
  const { diff, repaired, span } = explain(content, quoted, first.article.text, first.words, first.match, reason);
  return { state: 'altered', places: [{ path: first.place.path, span }, ...found.slice(1).map((f) => f.place)], reason, diff, repaired };
}

function keys(words: readonly QuotedWord[], match: RunMatch): string {
  const from = match.runs[0]?.from ?? 0;
  const to = match.runs.at(-1)?.to ?? 0;
  return words
    .slice(from, Math.min(to, from + 2000))
    .map((w) => w.key)
    .join(' ');
}

/** What is wrong with a match in which every quoted word agrees. */
function faultOf(
  quoted: Quoted,
  f: { match: RunMatch; article: QuotableArticle; words: readonly QuotedWord[] },
  options: LocateOptions,
): AlterationReason | undefined {
  const { match, words, article } = f;
  for (const [i, gap] of quoted.gaps.entries()) {
    const from = match.runs[i]?.to ?? 0;
    const to = match.runs[i + 1]?.from ?? 0;
    const added = gap.words.some(negates);
    if (gap.kind === 'bracket') {
      if (added !== anyNegation(words, from, to)) return 'negation';
    } else if (!added && dropsNegation(article.text, words, from, to)) return 'ellipsis';
  }
  if (options.before !== undefined && !hasNegation(options.before)) {
    const at = match.runs[0]?.from ?? 0;
    let from = at;
    while (
      from > 0 &&
      at - from < NEGATION_REACH &&
      /^[\s]*["'“”‘’]?$/.test(article.text.slice(words[from - 1]?.end ?? 0, words[from]?.start ?? 0))
    )
      from--;
    if (anyNegation(words, from, at)) return 'cut';
  }
  return undefined;
}

/** The comparison for a match whose words agree but whose gaps or beginning do not. */
function explain(
  content: string,
  quoted: Quoted,
  text: string,
  words: readonly QuotedWord[],
  match: RunMatch,
  reason: AlterationReason,
): { diff: DiffRun[]; repaired: string; span: Span } {
  const diff: DiffRun[] = [];
  let repaired = '';
  let start = spanOf(words, match).start;
  const firstRun = match.runs[0];
  if (reason === 'cut' && firstRun) {
    let from = firstRun.from;
    while (from > 0 && firstRun.from - from < NEGATION_REACH && !negates(words[from]?.key ?? '')) from--;
    start = words[from]?.start ?? start;
    const lead = { start, end: words[firstRun.from]?.start ?? start };
    diff.push({ type: 'deleted', quote: { start: 0, end: 0 }, source: lead });
    repaired += text.slice(lead.start, lead.end);
  }
  let copied = 0;
  for (const [i, run] of match.runs.entries()) {
    const mine = quoted.runs[i];
    const a = mine?.[0];
    const b = mine?.at(-1);
    if (!a || !b) continue;
    diff.push({
      type: 'equal',
      quote: { start: a.start, end: b.end },
      source: { start: words[run.from]?.start ?? 0, end: words[run.to - 1]?.end ?? 0 },
    });
    const gap = quoted.gaps[i];
    const next = match.runs[i + 1];
    const after = quoted.runs[i + 1]?.[0];
    if (!gap || !next || !after) continue;
    const from = run.to;
    const to = next.from;
    const bad =
      gap.kind === 'bracket'
        ? gap.words.some(negates) !== anyNegation(words, from, to)
        : !gap.words.some(negates) && dropsNegation(text, words, from, to);
    if (!bad) continue;
    const source = { start: words[from - 1]?.end ?? 0, end: words[to]?.start ?? 0 };
    diff.push({ type: 'deleted', quote: { start: b.end, end: b.end }, source });
    if (gap.words.length > 0)
      diff.push({ type: 'inserted', quote: { start: gap.start, end: gap.end }, source: { start: source.end, end: source.end } });
    repaired += content.slice(copied, b.end) + text.slice(source.start, source.end);
    copied = after.start;
  }
  repaired += content.slice(copied);
  return { diff, repaired: oneLine(repaired), span: { start, end: spanOf(words, match).end } };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

function approximate(
  content: string,
  quoted: Quoted,
  quoteIds: Int32Array,
  read: readonly { article: QuotableArticle; words: readonly QuotedWord[]; ids: Int32Array }[],
): Location {
  const absent: Location = { state: 'absent', places: [] };
  if (quoted.words.length < MIN_FUZZY_WORDS) return absent;
  let best: (AnchorPlace & { article: QuotableArticle; words: readonly QuotedWord[] })[] = [];
  for (const r of read) {
    for (const a of anchors(quoted.words, quoteIds, r.words, r.ids)) {
      best.push({ ...a, article: r.article, words: r.words });
    }
  }
  best.sort((a, b) => b.score - a.score);
  const top = best[0];
  if (!top) return absent;
  best = best.filter((b) => b.score >= top.score - 0.1);
  const same = (b: typeof top): string =>
    b.words
      .slice(b.from, b.to)
      .map((w) => w.key)
      .join(' ');
  const texts = new Set(best.slice(0, 8).map(same));
  const places = best.map((b) => ({
    path: b.article.path,
    span: { start: b.words[b.from]?.start ?? 0, end: b.words[b.to - 1]?.end ?? 0 },
  }));
  if (texts.size > 1) return { state: 'several', places, reason: 'words' };
  const source = top.words.slice(top.from, top.to);
  const runs = diffWords(
    source.map((w) => w.key),
    quoted.words.map((w) => w.key),
  );
  if (!runs) return absent;
  const { diff, repaired, reason } = repair(content, quoted, top.article.text, source, runs);
  return { state: 'altered', places, reason, diff, repaired };
}

function repair(
  content: string,
  quoted: Quoted,
  text: string,
  source: readonly QuotedWord[],
  runs: readonly { type: DiffRun['type']; aStart: number; aEnd: number; bStart: number; bEnd: number }[],
): { diff: DiffRun[]; repaired: string; reason: AlterationReason } {
  const diff: DiffRun[] = [];
  const changed: string[] = [];
  let repaired = '';
  let copied = 0;
  for (const r of runs) {
    const quote = spanIn(quoted.words, r.bStart, r.bEnd);
    const from = spanIn(source, r.aStart, r.aEnd);
    // What an ellipsis or a bracket of the writer stands for is no alteration.
    const gap = r.type === 'deleted' ? gapAt(quoted, r.bStart) : undefined;
    if (gap && !anyNegation(source, r.aStart, r.aEnd)) continue;
    diff.push({ type: r.type, quote, source: from });
    if (r.type === 'equal') continue;
    for (let i = r.aStart; i < r.aEnd; i++) changed.push(source[i]?.key ?? '');
    for (let i = r.bStart; i < r.bEnd; i++) changed.push(quoted.words[i]?.key ?? '');
    if (r.type === 'deleted') {
      const lead = r.bStart < quoted.words.length;
      const cut = lead ? quote.start : content.length;
      const piece = text.slice(from.start, from.end);
      const kept = content.slice(copied, lead ? cut : (quoted.words.at(-1)?.end ?? cut));
      repaired += lead ? `${kept}${piece} ` : `${kept} ${piece}`;
      copied = lead ? cut : (quoted.words.at(-1)?.end ?? cut);
    } else {
      repaired += content.slice(copied, quote.start).replace(r.bEnd >= quoted.words.length ? /\s+$/ : /$^/, '');
      copied = quote.end;
      if (r.bEnd < quoted.words.length) while (/\s/.test(content.charAt(copied)) && /(?:^|\s)$/.test(repaired)) copied++;
    }
  }
  repaired += content.slice(copied);
  const reason = changed.some(negates) ? 'negation' : changed.some((w) => /\p{N}/u.test(w)) ? 'figure' : 'words';
  return { diff, repaired: oneLine(repaired), reason };
}

/** The span of words `from`…`to`; the place before the word `from` when there are none. */
function spanIn(words: readonly QuotedWord[], from: number, to: number): Span {
  if (to > from) return { start: words[from]?.start ?? 0, end: words[to - 1]?.end ?? 0 };
  const at = words[from]?.start ?? words.at(-1)?.end ?? 0;
  return { start: at, end: at };
}

/** The gap before the word of that index, if one stands there. */
function gapAt(quoted: Quoted, word: number): boolean {
  let seen = 0;
  for (const [i, run] of quoted.runs.entries()) {
    seen += run.length;
    if (seen === word && i < quoted.gaps.length) return true;
    if (seen > word) return false;
  }
  return false;
}
