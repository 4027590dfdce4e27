// Expressions of a table that is not trusted: operands come first and fit, what is named is there, depth is bounded.

import { faultOfQuestion, sortOfAnswer } from "./classifier-links.js";
import { faultOfAsking, sortOfElement } from "./data-links.js";
import type { BuiltinFunction, Expr, Ref, Table } from "./format.js";
import { operandsOf } from "./operands.js";
import { sortOfAttribute, sortOfValue, type Sort } from "./sort.js";

/** The evaluator goes into expressions this deep. */
const MAX_DEPTH = 1000;
/** More quantifiers than this around one expression say nothing that is meant, and would take quadratic time to follow. */
export const MAX_FREE = 100;

/** What is known of each expression that was looked at. */
export interface Known {
  readonly sort: Sort;
  readonly depth: number;
  /** The variables that it reads and does not bind. */
  readonly free: ReadonlySet<string>;
  /** Does it ask about attempts that may have been held? */
  readonly asksAttempts: boolean;
  /** Does it ask a classifier? */
  readonly asksClassifier: boolean;
}

/** The table's expressions by their index, as far as they are sound, and what is wrong with the next one. */
export function expressionsOf(table: Table): { readonly known: readonly Known[]; readonly fault?: string } {
  const known: Known[] = [];
  for (const [ref, expr] of table.exprs.entries()) {
    const fault = faultOf(expr, ref, table, known);
    if (fault !== undefined) return { known, fault: `.exprs[${ref}] ${fault}` };
    const operands = operandsOf(expr).flatMap((operand) => known[operand] ?? []);
    const depth = operands.reduce((deepest, operand) => Math.max(deepest, 1 + operand.depth), 1);
    if (depth > MAX_DEPTH) return { known, fault: `.exprs[${ref}] lies deeper than ${MAX_DEPTH} levels` };
    const free = freeIn(expr, operands);
    if (free === undefined)
      return { known, fault: `.exprs[${ref}] has more than ${MAX_FREE} free variables` };
    const asksAttempts = countsAttempts(expr, table) || operands.some((operand) => operand.asksAttempts);
    const asksClassifier = expr.op === "classify" || operands.some((operand) => operand.asksClassifier);
    known.push({ sort: sortOf(expr, table), depth, free, asksAttempts, asksClassifier });
  }
  return { known };
}

function countsAttempts(expr: Expr, { histories }: Table): boolean {
  return expr.op === "history" && histories[expr.pattern]?.attempts === true;
}

/** Undefined where there are too many. */
function freeIn(expr: Expr, operands: readonly Known[]): ReadonlySet<string> | undefined {
  const free = new Set<string>();
  for (const operand of operands) {
    for (const name of operand.free) free.add(name);
    if (free.size > MAX_FREE) return undefined;
  }
  if (expr.op === "variable" || expr.op === "has-variable") free.add(expr.name);
  if (expr.op === "any" || expr.op === "all") free.delete(expr.variable);
  return free;
}

function faultOf(expr: Expr, ref: Ref, table: Table, known: readonly Known[]): string | undefined {
  if (operandsOf(expr).some((operand) => operand >= ref))
    return "has an operand that does not come before it";
  const misfit = demandsOf(expr).find(([operand, sort]) => !fits(known[operand]?.sort, sort));
  if (misfit !== undefined) return `has an operand that is no ${misfit[1]}`;
  switch (expr.op) {
    case "attribute":
    case "has":
    case "detects":
      return sortOfAttribute(table.schema, expr.path) === undefined
        ? `names no attribute: ${expr.path}`
        : undefined;
    case "like":
      return expr.home === undefined && expr.globs.some(({ kind }) => kind === "home")
        ? "begins at a home that it does not name"
        : undefined;
    case "compare":
      return comparable(known[expr.left]?.sort, known[expr.right]?.sort)
        ? undefined
        : "compares what has two sorts";
    case "call":
      return expr.args.length === signatures[expr.fn].takes.length
        ? undefined
        : "has another number of arguments";
    case "data":
      return table.data[expr.data]?.schema.type === "map"
        ? "takes a map for a list"
        : missing(table.data, expr.data);
    case "element":
    case "has-element":
    case "like-data":
      return faultOfAsking(expr, table.data);
    case "classify":
      return faultOfQuestion(
        expr,
        table.classifiers,
        expr.args.map((arg) => known[arg]?.sort),
      );
    case "history":
      return missing(table.histories, expr.pattern);
    case "grant":
      return missing(table.grants, expr.grant);
    case "approved":
      return missing(table.needs, expr.needs);
    case "drift":
      return missing(table.baselines, expr.baseline);
    default:
      return undefined;
  }
}

function missing(items: readonly unknown[], index: number): string | undefined {
  return index < items.length ? undefined : "points at what is not there";
}

function fits(sort: Sort | undefined, wanted: Sort): boolean {
  return sort === wanted || sort === "any";
}

function comparable(left: Sort | undefined, right: Sort | undefined): boolean {
  return left === right || left === "any" || right === "any";
}

const signatures: Readonly<
  Record<BuiltinFunction, { readonly takes: readonly Sort[]; readonly gives: Sort }>
> = {
  size: { takes: ["list"], gives: "number" },
  length: { takes: ["text"], gives: "number" },
  lower: { takes: ["text"], gives: "text" },
  host: { takes: ["url"], gives: "host" },
  port: { takes: ["url"], gives: "number" },
  scheme: { takes: ["url"], gives: "text" },
  hour: { takes: ["number", "text"], gives: "number" },
  weekday: { takes: ["number", "text"], gives: "text" },
};

/** Which sort each operand must have. */
function demandsOf(expr: Expr): readonly (readonly [Ref, Sort])[] {
  const all = (sort: Sort): readonly (readonly [Ref, Sort])[] =>
    operandsOf(expr).map((operand) => [operand, sort]);
  switch (expr.op) {
    case "and":
    case "or":
    case "not":
    case "known":
      return all("truth");
    case "add":
    case "sub":
    case "mul":
    case "neg":
    case "to-decimal":
      return all("number");
    case "compare":
      return expr.cmp === "==" || expr.cmp === "!=" ? [] : all("number");
    case "in":
      return [[expr.items, "list"]];
    case "element":
    case "has-element":
      return [[expr.key, "text"]];
    case "like-data":
      return [[expr.subject, expr.as === "host" ? "host" : "text"]];
    case "in-cidr":
      return [
        [expr.item, "host"],
        [expr.cidr, "cidr"],
      ];
    case "like":
    case "matches":
    case "under":
    case "rank":
      return all("text");
    case "like-host":
      return all("host");
    case "runs":
    case "unseen":
      return all("command");
    case "runs-only":
    case "touches":
    case "redirects":
      return [[expr.command, "command"], ...(expr.home === undefined ? [] : [[expr.home, "text"] as const])];
    case "any":
    case "all":
      return [
        [expr.over, "list"],
        [expr.body, "truth"],
      ];
    case "call":
      return expr.args.flatMap((arg, i) => pairOf(arg, signatures[expr.fn].takes[i]));
    default:
      return [];
  }
}

function pairOf(ref: Ref, sort: Sort | undefined): readonly (readonly [Ref, Sort])[] {
  return sort === undefined ? [] : [[ref, sort]];
}

function sortOf(expr: Expr, table: Table): Sort {
  switch (expr.op) {
    case "literal":
      return sortOfValue(expr.value);
    case "attribute":
      return sortOfAttribute(table.schema, expr.path) ?? "any";
    case "variable":
      return "any";
    case "element":
      return sortOfElement(expr, table.data);
    case "data":
    case "list":
      return "list";
    case "now":
    case "add":
    case "sub":
    case "mul":
    case "neg":
    case "to-decimal":
    case "rank":
      return "number";
    case "outcome":
    case "verdict":
      return "text";
    case "call":
      return signatures[expr.fn].gives;
    case "classify":
      return sortOfAnswer(expr, table.classifiers);
    case "history":
      return table.histories[expr.pattern]?.fn === "formerly" ? "truth" : "number";
    default:
      return "truth";
  }
}
