// threshold: a number, an amount, a percentage, a duration, a size or a time, one unit more and one less.
//
//   10_000 USD → 10_000.01 USD, 9_999.99 USD      30m → 1801s, 1799s      2h → 121m, 119m      time("…:00Z") → one second later

import type * as ast from "../../ast/ast.js";
import { durationText } from "../../emit/words.js";
import { replaced } from "../edits.js";
import type { Operator } from "../mutation.js";

export const threshold: Operator = {
  name: "threshold",
  about: "a number, amount, duration or time is one unit more or less",
  edits: (node, { text }) => {
    if (node.kind === "time") return timesBeside(node.value.value).map((time) => replaced(node, time));
    if (node.kind !== "number") return [];
    return beside(node, text(node.span)).map((each) => replaced(node, each));
  },
};

function timesBeside(text: string): readonly string[] {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return [];
  return [time + 1000, time - 1000].map(
    (each) => `time(${JSON.stringify(new Date(each).toISOString().replace(".000Z", "Z"))})`,
  );
}

function beside(node: ast.NumberLit, written: string): readonly string[] {
  const { digits, unit, currency } = node;
  const step = STEPS[unit ?? ""];
  if (step !== undefined) {
    const [size, by] = step;
    const milliseconds = Number(digits) * size;
    return [milliseconds + by, milliseconds - by].filter((each) => each >= 0).map(durationText);
  }
  const places =
    currency === undefined ? placesOf(digits) : Math.max(placesOf(digits), minorPlaces(currency));
  const rest = written.slice(/^[\d_.]+/.exec(written)?.[0].length ?? 0);
  return [1n, -1n].map((by) => `${moved(digits, places, by)}${rest}`);
}

/** Of durations: how many milliseconds the unit has, and by how many to move. */
const STEPS: Readonly<Record<string, readonly [size: number, by: number] | undefined>> = {
  ms: [1, 1],
  s: [1_000, 1_000],
  m: [60_000, 1_000],
  h: [3_600_000, 60_000],
  d: [86_400_000, 60_000],
};

function placesOf(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}

/** Cents of a dollar: the smallest unit that is paid. */
function minorPlaces(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** The number, by so many units in its last place. */
function moved(digits: string, places: number, by: bigint): string {
  const [whole = "", fraction = ""] = digits.split(".");
  const sum = BigInt(whole + fraction.padEnd(places, "0")) + by;
  const text = String(sum < 0n ? -sum : sum).padStart(places + 1, "0");
  const sign = sum < 0n ? "-" : "";
  return places === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}
