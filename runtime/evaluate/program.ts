// A table's expressions made ready: regular expressions compiled, literal sets hashed, what depends on a variable known.

import type { DataSet, Expr, Ref, Table } from "../table/format.js";
import { operandsOf } from "../table/operands.js";
import { parseDataPattern, type DataPattern } from "../values/data-pattern.js";
import type { Value } from "../values/value.js";
import { identityOf } from "./key.js";
import { hangingOn } from "./reported.js";

/** What the evaluator needs and brings no package for. */
export interface Library {
  /** Compiles RE2 syntax; the test is not anchored. */
  readonly regex: (source: string) => (text: string) => boolean;
}

export interface Program {
  readonly exprs: readonly Expr[];
  readonly data: readonly DataSet[];
  /** By the index of a `matches`. */
  readonly regexes: ReadonlyMap<Ref, (text: string) => boolean>;
  /** By the index of a `data`, or of a `list` of literals alone: the identities of its members. */
  readonly members: ReadonlyMap<Ref, ReadonlySet<string | number | boolean>>;
  /** By the index of a map of data: what it holds under each key. */
  readonly maps: ReadonlyMap<number, ReadonlyMap<string, Value>>;
  /** By the index of a `like-data`: its entries, read as patterns. */
  readonly patterns: ReadonlyMap<Ref, readonly DataPattern[]>;
  /** By index: does the expression read a bound variable? Then it has no one value in a decision. */
  readonly open: readonly boolean[];
  /** By index: does the expression read what only the report of an action tells? */
  readonly hangs: readonly boolean[];
  /** By index: is a classifier asked in it? */
  readonly asks: readonly boolean[];
  /** The history patterns that ask whether something happened; the others ask for a number. */
  readonly formerly: ReadonlySet<number>;
}

/** Prepares a table whose expressions come after their operands. */
export function prepare(table: Pick<Table, "exprs" | "data" | "histories">, library: Library): Program {
  const { exprs, data, histories } = table;
  const regexes = new Map<Ref, (text: string) => boolean>();
  const members = new Map<Ref, ReadonlySet<string | number | boolean>>();
  const free: ReadonlySet<string>[] = [];
  const patterns = new Map<Ref, readonly DataPattern[]>();
  const asks: boolean[] = [];
  exprs.forEach((expr, ref) => {
    if (expr.op === "like-data") patterns.set(ref, patternsOf(expr, data));
    free.push(freeIn(expr, free));
    asks.push(expr.op === "classify" || operandsOf(expr).some((operand) => asks[operand] === true));
    if (expr.op === "matches") regexes.set(ref, library.regex(expr.pattern));
    const values = constants(expr, exprs, data);
    if (values !== undefined) members.set(ref, new Set(values.map(identityOf)));
  });
  const formerly = new Set(histories.flatMap(({ fn }, index) => (fn === "formerly" ? [index] : [])));
  const maps = new Map(
    data.flatMap(({ keys, values }, index) => (keys === undefined ? [] : [[index, mapOf(keys, values)]])),
  );
  return {
    exprs,
    data,
    regexes,
    members,
    maps,
    patterns,
    open: free.map((names) => names.size > 0),
    hangs: hangingOn(exprs),
    asks,
    formerly,
  };
}

function mapOf(keys: readonly string[], values: readonly Value[]): ReadonlyMap<string, Value> {
  return new Map(keys.flatMap((key, i) => pairOf(key, values[i])));
}

function pairOf(key: string, value: Value | undefined): readonly (readonly [string, Value])[] {
  return value === undefined ? [] : [[key, value]];
}

/** The table's reader lets no entry pass that is no pattern. */
function patternsOf(
  { data, as }: Extract<Expr, { readonly op: "like-data" }>,
  sets: readonly DataSet[],
): readonly DataPattern[] {
  return (sets[data]?.values ?? []).flatMap((value) => {
    const pattern = typeof value === "string" ? parseDataPattern(value, as) : undefined;
    return pattern?.ok ? [pattern.value] : [];
  });
}

/** The variables that an expression reads and does not bind, from those of its operands. */
function freeIn(expr: Expr, free: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const names = new Set(operandsOf(expr).flatMap((operand) => Array.from(free[operand] ?? [])));
  if (expr.op === "variable" || expr.op === "has-variable") names.add(expr.name);
  if (expr.op === "any" || expr.op === "all") names.delete(expr.variable);
  return names;
}

/** The members of a list that is the same in every decision. */
function constants(
  expr: Expr,
  exprs: readonly Expr[],
  data: readonly DataSet[],
): readonly Value[] | undefined {
  if (expr.op === "data") return data[expr.data]?.values;
  if (expr.op !== "list") return undefined;
  const values: Value[] = [];
  for (const item of expr.items) {
    const literal = exprs[item];
    if (literal?.op !== "literal") return undefined;
    values.push(literal.value);
  }
  return values;
}
