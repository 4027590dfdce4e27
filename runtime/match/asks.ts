// What a row asks of one term, brought into the form in which columns are made of it.

import type { Range, Test } from "../atoms/predicate.js";

/** Is the answer to the test `value`; or with `orUnknown`, is it that or unknown? */
export interface Asked {
  readonly test: Test;
  readonly value: boolean;
  readonly orUnknown: boolean;
}

/** How the values of a term are told apart. */
export type By = "truths" | "texts" | "numbers" | "classes";

/** What a row asks of a term: `orUnknown`, may it be absent or unknown? And what may it be where it is known? */
export type Ask = Known & { readonly orUnknown: boolean };

type Known =
  | { readonly kind: "truths"; readonly of: readonly boolean[] }
  /** Sorted and disjoint. */
  | { readonly kind: "ranges"; readonly of: readonly Range[] }
  | ({ readonly kind: "texts" } & Texts)
  /** Each test with the answer that is wanted. */
  | { readonly kind: "tests"; readonly of: readonly (readonly [Test, boolean])[] };

/** One of the texts, or with `not` any other. */
interface Texts {
  readonly of: readonly string[];
  readonly not: boolean;
}

/** By the kinds of all tests of the term. */
export function byOf(kinds: ReadonlySet<Test["kind"]>): By {
  const [only, ...others] = Array.from(kinds).filter((kind) => kind !== "present");
  if (others.length > 0) return "classes";
  if (only === undefined || only === "is") return "truths";
  return only === "numbers" || only === "texts" ? only : "classes";
}

/** All of it is to hold. */
export function askOf(by: By, asked: readonly Asked[]): Ask {
  const tests = asked.filter(({ test }) => test.kind !== "present");
  const orUnknown = asked.every(maybeUnknown);
  // What is known is present.
  const isNever = asked.some(({ test, value }) => test.kind === "present" && !value);
  return isNever ? { kind: "truths", of: [], orUnknown } : { ...knownOf(by, tests), orUnknown };
}

/** What is absent is not present, and else unknown. */
function maybeUnknown({ test, value, orUnknown }: Asked): boolean {
  return test.kind === "present" ? !value : orUnknown;
}

function knownOf(by: By, asked: readonly Asked[]): Known {
  switch (by) {
    case "truths":
      return {
        kind: "truths",
        of: [false, true].filter((truth) => asked.every((each) => allows(each, truth))),
      };
    case "numbers":
      return { kind: "ranges", of: asked.map(rangesAsked).reduce(commonOf, [ALL]) };
    case "texts":
      return { kind: "texts", ...asked.map(textsAsked).reduce(meet, { of: [], not: true }) };
    case "classes":
      return { kind: "tests", of: asked.map(({ test, value }) => [test, value]) };
  }
}

function allows({ test, value }: Asked, truth: boolean): boolean {
  return test.kind === "is" && (test.value === truth) === value;
}

// ─── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

const ALL: Range = { from: -Infinity, to: Infinity };

/** Sorted and disjoint. */
function rangesAsked({ test, value }: Asked): readonly Range[] {
  const ranges = united(test.kind === "numbers" ? test.ranges : []);
  return value ? ranges : between(ranges);
}

function commonOf(ranges: readonly Range[], others: readonly Range[]): readonly Range[] {
  const both: Range[] = [];
  let other = 0;
  for (const { from, to } of ranges) {
    while ((others[other]?.to ?? Infinity) < from) other += 1;
    for (let i = other; i < others.length; i += 1) {
      const { from: first, to: last } = others[i] ?? ALL;
      if (first > to) break;
      both.push({ from: Math.max(from, first), to: Math.min(to, last) });
    }
  }
  return both;
}

function united(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges.filter(isSome).toSorted((a, b) => a.from - b.from)) {
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
  return ends.map((from, i) => ({ from, to: starts[i] ?? Infinity })).filter(isSome);
}

/** Behind the last number, or before the first, there is nothing. */
function isSome({ from, to }: Range): boolean {
  return from <= to && from !== Infinity && to !== -Infinity;
}

// ─── Texts ──────────────────────────────────────────────────────────────────────────────────────────────────────

function textsAsked({ test, value }: Asked): Texts {
  return { of: test.kind === "texts" ? Array.from(test.texts) : [], not: !value };
}

function meet(a: Texts, b: Texts): Texts {
  if (a.not && b.not) return { of: Array.from(new Set([...a.of, ...b.of])), not: true };
  if (a.not) return meet(b, a);
  const others = new Set(b.of);
  return { of: a.of.filter((text) => others.has(text) !== b.not), not: false };
}
