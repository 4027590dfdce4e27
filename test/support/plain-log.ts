// What a history must answer, counted from a plain log of what happened in its window.

import type { Bounds, SeriesQuery } from "../../runtime/state/store.js";

export interface Occurrence {
  readonly value: number | undefined;
  readonly certain: boolean;
}

export function expected(fn: SeriesQuery["fn"], live: readonly Occurrence[]): Bounds {
  const certain = live.filter((each) => each.certain);
  switch (fn) {
    case "formerly":
      return { low: Math.min(1, certain.length), high: Math.min(1, live.length) };
    case "count":
      return { low: certain.length, high: live.length };
    case "sum": {
      if (live.some(({ value }) => value === undefined)) return { low: -Infinity, high: Infinity };
      const add = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      const sure = add(certain.map(({ value = 0 }) => value));
      const maybe = live.filter((each) => !each.certain).map(({ value = 0 }) => value);
      return { low: sure + add(maybe.filter((n) => n < 0)), high: sure + add(maybe.filter((n) => n > 0)) };
    }
    case "distinct": {
      const named = (list: readonly Occurrence[]) =>
        new Set(list.flatMap(({ value }) => (value === undefined ? [] : [value])));
      const unnamed = live.filter(({ value }) => value === undefined).length;
      return { low: named(certain).size, high: named(live).size + unnamed };
    }
  }
}
