// What a condition asks of one attribute, as far as FEEL can ask it.

import { passes } from "../../../runtime/atoms/holds.js";
import { MIRRORED, predicateOf, type Predicate } from "../../../runtime/atoms/predicate.js";
import type { Expr, Ref, Table, TypeSchema } from "../../../runtime/table/format.js";
import { isActionPattern } from "../../../runtime/values/action-name.js";
import { formatDecimal } from "../../../runtime/values/decimal.js";
import type { Value } from "../../../runtime/values/value.js";
import { formOf, type ActionOf } from "../../atoms/term.js";
import { globPattern, string } from "./feel.js";
import type { DmnType } from "./model.js";
import type { Asked, Question } from "./ask.js";

export type Reading =
  | { readonly kind: "asked"; readonly asked: Asked }
  /** What it is, whatever the request. */
  | { readonly kind: "known"; readonly truth: boolean | "unknown" }
  /** A clause that says why FEEL cannot ask it. */
  | { readonly kind: "left out"; readonly reason: string };

/** @param schema the attribute's type in the action, by its path. */
export function readQuestion(
  ref: Ref,
  action: ActionOf,
  schema: (path: string) => TypeSchema | undefined,
): Reading {
  const { table } = action;
  const expr = table.exprs[ref];
  // Nobody has approved yet.
  if (expr?.op === "approved") return { kind: "known", truth: false };
  const predicate = predicateOf(ref, table);
  if (predicate?.term.kind !== "attribute") return leftOut(reasonOf(expr, table));
  const { path, section } = predicate.term;
  const isReported = path === "action.reversible" && action.schema.reversible === "reported";
  if (section === "action" && !isReported) return constant(predicate, action);
  const type = isReported ? ({ type: "bool" } as const) : schema(path);
  if (type === undefined) return leftOut(`${path} has no declared type`);
  return asked(path, type, predicate, { expr, action });
}

function asked(
  path: string,
  type: TypeSchema,
  predicate: Predicate,
  { expr, action }: { readonly expr: Expr | undefined; readonly action: ActionOf },
): Reading {
  // Whether it is there can be asked of anything.
  const dmn = dmnType(type) ?? (predicate.test.kind === "present" ? "Any" : undefined);
  if (dmn === undefined) return leftOut(`FEEL has no values of the type of ${path}, ${type.type}`);
  const question = questionOf(predicate, expr, action.table, type);
  if (question === undefined) return leftOut(`FEEL has no words for what it asks of ${path}`);
  const { canBeUnknown } = formOf(predicate.term, action);
  return { kind: "asked", asked: { path, type: dmn, canBeAbsent: canBeUnknown, question } };
}

function leftOut(reason: string): Reading {
  return { kind: "left out", reason };
}

/** Texts are compared as they are: what has a normal form of its own (a path, a host) is left out. */
function dmnType({ type }: TypeSchema): DmnType | undefined {
  switch (type) {
    case "bool":
      return "boolean";
    case "int":
    case "decimal":
    case "percent":
    case "money":
    case "bytes":
      return "number";
    case "string":
    case "enum":
      return "string";
    default:
      return undefined;
  }
}

/** What is declared of an action is the same in all its requests, names of a wildcard aside. */
function constant({ term, test }: Predicate, { name, schema }: ActionOf): Reading {
  const path = term.kind === "attribute" ? term.path : "";
  if (path === "action.name" && isActionPattern(name))
    return leftOut("it asks which of a wildcard's names the action has");
  const value = declared(path, name, schema);
  if (value === undefined) return { kind: "known", truth: test.kind === "present" ? false : "unknown" };
  return { kind: "known", truth: passes(test, value) };
}

function declared(path: string, name: string, schema: ActionOf["schema"]): Value | undefined {
  switch (path) {
    case "action.name":
      return name;
    case "action.effect":
      return schema.effect;
    default:
      return schema.reversible === "always";
  }
}

function questionOf(
  { test }: Predicate,
  expr: Expr | undefined,
  table: Table,
  schema: TypeSchema,
): Question | undefined {
  switch (test.kind) {
    case "present":
      return { kind: "present" };
    case "is":
      return { kind: "is", value: test.value };
    case "texts":
      return { kind: "among", values: Array.from(test.texts, string) };
    case "globs": {
      const patterns = test.globs.map(({ text }) => globPattern(text));
      return schema.type === "string"
        ? { kind: "matches", pattern: string(`^(${patterns.join("|")})$`) }
        : undefined;
    }
    case "numbers":
      return compared(expr, table, schema) ?? points(test.ranges, schema);
    default:
      return undefined;
  }
}

/** As the policy compares, so that `< 10 USD` does not become `<= 9.9999`. */
function compared(expr: Expr | undefined, { exprs }: Table, schema: TypeSchema): Question | undefined {
  if (expr?.op !== "compare") return undefined;
  const [left, right] = [exprs[expr.left], exprs[expr.right]];
  const isMirrored = left?.op === "literal";
  const constantSide = isMirrored ? left : right;
  const subject = isMirrored ? right : left;
  const op = isMirrored ? MIRRORED[expr.cmp] : expr.cmp;
  if (op === "==" || op === "!=" || constantSide?.op !== "literal") return undefined;
  if (typeof constantSide.value !== "number") return undefined;
  const type = subject?.op === "to-decimal" ? ({ type: "decimal" } as const) : schema;
  return { kind: "compare", op, value: number(constantSide.value, type) };
}

function points(
  ranges: readonly { readonly from: number; readonly to: number }[],
  schema: TypeSchema,
): Question | undefined {
  if (ranges.some(({ from, to }) => from !== to)) return undefined;
  return { kind: "among", values: ranges.map(({ from }) => number(from, schema)) };
}

/** A number as requests state it. */
function number(value: number, { type }: TypeSchema): string {
  return type === "decimal" || type === "percent" || type === "money" ? formatDecimal(value) : String(value);
}

/** Why an expression is no question about one attribute and constants. */
function reasonOf(expr: Expr | undefined, table: Table): string {
  switch (expr?.op) {
    case "not":
    case "known":
      return reasonOf(table.exprs[expr.arg], table);
    case "and":
    case "or":
      return "it holds in too many ways to have a row for each";
    case "history":
      return "it asks about earlier actions";
    case "grant":
      return "it asks about the state of a grant";
    case "classify":
      return "it asks a classifier";
    case "detects":
    case "holds":
      return "it looks for sensitive text";
    case "reaches":
      return "it asks what the action reaches";
    case "drift":
      return "it asks what a migration changes";
    case "runs":
    case "runs-only":
    case "touches":
    case "redirects":
    case "unseen":
      return "it reads a command";
    case "matches":
      return "its regular expression is not FEEL's";
    case "any":
    case "all":
      return "it asks about the members of a list";
    case "in":
      return table.data.some(({ refresh }) => refresh !== undefined)
        ? "it asks about a set that is refreshed, or about what is no single attribute"
        : "it asks about what is no single attribute";
    default:
      return "it asks about more than one attribute, or about what is no attribute";
  }
}
