/** How unlike two strings may be, as a share of the longer one's length, to be offered for one another. */
const TOLERANCE = 0.4;

/**
 * The names that resemble `name`, nearest first: by optimal string alignment distance (Damerau 1964: insertion, deletion,
 * substitution, swap of neighbours), names that begin or end alike before others. Names beyond the tolerance are left out
 * unless one holds the other.
 */
export function nearest(name: string, names: Iterable<string>, limit: number): string[] {
  const wanted = name.toLowerCase();
  const found: { name: string; distance: number }[] = [];
  for (const candidate of names) {
    const other = candidate.toLowerCase();
    const bound = Math.floor(Math.max(wanted.length, other.length) * TOLERANCE);
    const holds = wanted.length >= 3 && (other.includes(wanted) || wanted.includes(other)) && other.length >= 3;
    const distance = holds ? Math.min(2, Math.abs(other.length - wanted.length)) : alignment(wanted, other, bound);
    if (distance <= bound || holds) found.push({ name: candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || shared(b.name, wanted) - shared(a.name, wanted) || (a.name < b.name ? -1 : 1));
  return found.slice(0, limit).map((f) => f.name);
}

function shared(name: string, wanted: string): number {
  const other = name.toLowerCase();
  let n = 0;
  while (n < other.length && other[n] === wanted[n]) n++;
  return n;
}

/** The optimal string alignment distance, or `bound + 1` as soon as it must be larger. */
function alignment(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound || a.length > 200 || b.length > 200) return bound + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > bound) return bound + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? bound + 1;
}
