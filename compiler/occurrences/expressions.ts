// The names in expressions.
//
// What a bare word stands for depends on the type that its place asks for, so each visit gives the places at which the
// type of the expression is written, and operands are visited in the checker's own order.

import type * as ast from "../ast/ast.js";
import { vagueness, type KnownNames } from "../types/elaborate/operands.js";
import { visitCall } from "./calls.js";
import { visitPath, visitString, visitSteps } from "./names.js";
import { declaredAt } from "./declared.js";
import { visitAll, type Scope } from "./scope.js";
import { declare, refer, referTo, type Scribe } from "./scribe.js";
import { elementsOf, NOTHING, type Written } from "./written.js";

/** The checker refuses what is deeper. */
const DEEPEST = 500;

/** Writes the names in an expression down; gives where its type is written. `expected`: the type that its place asks for. */
export function visit(
  expr: ast.Expr,
  outer: Scope,
  expected: readonly Written[] = NOTHING,
): readonly Written[] {
  if (outer.depth > DEEPEST) return NOTHING;
  const scope = { ...outer, depth: outer.depth + 1 };
  switch (expr.kind) {
    case "string":
      visitString(expr, scope.scribe, expected);
      return NOTHING;
    case "path":
      return visitPath(expr, scope, expected);
    case "list":
      return visitList(expr, scope, expected);
    case "index":
      return visitIndex(expr, scope);
    case "call":
      return visitCall(expr, scope);
    case "binary":
      return visitBinary(expr, scope);
    case "quantifier":
      return visitQuantifier(expr, scope);
    case "history":
      return visitHistory(expr, scope);
    case "has":
      return visitAll([expr.path], scope);
    case "unary":
      return visitAll([expr.operand], scope);
    case "range":
      return visitAll([expr.low, expr.high], scope);
    case "command-test":
      return visitAll([expr.command, expr.entries, expr.touching, expr.withEnv, expr.writingOnly], scope);
    case "record-lit":
      return visitAll(
        expr.fields.map(({ value }) => value),
        scope,
      );
    case "bool":
    case "number":
    case "time":
    case "missing":
      return NOTHING;
  }
}

// ─── Operands ───────────────────────────────────────────────────────────────────────────────────────────────────

function visitList(
  { items }: Extract<ast.Expr, { readonly kind: "list" }>,
  scope: Scope,
  expected: readonly Written[],
): readonly Written[] {
  const elements = elementsOf(expected);
  if (elements.length > 0) {
    for (const item of items) visit(item, scope, elements);
    return expected;
  }
  const model = clearest(items, knownNames(scope));
  const of = model === undefined ? NOTHING : visit(model, scope);
  for (const item of items) if (item !== model) visit(item, scope, of);
  return [{ kind: "list", of }];
}

/** The item that says most about the type of all; the first of equals. */
function clearest(items: readonly ast.Expr[], names: KnownNames): ast.Expr | undefined {
  let best = items[0];
  for (const item of items) if (best && vagueness(item, names) < vagueness(best, names)) best = item;
  return best;
}

/** `and`, `or` and sums may be thousands in a row, which nest to the left; what they give has no type with names. */
function visitBinary(expr: ast.BinaryExpr, scope: Scope): readonly Written[] {
  const row: ast.BinaryExpr[] = [expr];
  for (let { left } = expr; left.kind === "binary"; { left } = left) row.push(left);
  const innermost = row.pop();
  if (innermost !== undefined) visitSides(innermost, scope);
  for (const each of row.toReversed()) visitRight(each, scope, NOTHING);
  return NOTHING;
}

/** The side that says more about its type first, and the other in its light. */
function visitSides(expr: ast.BinaryExpr, scope: Scope): void {
  const { left, right, op } = expr;
  const names = knownNames(scope);
  const isClearer =
    COMPARED.has(op) && right.kind !== "range" && vagueness(right, names) < vagueness(left, names);
  if (!isClearer) {
    visitRight(expr, scope, visit(left, scope));
    return;
  }
  const written = visit(right, scope);
  const elements = isMembership(expr) ? elementsOf(written) : NOTHING;
  visit(left, scope, elements.length > 0 ? elements : written);
}

const COMPARED: ReadonlySet<ast.BinaryOp> = new Set(["==", "!=", "<", "<=", ">", ">=", "in", "not in"]);

function isMembership({ op }: ast.BinaryExpr): boolean {
  return op === "in" || op === "not in";
}

/** The right side, where the left was visited. */
function visitRight(expr: ast.BinaryExpr, scope: Scope, left: readonly Written[]): void {
  const { op, right } = expr;
  if (op === "holds") visitDetectors(right, scope);
  else if (right.kind === "range") for (const end of [right.low, right.high]) visit(end, scope, left);
  else if (isMembership(expr) && right.kind === "list" && left.length > 0)
    visit(right, scope, [{ kind: "list", of: left }]);
  else visit(right, scope, COMPARED.has(op) ? left : NOTHING);
}

function visitDetectors(expr: ast.Expr, { scribe }: Scope): void {
  for (const item of expr.kind === "list" ? expr.items : [expr]) {
    const [name] = item.kind === "path" ? item.parts : [];
    if (name !== undefined) referTo(scribe, name, scribe.world.detector(name.text));
  }
}

function knownNames({ place, locals, scribe }: Scope): KnownNames {
  return { place, locals, names: scribe.world.symbols };
}

// ─── What has parts of its own ──────────────────────────────────────────────────────────────────────────────────

function visitIndex(
  { object, index, fields }: Extract<ast.Expr, { readonly kind: "index" }>,
  scope: Scope,
): readonly Written[] {
  const map = visitPath(object, scope);
  visit(index, scope);
  return visitSteps(fields, elementsOf(map), scope);
}

function visitQuantifier({ variable, over, body, span }: ast.Quantifier, scope: Scope): readonly Written[] {
  const written = elementsOf(visit(over, scope));
  const declared = declaredAt(variable, "variable", span);
  declare(scope.scribe, variable, [declared], written);
  const locals = new Map(scope.locals);
  if (variable.text !== "") locals.set(variable.text, { declared, written });
  visit(body, { ...scope, locals });
  return NOTHING;
}

function visitHistory(expr: ast.HistoryExpr, scope: Scope): readonly Written[] {
  const { select } = scope.scribe.world.known;
  visitSelector(scope.scribe, expr.selector);
  if (expr.since !== undefined) visitSelector(scope.scribe, expr.since);
  const earlier: Scope = {
    ...scope,
    actions: select(expr.selector),
    place: expr.attempts ? "attempts" : "history",
    locals: new Map(),
  };
  const written = expr.attribute === undefined ? NOTHING : visitPath(expr.attribute, earlier);
  visitAll([expr.where], earlier);
  visitAll([expr.within], scope);
  const past = expr.since === undefined ? earlier.actions : [...earlier.actions, ...select(expr.since)];
  for (const part of expr.by) visitKey(part, scope, past);
  return expr.fn === "sum" ? written : NOTHING;
}

/** `by args.account` is an argument of the earlier actions and of this one. */
function visitKey({ attribute, equals }: ast.KeyPart, scope: Scope, past: Scope["actions"]): void {
  const others = equals === undefined ? scope.actions : [];
  const isArgument = attribute.parts[0]?.text === "args";
  const actions = isArgument ? [...new Set([...others, ...past])] : scope.actions;
  visitPath(attribute, { ...scope, actions, locals: new Map() });
  if (equals !== undefined) visitPath(equals, scope);
}

export function visitSelector(scribe: Scribe, { include, except }: ast.Selector): void {
  for (const pattern of [...include, ...except]) refer(scribe, pattern, scribe.world.picked(pattern));
}
