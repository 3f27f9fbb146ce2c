import type { Alignment } from '../alignment.ts';
import type { Comparison, Suspicion } from '../comparison.ts';
import type { Figure } from '../figures.ts';
import type { Prepared, PreparedPassage } from '../types.ts';
import { unitsConflict } from '../units.ts';

/** Figures of one claim that are looked at: more stand in no sentence. */
const MOST_FIGURES = 40;
/** Claim words on each side of a figure whose answers tell which figure of the passage answers it, and how near they must stand. */
const NEIGHBOURS = 6;
const REACH = 6;
/**
 * How sure: another figure stands in its place; no passage of the article has it; it is there, but not where the claim is. In the
 * supported words of WiCE's train set none of 146 figures looks like the latter two, and of altered ones 29 and 2 do.
 */
const INSTEAD = 0.9;
const NOWHERE = 0.88;
/** Small whole numbers are counted from lists and pairs as often as they are read. */
const SMALL = 10;
const SMALL_NOWHERE = 0.4;
const ELSEWHERE = 0.45;
/** A rival that fits so well, and this much better, is as sure as can be. */
const SUREST_FIT = 0.75;
/** Another figure stands where the claim's should, when it fits so much better, and the claim's own fits no better than that. */
const BETTER = 0.4;
const POOR = 0.35;
/** "About" allows for this share of the value, where the claim is less exact than the source: "about 240" is not about 230. */
const ROUGHLY = 0.1;

/** Points in which a figure, its unit or its bound ("more than") differs from the passages. */
export function figureSuspicions(comparison: Comparison): Suspicion[] {
  const { claim } = comparison;
  const found: Suspicion[] = [];
  const dated = new Set(claim.dates.flatMap((d) => Array.from({ length: d.last - d.first }, (_, i) => d.first + i)));
  for (const figure of claim.figures.slice(0, MOST_FIGURES)) {
    // Dates have a check of their own; "one", "half" and "hundreds" are figures of speech too often.
    const spelt = claim.tokens[figure.first]?.kind === 'word';
    if (dated.has(figure.first) || (figure.value === 1 && spelt) || figure.value === 0.5 || figure.vague) continue;
    const suspicion = check(comparison, figure);
    if (suspicion) found.push(suspicion);
  }
  return found;
}

function check(comparison: Comparison, figure: Figure): Suspicion | undefined {
  const { claim, passages, alignments } = comparison;
  const claimSpan = { start: figure.start, end: figure.end };
  const said = claim.text.slice(figure.start, figure.end);
  let best: { alignment: Alignment; other: Figure; fit: number } | undefined;
  let rival: { alignment: Alignment; other: Figure; fit: number } | undefined;
  for (const alignment of alignments)
    for (const other of alignment.passage.figures) {
      const agrees = carries(other, figure);
      const fit = fitOf(comparison, alignment, figure, other);
      if (agrees) {
        if (best === undefined || fit > best.fit) best = { alignment, other, fit };
      } else if (comparable(other, figure) && !saidElsewhere(comparison, other, figure) && (rival === undefined || fit > rival.fit))
        rival = { alignment, other, fit };
    }
  const contradiction = (
    at: { alignment: Alignment; other: Figure },
    confidence: number,
    kind: 'figure' | 'unit' = 'figure',
  ): Suspicion => ({
    kind,
    claimSpan,
    passageIndex: at.alignment.index,
    passageSpan: { start: at.other.start, end: at.other.end },
    detail: `the claim says “${said}”, the passage “${at.alignment.passage.text.slice(at.other.start, at.other.end)}”`,
    confidence,
  });
  const other = otherPair(comparison, figure) ?? otherLabel(comparison, figure);
  if (other !== undefined) return contradiction(other, INSTEAD);
  if (best !== undefined) {
    if (best.other.unit !== undefined && figure.unit !== undefined && unitsConflict(best.other.unit, figure.unit))
      return contradiction(best, INSTEAD, 'unit');
    if (boundsConflict(best.other, figure)) return contradiction(best, 0.6);
    // The value is there, but another figure stands where the claim has it.
    if (rival !== undefined && rival.fit > best.fit + BETTER && best.fit < POOR) return contradiction(rival, 0.7 * (rival.fit - best.fit));
    return undefined;
  }
  // A first of anything needs no figure.
  if (figure.value === 1) return undefined;
  const anywhere = passages.passages.some((p) => p.figures.some((f) => carries(f, figure)));
  if (rival !== undefined && rival.fit >= 0.45)
    return contradiction(rival, anywhere ? INSTEAD * Math.min(1, rival.fit / SUREST_FIT) : INSTEAD);
  if (anywhere)
    return { kind: 'figure', claimSpan, detail: `“${said}” stands elsewhere in the article, not in the passages`, confidence: ELSEWHERE };
  if (derivable(comparison, figure)) return undefined;
  const small =
    figure.unit === undefined && !figure.ordinal && Number.isInteger(figure.value) && figure.value <= SMALL && !isLabel(claim, figure);
  return { kind: 'figure', claimSpan, detail: `no passage has “${said}”`, confidence: small ? SMALL_NOWHERE : NOWHERE };
}

/** "Part 2", "position 8": digits right behind the word that they number, which nobody counts. */
function isLabel({ tokens }: Prepared, { first, last }: Figure): boolean {
  const [before, after] = [tokens[first - 1], tokens[last]];
  return tokens[first]?.kind === 'number' && before?.kind === 'word' && before.content && after?.content !== true;
}

/** Where the best passages number the same word otherwise ("Part 2" for "Part 3"), and no passage has both close together. */
function otherLabel({ claim, passages, alignments }: Comparison, figure: Figure): { alignment: Alignment; other: Figure } | undefined {
  const label = claim.tokens[figure.first - 1]?.stem;
  if (!label || !isLabel(claim, figure)) return undefined;
  const numbers = (passage: Prepared, { first, last }: Figure): boolean =>
    passage.tokens[first - 1]?.stem === label || passage.tokens[last]?.stem === label;
  if (passages.passages.some((p) => p.keys.has(label) && p.figures.some((f) => f.value === figure.value && numbers(p, f))))
    return undefined;
  for (const alignment of alignments)
    for (const other of alignment.passage.figures)
      if (other.value !== figure.value && alignment.passage.tokens[other.first - 1]?.stem === label) return { alignment, other };
  return undefined;
}

/** The other figure of a pair that a dash or stroke joins, as in scores: 5 for the 4 of "5–4", with which of the two is asked for. */
function pairOf(prepared: Prepared, { first, last, year }: Figure): { other: number; at: 'first' | 'second' } | undefined {
  if (year) return undefined;
  const joined = (dash: number, other: number): number | undefined => {
    const [mark, number] = [prepared.tokens[dash], prepared.tokens[other]];
    const glued = (mark?.text === '-' || mark?.text === '/') && mark.glue && prepared.tokens[Math.max(dash, other)]?.glue === true;
    return glued && number?.kind === 'number' && prepared.tokens[first]?.kind === 'number' ? Number(number.text) : undefined;
  };
  const [before, after] = [joined(first - 1, first - 2), joined(last, last + 1)];
  // "2018-01-29" is no pair.
  if ((before === undefined) === (after === undefined)) return undefined;
  return before === undefined ? { other: after ?? Number.NaN, at: 'first' } : { other: before, at: 'second' };
}

/** Where the best passages have the figure's pair with another figure in its place, and no passage has it as the claim does. */
function otherPair(comparison: Comparison, figure: Figure): { alignment: Alignment; other: Figure } | undefined {
  const own = pairOf(comparison.claim, figure);
  if (own === undefined) return undefined;
  // A score may be told from either side: "5-4" and "4-5".
  const isSame = (passage: Prepared): boolean =>
    passage.figures.some((f) => f.value === figure.value && pairOf(passage, f)?.other === own.other);
  if (comparison.passages.passages.some(isSame)) return undefined;
  for (const alignment of comparison.alignments)
    for (const other of alignment.passage.figures) {
      const pair = pairOf(alignment.passage, other);
      if (pair?.other === own.other && pair.at === own.at) return { alignment, other };
    }
  return undefined;
}

/** True when the passage's figure says what the claim's says: equal, or equal as the claim rounds it, or within its bound. */
function carries(source: Figure, claim: Figure): boolean {
  if (source.value === claim.value) return true;
  if (source.ordinal !== claim.ordinal || source.value === 0) return false;
  if (source.vague) return false;
  const unit = source.unit === claim.unit || source.unit === undefined || claim.unit === undefined;
  if (!unit || source.year || claim.year) return false;
  const ratio = claim.value / source.value;
  switch (claim.bound) {
    case 'about':
      return claim.digits < source.digits && Math.abs(ratio - 1) <= ROUGHLY;
    case 'more':
    case 'at-least':
      return ratio <= 1 && ratio >= 1 - 2 * ROUGHLY;
    case 'less':
    case 'at-most':
      return ratio >= 1 && ratio <= 1 + 2 * ROUGHLY;
    case 'exact':
      // Rounded: "1.2 million" for 1,234,567; never fewer than two digits, lest 30 stand for 34.
      return claim.digits >= 2 && source.digits > claim.digits && roundTo(source.value, claim.digits) === claim.value;
  }
}

function roundTo(value: number, digits: number): number {
  return Number(value.toPrecision(Math.min(digits, 15)));
}

function boundsConflict(source: Figure, claim: Figure): boolean {
  const up = (f: Figure): boolean => f.bound === 'more' || f.bound === 'at-least';
  const down = (f: Figure): boolean => f.bound === 'less' || f.bound === 'at-most';
  return source.value === claim.value && ((up(source) && down(claim)) || (down(source) && up(claim)));
}

/** True when both could measure the same thing. */
function comparable(source: Figure, claim: Figure): boolean {
  if (source.ordinal !== claim.ordinal || source.year !== claim.year) return false;
  if (source.unit !== undefined && claim.unit !== undefined) return source.unit === claim.unit || unitsConflict(source.unit, claim.unit);
  return source.unit === undefined && claim.unit === undefined;
}

/** True when the claim itself has the passage's figure: it answers that one. */
function saidElsewhere(comparison: Comparison, other: Figure, figure: Figure): boolean {
  return comparison.claim.figures.some((f) => f !== figure && carries(other, f));
}

/** How well the passage's figure stands where the claim's stands: what is counted, and the answers of the words around, 0…1. */
function fitOf(comparison: Comparison, alignment: Alignment, figure: Figure, other: Figure): number {
  const { tokens } = comparison.claim;
  let near = 0;
  let all = 0;
  for (const step of [-1, 1]) {
    let i = step < 0 ? figure.first - 1 : figure.last;
    for (let seen = 0; i >= 0 && i < tokens.length && seen < NEIGHBOURS / 2; i += step) {
      if (!tokens[i]?.content || tokens[i]?.kind === 'number') continue;
      seen++;
      // The nearer the word in the claim, the more it tells.
      const weight = 1 / seen;
      all += weight;
      const answer = alignment.toPassage[i] ?? -1;
      if (answer >= 0 && Math.abs(answer - other.first) <= REACH) near += weight * (alignment.quality[i] ?? 0);
    }
  }
  const around = all === 0 ? 0 : near / all;
  const sameNoun = figure.noun !== undefined && figure.noun === other.noun;
  const sameUnit = figure.unit !== undefined && figure.unit === other.unit;
  return Math.min(1, 0.7 * around + (sameNoun ? 0.4 : 0) + (sameUnit ? 0.3 : 0));
}

const PAIR = new Set(['pair', 'duo', 'both', 'couple', 'twin', 'twins', 'double', 'twice', 'either', 'neither']);

/** A sum of two figures of one passage, or a count of what it lists, may carry the figure without naming it. */
function derivable(comparison: Comparison, figure: Figure): boolean {
  for (const { passage } of comparison.alignments) {
    if (figure.value === 2 && passage.tokens.some((t) => PAIR.has(t.text))) return true;
    if (sumIn(passage, figure)) return true;
  }
  return false;
}

function sumIn(passage: PreparedPassage, figure: Figure): boolean {
  const values = passage.figures.filter((f) => !f.year && !f.vague).map((f) => f.value);
  if (values.length < 2 || values.length > 12) return false;
  return values.some((a, i) => values.some((b, j) => j > i && a + b === figure.value && a > 1 && b > 1));
}
