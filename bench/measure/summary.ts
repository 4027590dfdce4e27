// What the rounds of one contender come to.

import type { Round } from "./messages.js";

/** In nanoseconds a decision; the ratio is to the limit's in the same rounds. */
export interface Summary {
  /** Of the batches' means. */
  readonly median: number;
  readonly ratio: number;
  readonly p50: number;
  /** Undefined where too few decisions were timed to tell. */
  readonly p99: number | undefined;
  readonly p999: number | undefined;
}

/** Decisions that must lie beyond a percentile before it is told. */
const BEYOND = 5;

export function summaryOf(rounds: readonly Round[], limit: readonly Round[]): Summary {
  const singles = Float64Array.from(rounds.flatMap((round) => round.singles)).sort();
  const ratios = rounds.map(({ mean }, index) => mean / (limit[index]?.mean ?? Number.NaN));
  return {
    median: median(rounds.map(({ mean }) => mean)),
    ratio: median(ratios),
    p50: singles[singles.length >> 1] ?? Number.NaN,
    p99: percentile(singles, 0.99),
    p999: percentile(singles, 0.999),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function percentile(sorted: Float64Array, part: number): number | undefined {
  const beyond = sorted.length * (1 - part);
  return beyond < BEYOND ? undefined : sorted[Math.floor(sorted.length * part)];
}
