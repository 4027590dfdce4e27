// The type of what is written before a place: enough to say what may be compared with it, in text that may be broken.

import type * as ast from "../../../compiler/ast/ast.js";
import { sumOf } from "../../../compiler/ast/from-cst/expressions.js";
import type { SumCstNode } from "../../../grammar/generated/cst.js";
import { parsePiece } from "../../../grammar/parser.js";
import type { Token } from "../../../grammar/lexer.js";
import { OUTCOME } from "../../../compiler/types/elaborate/names.js";
import { ACTION_NAME } from "../../../compiler/types/describe-type.js";
import type { Known } from "../../../compiler/types/known.js";
import type { Action } from "../../../compiler/types/program.js";
import { BOOL, type RecordType, type Type } from "../../../compiler/types/type.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import { WEEKDAYS } from "../../../runtime/values/time.js";
import { shortened } from "./shortened.js";

/** What names stand for. */
export interface Seen {
  readonly known: Known;
  readonly actions: readonly Action[];
  readonly args: RecordType;
  readonly locals: ReadonlyMap<string, Type>;
}

/** The type of an operand that is written out in tokens; undefined where it cannot be known. */
export function inferFrom(tokens: readonly Token[], seen: Seen): Type | undefined {
  const { cst } = parsePiece("sum", [...shortened(tokens)]);
  if (cst === undefined || tokens.length === 0) return undefined;
  const expr = sumOf(
    { file: "", gap: 0, report: () => undefined, extents: new WeakMap() },
    cst as SumCstNode,
  );
  return typeOf(expr, seen, 0);
}

/** A let may use others; so many are followed, and a circle of them has no type. */
const mostLets = 10;

function typeOf(expr: ast.Expr, seen: Seen, depth: number): Type | undefined {
  switch (expr.kind) {
    case "path":
      return typeOfPath(expr, seen, depth);
    case "call":
      return typeOfCall(expr, seen, depth);
    case "number":
      return typeOfNumber(expr);
    case "time":
      return { kind: "time" };
    case "string":
      return { kind: "string" };
    case "unary":
      return expr.op === "-" ? typeOf(expr.operand, seen, depth) : BOOL;
    case "binary":
      return typeOfBinary(expr, seen, depth);
    case "list":
      return typeOfList(expr.items, seen, depth);
    case "index":
      return typeOfElement(expr, seen);
    case "history":
      return typeOfHistory(expr, seen);
    case "bool":
    case "has":
    case "command-test":
    case "quantifier":
      return BOOL;
    default:
      return undefined;
  }
}

/** The right side is looked at where the left one does not say it all: lets that use others twice would grow. */
function typeOfBinary({ op, left, right }: ast.BinaryExpr, seen: Seen, depth: number): Type | undefined {
  if (op !== "+" && op !== "-" && op !== "*") return BOOL;
  const first = typeOf(left, seen, depth);
  if (op === "*" && first !== undefined && !["int", "decimal", "percent"].includes(first.kind)) return first;
  if (op === "-" && first?.kind === "time")
    return typeOf(right, seen, depth)?.kind === "time" ? { kind: "duration" } : first;
  return op === "*" ? typeOf(right, seen, depth) : (first ?? typeOf(right, seen, depth));
}

function typeOfList(items: readonly ast.Expr[], seen: Seen, depth: number): Type | undefined {
  const [first] = items;
  const element = first && typeOf(first, seen, depth);
  return element && { kind: "list", element };
}

function typeOfElement(
  { object, fields }: Extract<ast.Expr, { kind: "index" }>,
  { known }: Seen,
): Type | undefined {
  const map = known.data.get(object.parts[0]?.text ?? "")?.type;
  return map?.kind === "map"
    ? membersAlong(
        map.element,
        fields.map(({ text }) => text),
      )
    : undefined;
}

function typeOfNumber({ unit, currency, digits }: ast.NumberLit): Type {
  if (currency !== undefined) return { kind: "money", currency };
  if (unit === "%") return { kind: "percent" };
  if (unit !== undefined) return { kind: unit.endsWith("B") ? "bytes" : "duration" };
  return { kind: digits.includes(".") ? "decimal" : "int" };
}

function typeOfHistory({ fn, attribute }: ast.HistoryExpr, seen: Seen): Type | undefined {
  if (fn === "formerly") return BOOL;
  return fn === "sum" && attribute !== undefined ? typeOfNames(attribute.parts, seen, 0) : { kind: "int" };
}

const given: Readonly<Record<string, Type>> = {
  size: { kind: "int" },
  length: { kind: "int" },
  host: { kind: "host" },
  port: { kind: "int" },
  scheme: { kind: "string" },
  hour: { kind: "int" },
  weekday: { kind: "enum", members: WEEKDAYS, name: "weekday" },
  known: BOOL,
  unknown: BOOL,
  approved: BOOL,
};

function typeOfCall(
  { callee, args }: Extract<ast.Expr, { kind: "call" }>,
  seen: Seen,
  depth: number,
): Type | undefined {
  const { symbols, classifiers, resolveType } = seen.known;
  const decl = symbols.lets.get(callee.text);
  if (decl !== undefined) {
    const params = (decl.params ?? []).map(({ name, type }) => [name.text, resolveType(type)] as const);
    return depth < mostLets ? typeOf(decl.body, { ...seen, locals: new Map(params) }, depth + 1) : undefined;
  }
  if (callee.text === "lower") {
    const of = args[0] && typeOf(args[0], seen, depth);
    return of?.kind === "path" ? of : { kind: "string" };
  }
  return Object.hasOwn(given, callee.text) ? given[callee.text] : classifiers.get(callee.text)?.result;
}

function typeOfPath({ parts }: ast.PathExpr, seen: Seen, depth: number): Type | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  if (rest.length > 0 || seen.locals.has(first.text)) return typeOfNames(parts, seen, depth);
  return typeOfName(first.text, seen, depth);
}

function typeOfName(name: string, seen: Seen, depth: number): Type | undefined {
  const { symbols, data } = seen.known;
  if (name === "now") return { kind: "time" };
  if (name === "outcome") return OUTCOME;
  if (name === "verdict") return VERDICT;
  if (name === "result") return resultOf(seen.actions);
  const decl = symbols.lets.get(name);
  if (decl !== undefined)
    return depth < mostLets ? typeOf(decl.body, { ...seen, locals: new Map() }, depth + 1) : undefined;
  if (symbols.zones.has(name)) return zones(seen.known);
  return data.get(name)?.type;
}

const VERDICT: Type = { kind: "enum", members: VERDICTS, name: "verdict" };

function zones({ symbols }: Known): Type {
  return { kind: "enum", members: [...symbols.zones.keys()], name: "zone" };
}

function actionNames({ actions }: Pick<Seen, "actions">): Type {
  return { kind: "enum", members: actions.map(({ name }) => name), name: ACTION_NAME };
}

/** What comes back, where all of the actions say so. */
function resultOf(actions: readonly Action[]): Type | undefined {
  const [first] = actions;
  return actions.every(({ result }) => result !== undefined) ? first?.result : undefined;
}

function typeOfNames(parts: readonly ast.Ident[], seen: Seen, depth: number): Type | undefined {
  const [first, ...rest] = parts.map(({ text }) => text);
  const root = first === undefined ? undefined : typeOfRoot(first, seen, depth);
  return root && membersAlong(root, rest);
}

/** What a dotted name begins with: a section is a record. */
export function typeOfRoot(name: string, seen: Seen, depth = 0): Type | undefined {
  const { known, locals, args } = seen;
  const local = locals.get(name);
  if (local !== undefined) return local;
  if (name === "agent" || name === "context" || name === "impact") return known[name];
  if (name === "args") return args;
  if (name === "action") return actionRecord(seen);
  return typeOfName(name, seen, depth);
}

const EFFECT: Type = { kind: "enum", members: ["read", "write", "delete", "execute"], name: "effect" };

function actionRecord(seen: Pick<Seen, "actions" | "known">): RecordType {
  const effects = seen.actions.every(({ effect }) => effect !== undefined);
  const fields = new Map([
    ["name", { type: actionNames(seen.known), optional: false }],
    ["effect", { type: EFFECT, optional: !effects }],
    ["reversible", { type: BOOL, optional: false }],
  ]);
  return { kind: "record", fields, open: false };
}

/** The type of a field of a field. */
export function membersAlong(type: Type, names: readonly string[]): Type | undefined {
  return names.reduce<Type | undefined>(
    (at, name) => (at?.kind === "record" ? at.fields.get(name)?.type : undefined),
    type,
  );
}
