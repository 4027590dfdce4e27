// Classes of numbers as ranges: `args.amount >= 10_000 USD`, `args.count in 1..5`, `args.level != 3`.

import type { TypeSchema } from "../../../runtime/table/format.js";
import type { ClassSet } from "../../atoms/class-set.js";
import { listText, literalText } from "./literal.js";

interface Range {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** One that is none of all values. `starts` is where classes begin, from class 1 on. */
export function numbersText(
  subject: string,
  set: ClassSet,
  starts: readonly number[],
  type: TypeSchema | undefined,
): string {
  const inside = rangesOf(set, starts);
  const outside = gapsBetween(inside);
  const write = (value: number): string => literalText(value, type);
  if (inside.every(isPoint)) return oneOf(subject, inside.map(first), ["==", "in"], write);
  if (outside.length > 0 && outside.every(isPoint))
    return oneOf(subject, outside.map(first), ["!=", "not in"], write);
  return inside.map((range) => rangeText(subject, range, write)).join(" or ");
}

function rangesOf(set: ClassSet, starts: readonly number[]): readonly Range[] {
  const ranges: Range[] = [];
  for (let i = 0; i < set.length; i += 2) {
    const from = (set[i] ?? 1) - 1;
    const next = starts[(set[i + 1] ?? 1) - 1];
    ranges.push({
      from: from <= 0 ? undefined : starts[from],
      to: next === undefined ? undefined : next - 1,
    });
  }
  return ranges;
}

/** What the ranges leave, in order. */
function gapsBetween(ranges: readonly Range[]): readonly Range[] {
  const gaps: Range[] = [];
  let from: number | undefined;
  let isOpen = true;
  for (const range of ranges) {
    if (range.from !== undefined) gaps.push({ from, to: range.from - 1 });
    from = range.to === undefined ? undefined : range.to + 1;
    isOpen = range.to !== undefined;
  }
  return isOpen ? [...gaps, { from, to: undefined }] : gaps;
}

function isPoint({ from, to }: Range): boolean {
  return from !== undefined && from === to;
}

function first({ from = 0 }: Range): number {
  return from;
}

type Words = readonly [one: string, several: string];

function oneOf(
  subject: string,
  values: readonly number[],
  [one, several]: Words,
  write: (value: number) => string,
): string {
  const texts = values.map(write);
  return texts.length === 1
    ? `${subject} ${one} ${texts[0] ?? ""}`
    : `${subject} ${several} ${listText(texts)}`;
}

function rangeText(subject: string, { from, to }: Range, write: (value: number) => string): string {
  const low = from === undefined ? undefined : rounder(from, from - 1);
  const high = to === undefined ? undefined : rounder(to, to + 1);
  const atLeast = low === undefined ? "" : `${subject} ${low === from ? ">=" : ">"} ${write(low)}`;
  const atMost = high === undefined ? "" : `${subject} ${high === to ? "<=" : "<"} ${write(high)}`;
  if (from === to && from !== undefined) return `${subject} == ${write(from)}`;
  if (low !== undefined && high !== undefined && low === from && high === to)
    return `${subject} in ${write(low)}..${write(high)}`;
  return low !== undefined && high !== undefined ? `${atLeast} and ${atMost}` : atLeast + atMost;
}

/** Whichever ends in more zeros, which is how an author wrote it; the first of equals. */
function rounder(a: number, b: number): number {
  return zerosOf(b) > zerosOf(a) ? b : a;
}

function zerosOf(value: number): number {
  return value === 0 ? Infinity : (/0*$/.exec(String(Math.abs(value)))?.[0].length ?? 0);
}
