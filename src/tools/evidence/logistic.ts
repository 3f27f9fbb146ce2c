/**
 * Logistic regression by Newton's method with an L2 penalty on all weights but the first (the constant). Deterministic.
 * @returns the weights, in the order of the features
 */
export function logistic(rows: readonly (readonly number[])[], labels: readonly boolean[], l2: number, steps = 25): number[] {
  const size = rows[0]?.length ?? 0;
  const w = new Float64Array(size);
  for (let step = 0; step < steps; step++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    rows.forEach((x, i) => {
      const z = x.reduce((sum, v, j) => sum + v * (w[j] ?? 0), 0);
      const p = 1 / (1 + Math.exp(-z));
      const curve = p * (1 - p) + 1e-9;
      x.forEach((v, j) => {
        if (v === 0) return;
        gradient[j] = (gradient[j] ?? 0) + (p - (labels[i] ? 1 : 0)) * v;
        const row = hessian[j];
        if (row) for (let k = 0; k < size; k++) row[k] = (row[k] ?? 0) + curve * v * (x[k] ?? 0);
      });
    });
    for (let j = 0; j < size; j++) {
      const penalty = j === 0 ? 1e-6 : l2;
      gradient[j] = (gradient[j] ?? 0) + (j === 0 ? 0 : l2 * (w[j] ?? 0));
      const row = hessian[j];
      if (row) row[j] = (row[j] ?? 0) + penalty;
    }
    const move = solve(hessian, gradient);
    let largest = 0;
    move.forEach((m, j) => {
      w[j] = (w[j] ?? 0) - m;
      largest = Math.max(largest, Math.abs(m));
    });
    if (largest < 1e-9) break;
  }
  return [...w];
}

/** Solves A·x = b by Gaussian elimination with pivoting. A is symmetric and positive definite here. */
function solve(a: readonly Float64Array[], b: Float64Array): number[] {
  const n = b.length;
  const m = a.map((row, i) => [...row, b[i] ?? 0]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(m[r]?.[i] ?? 0) > Math.abs(m[pivot]?.[i] ?? 0)) pivot = r;
    const [top, other] = [m[i] ?? [], m[pivot] ?? []];
    m[i] = other;
    m[pivot] = top;
    const lead = m[i]?.[i] ?? 1;
    for (let r = 0; r < n; r++) {
      const factor = (m[r]?.[i] ?? 0) / lead;
      const row = m[r];
      if (r === i || factor === 0 || !row) continue;
      for (let c = i; c <= n; c++) row[c] = (row[c] ?? 0) - factor * (m[i]?.[c] ?? 0);
    }
  }
  return m.map((row, i) => (row[n] ?? 0) / (row[i] ?? 1));
}
