/** Measures by repetition and compares by ratio: seconds differ between machines, ratios hardly do. */

export interface Case {
  readonly name: string;
  /** What a unit of work is: "MB of text", "claims". */
  readonly unit: string;
  /** Prepares the input of one size; not measured. The size is in units that the case chooses. */
  readonly prepare: (size: number) => Promise<Input> | Input;
  readonly sizes: readonly number[];
}

export interface Input {
  /** How many units one run does. */
  readonly units: number;
  /** The contenders: ours first. A peer that cannot take the size is left out. */
  readonly runs: readonly { readonly who: string; readonly run: () => unknown }[];
}

export interface Row {
  readonly case: string;
  readonly unit: string;
  readonly size: number;
  readonly who: string;
  /** Units a second, median of the repetitions. */
  readonly rate: number;
  readonly repetitions: number;
}

/** The largest factor by which the time per unit may grow from the smallest to the largest size and still count as linear. */
export const LINEAR = 1.3;

/** Runs each contender in turn, so that a noisy moment hits all of them alike. */
export async function measure(bench: Case, repetitions: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of bench.sizes) {
    const input = await bench.prepare(size);
    const times = input.runs.map(() => [] as number[]);
    for (let i = 0; i <= repetitions; i++)
      for (const [index, contender] of input.runs.entries()) {
        const start = performance.now();
        await contender.run();
        // The first round warms the compiler up and is not counted.
        if (i > 0) times[index]?.push(performance.now() - start);
      }
    for (const [index, contender] of input.runs.entries())
      rows.push({
        case: bench.name,
        unit: bench.unit,
        size,
        who: contender.who,
        rate: (1000 * input.units) / median(times[index] ?? []),
        repetitions,
      });
  }
  return rows;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export interface Verdict {
  readonly case: string;
  /** Time per unit at the largest size divided by that at the smallest. */
  readonly growth: number;
  readonly linear: boolean;
  /** Our rate divided by each peer's, at the largest size that the peer ran. */
  readonly ahead: readonly { readonly peer: string; readonly ratio: number }[];
}

export function judge(rows: readonly Row[]): Verdict {
  const ours = rows.filter((r) => r.who === rows[0]?.who);
  const first = ours[0];
  const last = ours.at(-1);
  const growth = first === undefined || last === undefined ? Number.NaN : first.rate / last.rate;
  const peers = [...new Set(rows.map((r) => r.who))].filter((who) => who !== rows[0]?.who);
  const ahead = peers.map((peer) => {
    const theirs = rows.filter((r) => r.who === peer).at(-1);
    const same = ours.find((r) => r.size === theirs?.size);
    return { peer, ratio: (same?.rate ?? Number.NaN) / (theirs?.rate ?? Number.NaN) };
  });
  return { case: rows[0]?.case ?? '', growth, linear: growth <= LINEAR, ahead };
}
