// What an expression asks of one term: the predicates that cut a term's values into classes.

import type { AttributePath, CompareOp, DataSet, Expr, Ref } from "../table/format.js";
import type { Cidr } from "../values/address.js";
import type { Glob } from "../values/glob.js";
import type { HostPattern } from "../values/host-pattern.js";
import type { Value } from "../values/value.js";

/** Integers from `from` to `to`, both included. Every number in normal form is an integer. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A question about one value. Of a value that is unknown each is unknown, but for `present`. */
export type Test =
  | { readonly kind: "present" }
  | { readonly kind: "is"; readonly value: boolean }
  | { readonly kind: "numbers"; readonly ranges: readonly Range[] }
  /** Is its text among these? What has structure is equal by its text. */
  | { readonly kind: "texts"; readonly texts: ReadonlySet<string> }
  | { readonly kind: "globs"; readonly globs: readonly Glob[] }
  | { readonly kind: "hosts"; readonly patterns: readonly HostPattern[] }
  | { readonly kind: "block"; readonly block: Cidr };

/** What is asked about: an attribute, or another expression that has a value. */
export type Term = AttributeTerm | { readonly kind: "expr"; readonly ref: Ref };

/** `args.to.name` is `to`, `name` in the section `args`. */
export interface AttributeTerm {
  readonly kind: "attribute";
  readonly path: AttributePath;
  readonly section: string;
  readonly steps: readonly string[];
}

export interface Predicate {
  readonly term: Term;
  readonly test: Test;
}

/** The expressions that a predicate is read from. */
export interface Pool {
  readonly exprs: readonly Expr[];
  readonly data: readonly DataSet[];
}

type Op<O extends Expr["op"]> = Extract<Expr, { readonly op: O }>;

/** The predicate that the expression is; undefined where it is no question about one term and constants. */
export function predicateOf(ref: Ref, pool: Pool): Predicate | undefined {
  const expr = pool.exprs[ref];
  switch (expr?.op) {
    case "has":
      return { term: attribute(expr.path), test: { kind: "present" } };
    case "attribute":
      return { term: attribute(expr.path), test: { kind: "is", value: true } };
    case "approved":
      return { term: { kind: "expr", ref }, test: { kind: "is", value: true } };
    case "compare":
      return comparison(expr, pool);
    case "in":
      return membership(expr, pool);
    case "in-cidr": {
      const block = literalAt(expr.cidr, pool);
      return isCidr(block) ? { term: termOf(expr.item, pool), test: { kind: "block", block } } : undefined;
    }
    case "like":
      return likeness(expr, pool);
    case "under":
      return below(expr, pool);
    case "like-host":
      return { term: termOf(expr.subject, pool), test: { kind: "hosts", patterns: expr.patterns } };
    default:
      return undefined;
  }
}

/** The same text for the same term. */
export function termKey(term: Term): string {
  return term.kind === "attribute" ? term.path : `#${term.ref}`;
}

function attribute(path: AttributePath): Term {
  const [section = "", ...steps] = path.split(".");
  return { kind: "attribute", path, section, steps };
}

function termOf(ref: Ref, { exprs }: Pool): Term {
  const expr = exprs[ref];
  return expr?.op === "attribute" ? attribute(expr.path) : { kind: "expr", ref };
}

function literalAt(ref: Ref, { exprs }: Pool): Value | undefined {
  const expr = exprs[ref];
  return expr?.op === "literal" ? expr.value : undefined;
}

function isCidr(value: Value | undefined): value is Cidr {
  return typeof value === "object" && "bits" in value && "length" in value && typeof value.bits === "string";
}

// ─── Comparisons ────────────────────────────────────────────────────────────────────────────────────────────────

/** What `b cmp a` is, said of `a cmp b`. */
export const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function comparison({ cmp, left, right }: Op<"compare">, pool: Pool): Predicate | undefined {
  const constant = literalAt(right, pool);
  if (constant !== undefined) return compared(left, cmp, constant, pool);
  const mirrored = literalAt(left, pool);
  return mirrored === undefined ? undefined : compared(right, MIRRORED[cmp], mirrored, pool);
}

function compared(subject: Ref, cmp: CompareOp, constant: Value, pool: Pool): Predicate | undefined {
  if (typeof constant === "number") return ordered(subject, rangesOf(cmp, constant), pool);
  if (cmp !== "==") return undefined;
  const test = equality([constant]);
  return test && { term: termOf(subject, pool), test };
}

function rangesOf(cmp: CompareOp, bound: number): readonly Range[] {
  switch (cmp) {
    case "==":
      return [{ from: bound, to: bound }];
    case "!=":
      return [lessThan(bound), { from: bound + 1, to: Infinity }];
    case "<":
      return [lessThan(bound)];
    case "<=":
      return [{ from: -Infinity, to: bound }];
    case ">":
      return [{ from: bound + 1, to: Infinity }];
    case ">=":
      return [{ from: bound, to: Infinity }];
  }
}

function lessThan(bound: number): Range {
  return { from: -Infinity, to: bound - 1 };
}

/** An int that stands as a decimal is asked for as an int, a member's place as the member. */
function ordered(subject: Ref, ranges: readonly Range[], pool: Pool): Predicate | undefined {
  const expr = pool.exprs[subject];
  if (expr?.op === "to-decimal") {
    return ordered(expr.arg, ranges.map(wholeWithin), pool);
  }
  if (expr?.op === "rank") {
    const texts = expr.members.filter((_, place) => ranges.some((range) => isWithin(place, range)));
    return { term: termOf(expr.arg, pool), test: { kind: "texts", texts: new Set(texts) } };
  }
  return { term: termOf(subject, pool), test: { kind: "numbers", ranges } };
}

const DECIMAL = 10_000;

function wholeWithin({ from, to }: Range): Range {
  return { from: Math.ceil(from / DECIMAL), to: Math.floor(to / DECIMAL) };
}

export function isWithin(number: number, { from, to }: Range): boolean {
  return from <= number && number <= to;
}

// ─── Sets and patterns ──────────────────────────────────────────────────────────────────────────────────────────

function membership({ item, items }: Op<"in">, pool: Pool): Predicate | undefined {
  const constants = constantsAt(items, pool);
  const test = constants && equality(constants);
  return test && { term: termOf(item, pool), test };
}

/** The values of a list of literals, or of data that stands in the table. */
function constantsAt(items: Ref, pool: Pool): readonly Value[] | undefined {
  const expr = pool.exprs[items];
  if (expr?.op === "data") return singleValues(pool.data[expr.data]);
  if (expr?.op === "literal") return Array.isArray(expr.value) ? (expr.value as readonly Value[]) : undefined;
  if (expr?.op !== "list") return undefined;
  const values = expr.items.map((each) => literalAt(each, pool));
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** What is refreshed is not known beforehand. Records and lists have no text that they are equal by, whatever their fields are called. */
function singleValues(set: DataSet | undefined): readonly Value[] | undefined {
  if (set === undefined || set.refresh !== undefined || !("of" in set.schema)) return undefined;
  return ["record", "list", "set"].includes(set.schema.of.type) ? undefined : set.values;
}

/** Equality with one of the constants; undefined where they are lists or records, or of several kinds. */
function equality(constants: readonly Value[]): Test | undefined {
  if (constants.every((each) => typeof each === "number"))
    return { kind: "numbers", ranges: constants.map((each) => ({ from: each, to: each })) };
  const [first] = constants;
  if (constants.length === 1 && typeof first === "boolean") return { kind: "is", value: first };
  const texts = constants.map(textOf);
  return texts.every((text) => text !== undefined) ? { kind: "texts", texts: new Set(texts) } : undefined;
}

/** The text by which a value is equal to others of its type; undefined where none stands for it. */
export function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || Array.isArray(value) || !("text" in value)) return undefined;
  return typeof value.text === "string" ? value.text : undefined;
}

/** What begins at a home that the request states is asked of two terms. */
function likeness({ subject, globs, home }: Op<"like">, pool: Pool): Predicate | undefined {
  const own = globs.flatMap(({ kind, text }) => (kind === "home" ? [] : [{ kind, text }]));
  if (home !== undefined || own.length < globs.length) return undefined;
  return { term: termOf(subject, pool), test: { kind: "globs", globs: own } };
}

/** What is below a directory that the policy names is what a glob of it covers. */
function below({ subject, directory }: Op<"under">, pool: Pool): Predicate | undefined {
  const path = literalAt(directory, pool);
  if (typeof path !== "string" || /[*?\\]/.test(path)) return undefined;
  const glob = { kind: "path", text: path === "/" ? "/**" : `${path}/**` } as const;
  return { term: termOf(subject, pool), test: { kind: "globs", globs: [glob] } };
}
