// Classes of numbers as ranges: `args.amount >= 10_000 USD`, `args.count in 1..5`, `args.level != 3`.

import type { TypeSchema } from "../../../runtime/table/format.js";
import type { ClassSet } from "../../atoms/class-set.js";
import type { Dimension, Question } from "../../atoms/space.js";
import { listText, literalText } from "../../emit/words.js";

interface Range {
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** Some of the known classes of a term, and neither none of them nor all. */
export function numbersText(
  subject: string,
  set: ClassSet,
  { classes: { starts = [] }, questions }: Pick<Dimension, "classes" | "questions">,
  type: TypeSchema | undefined,
): string {
  const inside = rangesOf(set, starts);
  const constants = new Set(questions.flatMap(constantsOf));
  const outside = gapsBetween(inside);
  const write = (value: number): string => literalText(value, type);
  if (inside.every(isPoint)) return oneOf(subject, inside.map(first), ["==", "in"], write);
  if (outside.length > 0 && outside.every(isPoint))
    return oneOf(subject, outside.map(first), ["!=", "not in"], write);
  return inside.map((range) => rangeText(subject, range, { write, constants })).join(" or ");
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

/** How numbers are written, and those that the policies name. */
interface Named {
  readonly write: (value: number) => string;
  readonly constants: ReadonlySet<number>;
}

function rangeText(subject: string, { from, to }: Range, { write, constants }: Named): string {
  const low = from === undefined ? undefined : asNamed(from, from - 1, constants);
  const high = to === undefined ? undefined : asNamed(to, to + 1, constants);
  const atLeast = low === undefined ? "" : `${subject} ${low === from ? ">=" : ">"} ${write(low)}`;
  const atMost = high === undefined ? "" : `${subject} ${high === to ? "<=" : "<"} ${write(high)}`;
  if (from === to && from !== undefined) return `${subject} == ${write(from)}`;
  if (low !== undefined && high !== undefined && low === from && high === to)
    return `${subject} in ${write(low)}..${write(high)}`;
  return low !== undefined && high !== undefined ? `${atLeast} and ${atMost}` : atLeast + atMost;
}

/** The bound within the range, or the one just outside of it: whichever a policy names. */
function asNamed(inside: number, outside: number, constants: ReadonlySet<number>): number {
  return !constants.has(inside) && constants.has(outside) ? outside : inside;
}

const DECIMAL = 10_000;

/** An int that stands as a decimal is named as a decimal. */
function constantsOf({ ref, table: { exprs } }: Question): readonly number[] {
  const expr = exprs[ref];
  if (expr?.op !== "compare") return [];
  const sides = [exprs[expr.left], exprs[expr.right]];
  const unit = sides.some((side) => side?.op === "to-decimal") ? DECIMAL : 1;
  return sides.flatMap((side) =>
    side?.op === "literal" && typeof side.value === "number" ? [side.value / unit] : [],
  );
}
