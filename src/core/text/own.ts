/** A copy that does not keep the text in memory that it was cut from, as a slice of it would. */
export function ownCopy(slice: string): string {
  return ` ${slice}`.slice(1);
}
