// What a row asks of one term, in the form in which an emitted module looks it up.

import type { Range, Test } from "../../../runtime/atoms/predicate.js";
import { literal } from "./literal.js";

/** What a literal of a box asks of a term. */
export interface Asked {
  readonly test: Test;
  readonly value: boolean;
  readonly orUnknown: boolean;
}

/** How the values of a term are told apart. */
export type By = "truths" | "texts" | "numbers" | "classes";

/** By all tests of the term; `isText`: are its values texts themselves? */
export function byOf(asked: readonly Asked[], isText: boolean): By {
  const kinds = new Set(asked.map(({ test }) => test.kind));
  kinds.delete("present");
  const [only, ...others] = kinds;
  if (others.length > 0) return "classes";
  if (only === undefined || only === "is") return "truths";
  if (only === "numbers") return "numbers";
  return only === "texts" && isText ? "texts" : "classes";
}

/** The code of what a row asks; all of it is to hold. */
export function askText(by: By, asked: readonly Asked[]): string {
  switch (by) {
    case "truths":
      return written(
        "truth",
        [false, true].filter((value) => asked.every((each) => allows(each, value))),
        asked,
      );
    case "numbers":
      return written("within", rangesOf(asked), asked);
    case "texts":
      return textsOf(asked);
    case "classes":
      return written(
        "passing",
        asked.map(({ test, value }) => [test, value]),
        asked,
      );
  }
}

function written(maker: string, of: unknown, asked: readonly Asked[]): string {
  return `${maker}(${literal(of)}${asked.every(maybeUnknown) ? ", true" : ""})`;
}

/** What is absent is not present, and else unknown. */
function maybeUnknown({ test, value, orUnknown }: Asked): boolean {
  return test.kind === "present" ? !value : orUnknown;
}

function allows({ test, value }: Asked, truth: boolean): boolean {
  return (test.kind === "present" || test.kind !== "is" || test.value === truth) === value;
}

// ─── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

const ALL: Range = { from: -Infinity, to: Infinity };

function rangesOf(asked: readonly Asked[]): readonly (readonly [number, number])[] {
  return asked
    .map(rangesAsked)
    .reduce(
      (ranges, others) => ranges.flatMap((range) => others.flatMap((other) => common(range, other))),
      [ALL],
    )
    .map(({ from, to }) => [from, to]);
}

/** Sorted and disjoint. */
function rangesAsked({ test, value }: Asked): readonly Range[] {
  const ranges = test.kind === "numbers" ? united(test.ranges) : [ALL];
  return value ? ranges : between(ranges);
}

function common(a: Range, b: Range): readonly Range[] {
  const range = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return range.from <= range.to ? [range] : [];
}

function united(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges.filter(({ from, to }) => from <= to).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || range.from > last.to + 1) joined.push(range);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return joined;
}

/** The integers that none of the sorted ranges holds. */
function between(ranges: readonly Range[]): readonly Range[] {
  const ends = [-Infinity, ...ranges.map(({ to }) => to + 1)];
  const starts = [...ranges.map(({ from }) => from - 1), Infinity];
  return ends.flatMap((from, i) => common({ from, to: starts[i] ?? Infinity }, ALL)).filter(isSome);
}

/** Behind the last number, or before the first, there is nothing. */
function isSome({ from, to }: Range): boolean {
  return from !== Infinity && to !== -Infinity;
}

// ─── Texts ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** One of the texts, or with `not` any other. */
interface Texts {
  readonly of: readonly string[];
  readonly not: boolean;
}

function textsOf(asked: readonly Asked[]): string {
  const { of, not } = asked.map(textsAsked).reduce(meet, { of: [], not: true });
  return written(not ? "except" : "among", of, asked);
}

function textsAsked({ test, value }: Asked): Texts {
  return test.kind === "texts" ? { of: Array.from(test.texts), not: !value } : { of: [], not: value };
}

function meet(a: Texts, b: Texts): Texts {
  if (a.not && b.not) return { of: Array.from(new Set([...a.of, ...b.of])), not: true };
  if (a.not) return meet(b, a);
  const others = new Set(b.of);
  return { of: a.of.filter((text) => others.has(text) !== b.not), not: false };
}
