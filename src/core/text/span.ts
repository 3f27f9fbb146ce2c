/** A stretch of text: UTF-16 offsets, half-open (`start` inclusive, `end` exclusive), as in JavaScript strings. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True when the two share at least one character; touching is not overlapping. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True when `inner` lies within `outer` (edges may coincide). */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the offset lies on a character of the span. */
export function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}

export function shift<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
