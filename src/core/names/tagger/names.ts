/** A name over tokens [from, to), as the sequence model reads it. */
export interface TaggedName {
  readonly from: number;
  readonly to: number;
  /** Index into KINDS. */
  readonly kind: number;
  /** How far, in the weights' own scale, the kind leads the next one. */
  readonly margin: number;
}
