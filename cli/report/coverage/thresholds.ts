// What coverage must reach: `rules=100,conditions=90`.

import { percentOf, type Tally } from "../../../compiler/coverage/coverage.js";
import { MEASURES, type Measure } from "../../../compiler/coverage/goals.js";
import { InputError } from "../../exit.js";
import { counted } from "../report.js";
import { percentText, type Covered } from "./report.js";

/** In percent. */
export type Thresholds = ReadonlyMap<Measure, number>;

/** @throws {InputError} where a name or a number is none. */
export function thresholdsIn(text: string | undefined): Thresholds {
  const thresholds = new Map<Measure, number>();
  for (const part of text?.split(",") ?? []) {
    const [name = "", number = "", ...rest] = part.split("=").map((each) => each.trim());
    const measure = MEASURES.find((each) => each === name);
    if (measure === undefined)
      throw new InputError(`--min: there is no measure ${name}`, `there are ${MEASURES.join(", ")}`);
    if (rest.length > 0 || !/^\d+(?:\.\d+)?$/.test(number) || Number(number) > 100)
      throw new InputError(`--min: ${part} gives no percentage`, `write it as ${name}=90, from 0 to 100`);
    if (thresholds.has(measure))
      throw new InputError(`--min: ${measure} is said twice`, "say each measure once");
    thresholds.set(measure, Number(number));
  }
  return thresholds;
}

/** A line for each measure of each policy that is under its threshold. */
export function shortfalls(covered: readonly Covered[], thresholds: Thresholds): readonly string[] {
  return covered.flatMap(({ coverage: { file, totals } }) =>
    Array.from(thresholds).flatMap(([measure, least]) => {
      const tally = totals[measure];
      if (percentOf(tally) >= least) return [];
      const goals = counted(lackingFor(tally, least), "goal", "goals");
      return [`${file}: ${measure} ${percentText(tally)} %, under ${String(least)} % by ${goals}`];
    }),
  );
}

function lackingFor({ reached, total }: Tally, least: number): number {
  return Math.ceil((least * total) / 100 - 1e-9) - reached;
}
