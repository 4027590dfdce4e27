// A table's expressions made ready: regular expressions compiled, literal sets hashed, what depends on a variable known.

import type { Expr, Ref, Table } from "../table/format.js";
import { operandsOf } from "../table/operands.js";
import type { Value } from "../values/value.js";
import { contentOf, type Content } from "./content.js";
import { cheapIn, failingIn, openIn } from "../table/foreseen.js";
import { identityOf } from "./key.js";
import { hangingOn } from "./reported.js";

/** What the evaluator needs and brings no package for. */
export interface Library {
  /** Compiles RE2 syntax; the test is not anchored. */
  readonly regex: (source: string) => (text: string) => boolean;
}

export interface Program {
  readonly exprs: readonly Expr[];
  /** By the index of a data set: what it holds, unless that is a fact of the runtime's. */
  readonly contents: readonly (Content | undefined)[];
  /** By the index of a `matches`. */
  readonly regexes: ReadonlyMap<Ref, (text: string) => boolean>;
  /** By the index of a `list` of literals alone: the identities of its members. */
  readonly members: ReadonlyMap<Ref, ReadonlySet<string | number | boolean>>;
  /** By index: does the expression read a bound variable? Then it has no one value in a decision. */
  readonly open: readonly boolean[];
  /** By index: does the expression read what only the report of an action tells? */
  readonly hangs: readonly boolean[];
  /** By index: is a classifier asked in it? */
  readonly asks: readonly boolean[];
  /** By index: can evaluating it be a fault? */
  readonly failing: readonly boolean[];
  /** By index: is it found in the request, or worked out from that by functions? */
  readonly cheap: readonly boolean[];
  /** The history patterns that ask whether something happened; the others ask for a number. */
  readonly formerly: ReadonlySet<number>;
}

/** Prepares a table whose expressions come after their operands. */
export function prepare(table: Pick<Table, "exprs" | "data" | "histories">, library: Library): Program {
  const { exprs, data, histories } = table;
  const regexes = new Map<Ref, (text: string) => boolean>();
  const members = new Map<Ref, ReadonlySet<string | number | boolean>>();
  const asks: boolean[] = [];
  exprs.forEach((expr, ref) => {
    asks.push(expr.op === "classify" || operandsOf(expr).some((operand) => asks[operand] === true));
    if (expr.op === "matches") regexes.set(ref, library.regex(expr.pattern));
    const values = constants(expr, exprs);
    if (values !== undefined) members.set(ref, new Set(values.map(identityOf)));
  });
  const formerly = new Set(histories.flatMap(({ fn }, index) => (fn === "formerly" ? [index] : [])));
  return {
    exprs,
    contents: data.map((set) => (set.refresh === undefined ? contentOf(set) : undefined)),
    regexes,
    members,
    open: openIn(exprs),
    hangs: hangingOn(exprs),
    asks,
    failing: failingIn(exprs),
    cheap: cheapIn(exprs),
    formerly,
  };
}

/** The members of a list that is the same in every decision. */
function constants(expr: Expr, exprs: readonly Expr[]): readonly Value[] | undefined {
  if (expr.op !== "list") return undefined;
  const values: Value[] = [];
  for (const item of expr.items) {
    const literal = exprs[item];
    if (literal?.op !== "literal") return undefined;
    values.push(literal.value);
  }
  return values;
}
