/** Measures by repetition and compares by ratio: seconds differ between machines, ratios hardly do. */

export interface Case {
  readonly name: string;
  /** What a unit of work is: "MB of text", "claims". */
  readonly unit: string;
  /** Prepares the input of one size; not measured. The size is in units that the case chooses. */
  readonly prepare: (size: number) => Promise<Input> | Input;
  readonly sizes: readonly number[];
  /**
   * How the time of all may grow with the size: with the units (the default), or, where a unit is one question at any size, not at all, or
   * less than half as fast as the size.
   */
  readonly grows?: 'linear' | 'flat' | 'sublinear';
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
  /** Units a second of processor time, median of the rounds. */
  readonly rate: number;
  /** Milliseconds of processor time a unit, round by round. */
  readonly costs: readonly number[];
}

/** The largest factor by which the time per unit may grow from the smallest to the largest size and still count as linear. */
export const LINEAR = 1.3;
/** A question's time may grow so much, from the smallest library to the largest, and still count as flat. */
export const FLAT = 3;
/** Milliseconds of processor time: each contender runs so long before it is measured (the compiler is done by then), and in each round. */
const WARM_UP = 1500;
const ROUND = 200;

/** One contender at one size, and what its rounds took. */
interface Heat {
  readonly size: number;
  readonly who: string;
  readonly units: number;
  readonly run: () => unknown;
  readonly costs: number[];
}

/**
 * Runs every contender at every size in turn, round by round, so that a noisy moment hits all of them alike. Time is that of
 * the process on its processors: what else the machine does hardly shows.
 */
export async function measure(bench: Case, rounds: number): Promise<Row[]> {
  const heats: Heat[] = [];
  for (const size of bench.sizes) {
    const { units, runs } = await bench.prepare(size);
    for (const { who, run } of runs) heats.push({ size, who, units, run, costs: [] });
  }
  for (const heat of heats) await repeat(heat.run, WARM_UP);
  for (let round = 0; round < rounds; round++) for (const heat of heats) heat.costs.push((await repeat(heat.run, ROUND)) / heat.units);
  return heats.map(({ size, who, costs }) => ({
    case: bench.name,
    unit: bench.unit,
    size,
    who,
    rate: 1000 / median(costs),
    costs,
  }));
}

/** Runs until so many milliseconds of processor time are spent, once at least; returns those of one run. */
async function repeat(run: () => unknown, milliseconds: number): Promise<number> {
  const start = process.cpuUsage();
  for (let times = 1; ; times++) {
    await run();
    const { user, system } = process.cpuUsage(start);
    const spent = (user + system) / 1000;
    if (spent >= milliseconds) return spent / times;
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export interface Verdict {
  readonly case: string;
  /** Time per unit at the largest size divided by that at the smallest: median of the rounds' ratios. */
  readonly growth: number;
  /** True when it grows no more than it may. */
  readonly within: boolean;
  /** Each peer's time per unit divided by ours, at the largest size that the peer ran: median of the rounds' ratios. */
  readonly ahead: readonly { readonly peer: string; readonly ratio: number }[];
}

/** @param grows how the time of all may grow with the size */
export function judge(rows: readonly Row[], grows: NonNullable<Case['grows']>): Verdict {
  const ours = rows.filter((r) => r.who === rows[0]?.who);
  const growth = ratio(ours.at(-1), ours[0]);
  const peers = [...new Set(rows.map((r) => r.who))].filter((who) => who !== rows[0]?.who);
  const ahead = peers.map((peer) => {
    const theirs = rows.filter((r) => r.who === peer).at(-1);
    return {
      peer,
      ratio: ratio(
        theirs,
        ours.find((r) => r.size === theirs?.size),
      ),
    };
  });
  return { case: rows[0]?.case ?? '', growth, within: growth <= mostOf(rows, grows), ahead };
}

/** The largest growth that still counts. */
export function mostOf(rows: readonly Row[], grows: NonNullable<Case['grows']>): number {
  if (grows !== 'sublinear') return grows === 'flat' ? FLAT : LINEAR;
  const sizes = rows.map(({ size }) => size);
  return Math.max(...sizes) / Math.min(...sizes) / 2;
}

/** How many times the cost of the second row the first has: rounds are compared with rounds of the same moment. */
function ratio(row: Row | undefined, other: Row | undefined): number {
  return median((row?.costs ?? []).map((cost, round) => cost / (other?.costs[round] ?? Number.NaN)));
}
