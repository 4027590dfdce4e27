// The classes of one term's values: no test at hand tells two values of a class apart. Each has an example.

import {
  blockStarts,
  constantsOf,
  countUpTo,
  cutsOf,
  namesIn,
  numberStarts,
  UNKNOWN,
} from "../../runtime/atoms/cuts.js";
import { stepsOf, type Step } from "../../runtime/atoms/glob-steps.js";
import { passes } from "../../runtime/atoms/holds.js";
import type { Range, Test } from "../../runtime/atoms/predicate.js";
import type { Address } from "../../runtime/values/address.js";
import { bitsOf, textOf } from "../../runtime/values/ip-bits.js";
import { globMatches, type Glob } from "../../runtime/values/glob.js";
import type { Value } from "../../runtime/values/value.js";
import { type ClassSet, run, setOf, unionOf, NONE } from "./class-set.js";
import type { Domain } from "./domain.js";
import { ANY_TEXT, HOST_NAMES, PATHS, textClasses, type Spelling, type TextClass } from "./text-classes.js";

export interface Classes {
  /** Of each class; undefined of UNKNOWN, and where none is known. */
  readonly examples: readonly (Value | undefined)[];
  /** The classes, UNKNOWN never among them, of which the test is true. */
  readonly where: (test: Test) => ClassSet;
  /** So many classes, from 1 on, are of one value each. */
  readonly named: number;
  /** Of numbers: the first of each class, from 1 on, in order. */
  readonly starts?: readonly number[];
  /** The class of a value; undefined where it would take too long to tell. */
  readonly classOf: (value: Value | undefined) => number | undefined;
}

/** All classes into which the tests cut the domain; undefined where they are of several types, or too many. */
export function classesOf(tests: readonly Test[], domain: Domain): Classes | undefined {
  const cut = divided(tests, domain);
  return cut && { ...cut, classOf: placing(tests, cut.examples) };
}

type Cut = Omit<Classes, "classOf">;

function divided(tests: readonly Test[], domain: Domain): Cut | undefined {
  switch (domain.kind) {
    case "truth":
      return listed(domain.values);
    case "number":
      return numbers(tests, domain);
    case "members":
      return listed(domain.members);
    case "text":
    case "path":
      return texts(tests, domain.kind);
    case "host":
    case "ip":
      return addresses(tests, domain.kind);
    case "other":
      return tests.every(({ kind }) => kind === "present") ? unlisted() : undefined;
  }
}

/** By the example itself, else by the example that no test tells from the value. */
function placing(tests: readonly Test[], examples: Classes["examples"]): Classes["classOf"] {
  let known: ReturnType<typeof placesOf> | undefined;
  return (value) => {
    if (value === undefined) return UNKNOWN;
    known ??= placesOf(tests, examples);
    const { own, cuts, places } = known;
    return own.get(value) ?? places.get(cuts(value)) ?? (examples.length === 2 ? 1 : undefined);
  };
}

/** Takes a while, and is asked for only where a request is looked for. */
function placesOf(tests: readonly Test[], examples: Classes["examples"]) {
  const cuts = cutsOf(tests);
  const own = new Map(examples.map((example, place) => [example, place]));
  const places = new Map<number | undefined, number>();
  for (const [place, example] of examples.entries())
    if (example !== undefined) places.set(cuts(example), place);
  return { cuts, own, places };
}

/** Values are there, and nothing is asked of them. */
function unlisted(): Cut {
  return { examples: [undefined, undefined], named: 0, where: () => run(1, 2) };
}

/** Each value is a class, the first ones of themselves alone. */
function listed(values: readonly (Value | undefined)[], named = values.length): Cut {
  const examples = [undefined, ...values];
  return { examples, named, where: once((test) => setOf(passing(test, examples))) };
}

function* passing(test: Test, examples: readonly (Value | undefined)[]): Iterable<number> {
  for (const [place, example] of examples.entries())
    if (place !== UNKNOWN && (test.kind === "present" || (example !== undefined && passes(test, example))))
      yield place;
}

// ─── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

function numbers(
  tests: readonly Test[],
  { least, most }: { readonly least: number; readonly most: number },
): Cut {
  const within = (number: number): boolean => least < number && number <= most;
  const starts = [least, ...Array.from(numberStarts(tests)).filter(within)];
  const sorted = Float64Array.from(starts);
  const ends = [...starts.slice(1), most + 1];
  const examples = starts.map((start, i) => exampleIn({ from: start, to: (ends[i] ?? most + 1) - 1 }, least));
  const classesIn = ({ from, to }: Range): ClassSet =>
    // The first number of a range is the first of a class, or lies before all; so of its last.
    run(1 + countUpTo(sorted, Math.max(from, least) - 1), 1 + countUpTo(sorted, Math.min(to, most)));
  return {
    examples: [undefined, ...examples],
    named: 0,
    starts,
    where: (test) => {
      if (test.kind !== "numbers") return test.kind === "present" ? run(1, 1 + starts.length) : NONE;
      return unionOf(test.ranges.map(classesIn));
    },
  };
}

/** A plain number: zero if it is among them, else the one at the edge that the policy names, or a round one behind it. */
function exampleIn({ from, to }: Range, least: number): number {
  if (from <= 0 && 0 <= to) return 0;
  if (from === least) return to;
  return from === to || isRounder(from, from - 1) ? from : (roundIn(from, to) ?? from);
}

function isRounder(a: number, b: number): boolean {
  for (let unit = 10; a % unit === 0 || b % unit === 0; unit *= 10) if (b % unit === 0) return a % unit === 0;
  return true;
}

/** The first number of the largest power of ten that has one there. */
function roundIn(from: number, to: number): number | undefined {
  for (let unit = 1e15; unit > 1; unit /= 10) {
    const round = Math.ceil(from / unit) * unit;
    if (round <= to && round < 10 * Math.abs(from)) return round;
  }
  return undefined;
}

// ─── Texts ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** So many constants times globs are held against each other. */
const MOST_MATCHED = 500_000;

function texts(tests: readonly Test[], kind: "text" | "path"): Cut | undefined {
  const globs = Array.from(new Map(globsIn(tests).map((glob) => [keyOf(glob), glob])).values());
  const constants = Array.from(new Set(constantsOf(tests)));
  if (globs.length * constants.length > MOST_MATCHED) return undefined;
  const read = (text: string): string => (kind === "path" && text === "" ? "/" : text);
  const known = new Set(constants);
  const others = classesApart(known, globs.map(stepsOf), kind === "path" ? PATHS : ANY_TEXT, read);
  if (others === undefined) return undefined;
  const examples = [undefined, ...constants, ...others.map(({ example }) => example)];
  const first = 1 + constants.length;
  const matching = new Map(globs.map((glob) => [keyOf(glob), constantsLike(glob, constants)]));
  others.forEach(({ matched }, i) => {
    for (const glob of matched) matching.get(keyOf(globs[glob]))?.push(first + i);
  });
  const places = new Map(constants.map((constant, i) => [constant, 1 + i]));
  const where = (test: Test): ClassSet => {
    if (test.kind === "texts") return setOf(Array.from(test.texts).flatMap((text) => places.get(text) ?? []));
    if (test.kind !== "globs") return test.kind === "present" ? run(1, examples.length) : NONE;
    return setOf(test.globs.flatMap((glob) => matching.get(keyOf(glob)) ?? []));
  };
  return { examples, named: constants.length, where: once(where) };
}

/** Asks of each test once. */
function once(where: Classes["where"]): Classes["where"] {
  const known = new Map<Test, ClassSet>();
  return (test) => {
    const set = known.get(test) ?? where(test);
    known.set(test, set);
    return set;
  };
}

function globsIn(tests: readonly Test[]): readonly Glob[] {
  return tests.flatMap((test) => (test.kind === "globs" ? test.globs : []));
}

/** Equal texts for globs that match the same. */
function keyOf(glob: Glob | undefined): string {
  return `${glob?.kind ?? ""} ${glob?.text ?? ""}`;
}

/** The places of the constants that the glob matches. */
function constantsLike(glob: Glob, constants: readonly string[]): number[] {
  return constants.flatMap((constant, i) => (globMatches(glob, constant) ? [1 + i] : []));
}

/** A class of texts that are no constants: the globs that match them, and one of them. */
interface Exemplar {
  readonly matched: TextClass["matched"];
  readonly example: string;
}

/** Constants are told apart from all other texts where so many are not too many. */
const MOST_TOLD_APART = 100;

/** The classes of texts that are no constants; undefined where they are too many, or one has no example at hand. */
function classesApart(
  constants: ReadonlySet<string>,
  globs: readonly (readonly Step[])[],
  spelling: Spelling,
  read: (text: string) => string = (text) => text,
): readonly Exemplar[] | undefined {
  const classes = apartFrom(constants, globs, spelling, read);
  const examples = classes && examplesOf(classes, constants, read);
  if (classes === undefined || examples !== undefined || constants.size > MOST_TOLD_APART) return examples;
  // The shortest texts of a class are constants: asked for, these are classes of their own, and others come up.
  const asked = Array.from(constants, (text) => plainSteps(read("") === text ? "" : text));
  const apart = apartFrom(constants, [...globs, ...asked], spelling, read);
  return apart && examplesOf(apart, constants, read);
}

function plainSteps(text: string): readonly Step[] {
  return Array.from(text, (sign) => ({ kind: "character", code: sign.codePointAt(0) ?? 0 }));
}

/** The classes of texts, without those that hold a single text, which is a constant. */
function apartFrom(
  constants: ReadonlySet<string>,
  globs: readonly (readonly Step[])[],
  spelling: Spelling,
  read: (text: string) => string,
): readonly TextClass[] | undefined {
  const isPlain = (glob: number): boolean => globs[glob]?.every(({ kind }) => kind === "character") === true;
  return textClasses(globs, spelling)?.filter(
    ({ matched, examples }) =>
      !(matched.some(isPlain) && examples.every((text) => constants.has(read(text)))),
  );
}

/** The classes with an example of each that is no constant; undefined where one has none at hand. */
function examplesOf(
  classes: readonly TextClass[],
  constants: ReadonlySet<string>,
  read: (text: string) => string,
): readonly Exemplar[] | undefined {
  const found = classes.flatMap(({ matched, examples }): readonly Exemplar[] => {
    const free = examples.map(read).filter((text) => !constants.has(text));
    const example = free.find((text) => text !== "") ?? free[0];
    return example === undefined ? [] : [{ matched, example }];
  });
  return found.length < classes.length ? undefined : found;
}

// ─── Addresses ──────────────────────────────────────────────────────────────────────────────────────────────────

function addresses(tests: readonly Test[], kind: "host" | "ip"): Cut | undefined {
  const constants = Array.from(new Set(constantsOf(tests)), addressOf);
  const taken = new Set(constants.map(({ text }) => text));
  const numbers = blockExamples(blockStarts(tests), taken);
  if (kind === "ip") return listed([...constants, ...numbers], constants.length);
  const names = classesApart(taken, namesIn(tests), HOST_NAMES);
  const named = names?.map(({ example }) => ({ text: example }));
  return named && listed([...constants, ...numbers, ...named], constants.length);
}

function addressOf(text: string): Address {
  const bits = bitsOf(text);
  return bits === undefined ? { text } : { text, bits };
}

const ADDRESSES = 1n << 128n;

/** The first address from each start on, before the next, that is no constant; none where all are. */
function blockExamples(starts: readonly string[], constants: ReadonlySet<string>): readonly Address[] {
  const edges = Array.from(new Set([0n, ...starts.map((bits) => BigInt(`0x${bits}`))]));
  return edges.flatMap((start, i) => {
    const end = edges[i + 1] ?? ADDRESSES;
    for (let at = start; at < end; at += 1n) {
      const bits = at.toString(16).padStart(32, "0");
      const text = textOf(bits);
      if (!constants.has(text)) return [{ text, bits }];
    }
    return [];
  });
}
