import type { Alignment } from '../alignment.ts';
import { type Comparison, type Suspicion, wordsAt } from '../comparison.ts';
import type { Figure } from '../figures.ts';
import { type NameRun, namesOf } from '../nameRuns.ts';
import { isNameToken } from '../terms.ts';
import type { Prepared } from '../types.ts';

/** How sure it is that a figure is another's, where the passage gives each its own. */
const OTHERS = 0.8;
/** Words that part what is said of one from what is said of another: "Amicus has 1.2 million members and the TGWU has 800,000". */
const PARTING = new Set(['and', 'but', 'while', 'whereas', 'against', 'compared', ',', ';', '(']);

/**
 * Figures that the passage gives to another name than the claim does: it has the claim's name with another figure of the kind, and the
 * claim's figure with another name, side by side.
 */
export function ownerSuspicions(comparison: Comparison): Suspicion[] {
  const { claim, alignments } = comparison;
  const names = namesOf(comparison);
  const [name] = names;
  // With several names it is not plain whose a figure is.
  if (name === undefined || names.length > 1) return [];
  return claim.figures.flatMap((figure) => {
    if (figure.year || figure.vague) return [];
    for (const alignment of alignments) {
      const found = given(comparison, name, figure, alignment);
      if (found) return [found];
    }
    return [];
  });
}

function given({ claim }: Comparison, name: NameRun, figure: Figure, { passage, index, toClaim }: Alignment): Suspicion | undefined {
  const same = passage.figures.find((f) => f.value === figure.value && f.ordinal === figure.ordinal && fits(f, figure));
  if (same === undefined) return undefined;
  const isOwn = (at: number): boolean => (toClaim[at] ?? -1) >= name.first && (toClaim[at] ?? -1) < name.last;
  const parts = partsOf(passage);
  const there = parts.find(({ from, to }) => from <= same.first && same.first < to);
  if (there === undefined || some(there, isOwn)) return undefined;
  const another = some(there, (at) => isNamed(passage, at) && (toClaim[at] ?? -1) < 0);
  const own = parts.find((part) => part !== there && some(part, isOwn) && otherFigure(passage, part, figure) !== undefined);
  const instead = own && otherFigure(passage, own, figure);
  if (!another || instead === undefined) return undefined;
  return {
    kind: 'figure',
    claimSpan: { start: figure.start, end: figure.end },
    passageIndex: index,
    passageSpan: { start: instead.start, end: instead.end },
    detail: `the passage gives “${passage.text.slice(instead.start, instead.end)}” for “${wordsAt(claim, name.first, name.last)}”, and “${passage.text.slice(same.start, same.end)}” for another`,
    confidence: OTHERS,
  };
}

interface Part {
  readonly from: number;
  readonly to: number;
}

function some({ from, to }: Part, test: (at: number) => boolean): boolean {
  for (let at = from; at < to; at++) if (test(at)) return true;
  return false;
}

/** A word of a name: by its capital, or, where a capital opens the sentence, because it is known for one. */
function isNamed({ tokens, mentions = [] }: Prepared, at: number): boolean {
  const { start = 0, end = 0 } = tokens[at] ?? {};
  return isNameToken(tokens, at) || mentions.some((m) => m.start <= start && end <= m.end);
}

function partsOf({ tokens, figures }: Prepared): Part[] {
  const within = new Set(figures.flatMap((f) => Array.from({ length: Math.max(0, f.last - f.first - 1) }, (_, i) => f.first + i)));
  const parts: Part[] = [];
  let from = 0;
  tokens.forEach((token, at) => {
    if (!PARTING.has(token.text) || within.has(at)) return;
    parts.push({ from, to: at });
    from = at + 1;
  });
  parts.push({ from, to: tokens.length });
  return parts;
}

function otherFigure({ figures }: Prepared, { from, to }: Part, figure: Figure): Figure | undefined {
  return figures.find(
    (f) => from <= f.first && f.first < to && !f.year && f.ordinal === figure.ordinal && f.value !== figure.value && fits(f, figure),
  );
}

/** True when both may count the same: the noun is often left out the second time. */
function fits(one: Figure, other: Figure): boolean {
  return one.unit === other.unit && (one.noun === undefined || other.noun === undefined || one.noun === other.noun);
}
