// The classes into which the tests of one term cut its values: no test tells two values of a class apart.

import type { Address, Cidr } from "../values/address.js";
import type { Glob } from "../values/glob.js";
import type { HostPattern } from "../values/host-pattern.js";
import { ADDRESS_BITS, bitsOf, IPV4_OFFSET } from "../values/ip-bits.js";
import type { Value } from "../values/value.js";
import { GlobAutomaton } from "./glob-automaton.js";
import { stepsOf, stepsOfNames, type Step } from "./glob-steps.js";
import { isAddress } from "./holds.js";
import { textOf, type Test } from "./predicate.js";

/** The class of what is absent or unknown. */
export const UNKNOWN = 0;

/** A class as a small number, UNKNOWN for undefined; undefined where it would take too long to tell. */
export type ClassOf = (value: Value | undefined) => number | undefined;

/** All tests are of one term, and so for values of one type; where they are not, nothing is told apart. */
export function cutsOf(tests: readonly Test[]): ClassOf {
  const known = classesOf(tests);
  return (value) => (value === undefined ? UNKNOWN : known(value));
}

type Classes = (value: Value) => number | undefined;

function classesOf(tests: readonly Test[]): Classes {
  const kinds = new Set(tests.map(({ kind }) => kind));
  const only = (...some: readonly Test["kind"][]): boolean =>
    Array.from(kinds).every((kind) => kind === "present" || some.includes(kind));
  if (only("is")) return (value) => (value === true ? 2 : 1);
  if (only("numbers")) return intervals(tests);
  if (only("texts", "globs")) return textsOrGlobs(tests);
  return only("texts", "hosts", "block") ? addresses(tests) : () => undefined;
}

// ─── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Elementary intervals: each range begins a class at its first number, and another behind its last. */
function intervals(tests: readonly Test[]): Classes {
  const starts = numberStarts(tests);
  return (value) => (typeof value === "number" ? 1 + countUpTo(starts, value) : undefined);
}

/** Where classes of numbers begin, in order; the first one has no beginning. */
export function numberStarts(tests: readonly Test[]): Float64Array {
  const ranges = tests.flatMap((test) => (test.kind === "numbers" ? test.ranges : []));
  const edges = ranges.flatMap(({ from, to }) => [from, to + 1]).filter(Number.isFinite);
  return Float64Array.from(new Set(edges)).sort();
}

/** How many of the sorted numbers are at most `value`. */
export function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// ─── Texts ──────────────────────────────────────────────────────────────────────────────────────────────────────

function textsOrGlobs(tests: readonly Test[]): Classes {
  const globs = globsIn(tests);
  const kinds = new Set(globs.map(({ kind }) => kind));
  if (kinds.size > 1) return () => undefined;
  const named = texts(constantsOf(tests), globs.map(stepsOf), kinds.has("path") ? withoutRoot : asItIs);
  return (value) => {
    const text = textOf(value);
    return text === undefined ? undefined : named(text);
  };
}

/** Each once. */
function globsIn(tests: readonly Test[]): readonly Glob[] {
  const globs = tests.flatMap((test) => (test.kind === "globs" ? test.globs : []));
  return Array.from(new Map(globs.map((glob) => [`${glob.kind} ${glob.text}`, glob])).values());
}

function asItIs(text: string): string {
  return text;
}

/** How an automaton of path globs reads a path. */
function withoutRoot(path: string): string {
  return path === "/" ? "" : path;
}

/** The texts that are compared with. */
export function constantsOf(tests: readonly Test[]): readonly string[] {
  return tests.flatMap((test) => (test.kind === "texts" ? Array.from(test.texts) : []));
}

/** Each constant is a class of its own; of all others, those that the same globs match. */
function texts(
  constants: readonly string[],
  globs: readonly (readonly Step[])[],
  read: (text: string) => string,
): (text: string) => number | undefined {
  const places = new Map<string, number>();
  for (const constant of constants) if (!places.has(constant)) places.set(constant, 1 + places.size);
  const first = 1 + places.size;
  if (globs.length === 0) return (text) => places.get(text) ?? first;
  const automaton = new GlobAutomaton(globs);
  const matched = (text: string): number | undefined => {
    const signature = automaton.signatureOf(read(text));
    return signature === undefined ? undefined : first + signature;
  };
  // A text is looked for by its hash, which takes a while to find.
  return places.size === 0 ? matched : (text) => places.get(text) ?? matched(text);
}

// ─── Addresses ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Names by their globs, addresses by the blocks that they lie in: even and odd classes. */
function addresses(tests: readonly Test[]): Classes {
  const constants = constantsOf(tests);
  const named = texts(constants, namesIn(tests), asItIs);
  const starts = blockStarts(tests);
  const known = new Set(constants);
  return (value) => {
    if (!isAddress(value)) return undefined;
    if (value.bits !== undefined && !known.has(value.text)) return 1 + 2 * placeAmong(starts, value);
    const name = named(value.text);
    return name === undefined ? undefined : 2 * name;
  };
}

/** Each once. */
function patternsIn(tests: readonly Test[]): readonly HostPattern[] {
  const patterns = tests.flatMap((test) => (test.kind === "hosts" ? test.patterns : []));
  return Array.from(new Map(patterns.map((pattern) => [pattern.text, pattern])).values());
}

/** The patterns of names. */
export function namesIn(tests: readonly Test[]): readonly (readonly Step[])[] {
  return patternsIn(tests).flatMap(({ hosts }) => (hosts.kind === "names" ? [stepsOfNames(hosts)] : []));
}

function blocksIn(tests: readonly Test[]): readonly Cidr[] {
  const own = tests.flatMap((test) => (test.kind === "block" ? [test.block] : []));
  const patterns = patternsIn(tests).flatMap(({ hosts }) =>
    hosts.kind === "addresses" ? [hosts.block] : [],
  );
  return [...own, ...patterns];
}

/** The families of addresses are apart: no block of IPv6 holds one of IPv4, though its bits lie there. */
const IPV4 = { bits: bitsOf("0.0.0.0") ?? "", length: IPV4_OFFSET };

/** Where blocks begin, and what comes behind them: bits as 32 hexadecimal digits, which sort as text. */
export function blockStarts(tests: readonly Test[]): readonly string[] {
  const starts = [IPV4, ...blocksIn(tests)].flatMap(({ bits, length }) => [bits, ...behind(bits, length)]);
  return Array.from(new Set(starts)).sort();
}

/** The first address after the block, if there is one. */
function behind(bits: string, length: number): readonly string[] {
  const next = BigInt(`0x${bits}`) + (1n << BigInt(ADDRESS_BITS - length));
  const digits = next.toString(16).padStart(bits.length, "0");
  return digits.length > bits.length ? [] : [digits];
}

function placeAmong(starts: readonly string[], { bits = "" }: Address): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? "") <= bits) low = middle + 1;
    else high = middle;
  }
  return low;
}
