import type { Span } from '../text/span.ts';
import {
  type AlterationReason,
  type DiffRun,
  type LocateOptions,
  type Location,
  oneLine,
  type QuotableArticle,
  type QuotedPlace,
} from './location.ts';
import type { RunMatch } from './match.ts';
import { anyNegation, dropsNegation, hasNegation, negates } from './negation.ts';
import type { Quoted, QuotedWord } from './quoted.ts';

/** A place where every quoted word agrees. */
export interface VerbatimPlace {
  readonly place: QuotedPlace;
  readonly match: RunMatch;
  readonly article: QuotableArticle;
  readonly words: readonly QuotedWord[];
}

/** How many words before a quotation can still negate its first words ("did not even once | agree"). */
const NEGATION_REACH = 3;

/** The span of a match in the text of the words. */
export function spanOf(words: readonly QuotedWord[], match: RunMatch): Span {
  return { start: words[match.runs[0]?.from ?? 0]?.start ?? 0, end: words[(match.runs.at(-1)?.to ?? 1) - 1]?.end ?? 0 };
}

const EDGES = /^[\s"'“”‘’«».,;:!?…-]+|[\s"'“”‘’«».,;:!?…-]+$/g;

/** What the places say where the words agree: exact, typographic, several, or altered by a gap or a cut. */
export function verbatim(content: string, quoted: Quoted, found: readonly VerbatimPlace[], options: LocateOptions): Location {
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
function faultOf(quoted: Quoted, f: VerbatimPlace, options: LocateOptions): AlterationReason | undefined {
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
