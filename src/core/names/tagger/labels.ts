/** The labels of the sequence model: outside, and for each kind the place in a span (BILOU: Ratinov & Roth 2009). */

export const KINDS = ['person', 'organisation', 'place', 'demonym'] as const;
export type LabelKind = (typeof KINDS)[number];

export const OUTSIDE = 0;
/** Places in a span, in the order of the labels of one kind. */
export const BEGIN = 0;
export const INSIDE = 1;
export const LAST = 2;
export const UNIT = 3;
export const LABELS = 1 + KINDS.length * 4;

export function labelOf(kind: number, place: number): number {
  return 1 + kind * 4 + place;
}
/** The kind of a label: 0…3; −1 for OUTSIDE. */
export function kindOf(label: number): number {
  return label === OUTSIDE ? -1 : (label - 1) >> 2;
}
/** The place of a label in its span; UNIT for OUTSIDE, which like a unit ends what it begins. */
export function placeOf(label: number): number {
  return label === OUTSIDE ? UNIT : (label - 1) & 3;
}

/** True when `next` may follow `label`: spans begin, go on and end in order. */
export function follows(label: number, next: number): boolean {
  const open = placeOf(label) === BEGIN || placeOf(label) === INSIDE;
  const continues = next !== OUTSIDE && (placeOf(next) === INSIDE || placeOf(next) === LAST);
  return open ? continues && kindOf(label) === kindOf(next) : !continues;
}
/** True when a sequence may begin with the label. */
export function mayStart(label: number): boolean {
  return follows(OUTSIDE, label);
}
/** True when a sequence may end with the label. */
export function mayEnd(label: number): boolean {
  return follows(label, OUTSIDE);
}
