/** A stretch of two sequences: indices into the first (`a`) and the second (`b`), half-open. */
export interface Run {
  readonly type: 'equal' | 'deleted' | 'inserted';
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

/**
 * The shortest edit script from `a` to `b` (Myers, An O(ND) difference algorithm, 1986), as runs in order: `deleted` stands
 * in `a` only, `inserted` in `b` only. Undefined when the two differ in more than `limit` elements, so that the cost stays
 * within (a + b + limit²).
 */
export function diffWords(a: readonly string[], b: readonly string[], limit = 1500): Run[] | undefined {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const n = a.length - head - tail;
  const m = b.length - head - tail;
  const trace = paths(a, b, head, n, m, limit);
  if (!trace) return undefined;
  const steps: Run[] = [];
  let x = n;
  let y = m;
  for (let d = trace.length - 1; d > 0; d--) {
    const v = trace[d - 1];
    if (!v) break;
    const k = x - y;
    const down = k === -d || (k !== d && at(v, k - 1, d - 1) < at(v, k + 1, d - 1));
    const px = down ? at(v, k + 1, d - 1) : at(v, k - 1, d - 1);
    const py = px - (down ? k + 1 : k - 1);
    const mx = down ? px : px + 1;
    const my = down ? py + 1 : py;
    if (x > mx) steps.push(run('equal', mx, x, my, y));
    steps.push(down ? run('inserted', px, px, py, my) : run('deleted', px, mx, py, py));
    x = px;
    y = py;
  }
  if (x > 0) steps.push(run('equal', 0, x, 0, y));
  const out: Run[] = [];
  if (head > 0) out.push({ type: 'equal', aStart: 0, aEnd: head, bStart: 0, bEnd: head });
  for (const s of steps.toReversed()) join(out, shift(s, head));
  if (tail > 0) join(out, { type: 'equal', aStart: a.length - tail, aEnd: a.length, bStart: b.length - tail, bEnd: b.length });
  return group(out);
}

function run(type: Run['type'], aStart: number, aEnd: number, bStart: number, bEnd: number): Run {
  return { type, aStart, aEnd, bStart, bEnd };
}

function shift(r: Run, by: number): Run {
  return run(r.type, r.aStart + by, r.aEnd + by, r.bStart + by, r.bEnd + by);
}

function join(out: Run[], r: Run): void {
  const last = out.at(-1);
  if (last && last.type === r.type && last.aEnd === r.aStart && last.bEnd === r.bStart) {
    out[out.length - 1] = run(r.type, last.aStart, r.aEnd, last.bStart, r.bEnd);
  } else out.push(r);
}

/** Between two equal runs all that is deleted comes before all that is inserted: "that | which", not word by word. */
function group(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (let i = 0; i < runs.length; ) {
    const r = runs[i];
    if (!r) break;
    if (r.type === 'equal') {
      out.push(r);
      i++;
      continue;
    }
    let k = i;
    while (k < runs.length && runs[k]?.type !== 'equal') k++;
    const last = runs[k - 1] ?? r;
    if (last.aEnd > r.aStart) out.push(run('deleted', r.aStart, last.aEnd, r.bStart, r.bStart));
    if (last.bEnd > r.bStart) out.push(run('inserted', last.aEnd, last.aEnd, r.bStart, last.bEnd));
    i = k;
  }
  return out;
}

function at(v: Int32Array, k: number, d: number): number {
  return v[k + d] ?? -1;
}

/** Furthest reaching points of each number of differences; `v[k + d]` for the diagonals -d…d. */
function paths(a: readonly string[], b: readonly string[], head: number, n: number, m: number, limit: number): Int32Array[] | undefined {
  const trace: Int32Array[] = [];
  let before = new Int32Array(0);
  let budget = 40 * (n + m) + limit * limit;
  for (let d = 0; d <= n + m; d++) {
    if (d > limit || budget < 0) return undefined;
    const v = new Int32Array(2 * d + 1);
    for (let k = -d; k <= d; k += 2) {
      let x =
        d === 0
          ? 0
          : k === -d || (k !== d && at(before, k - 1, d - 1) < at(before, k + 1, d - 1))
            ? at(before, k + 1, d - 1)
            : at(before, k - 1, d - 1) + 1;
      let y = x - k;
      while (x < n && y < m && a[head + x] === b[head + y]) {
        x++;
        y++;
        budget--;
      }
      v[k + d] = x;
      budget--;
      if (x >= n && y >= m) {
        trace.push(v);
        return trace;
      }
    }
    trace.push(v);
    before = v;
  }
  return trace;
}
