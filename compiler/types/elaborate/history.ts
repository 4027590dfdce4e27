// `formerly`, `count`, `sum` and `distinct`: questions about permitted earlier actions.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { describeType } from "../describe-type.js";
import { isNumeric, isScalar } from "../same-type.js";
import type { Action } from "../program.js";
import { pickedBy } from "../selectors.js";
import { BOOL, type Type } from "../type.js";
import type { TypedHistory } from "../typed-expr.js";
import type { Attribute } from "./attribute.js";
import { bad, isBad, made, type Checked } from "./checked.js";
import { visitCondition } from "./coerce.js";
import { positiveDuration } from "./constant.js";
import { joinsOf } from "./joins.js";
import { attributeNamed } from "./keys.js";
import { OUTCOME } from "./names.js";
import { demandPresent } from "./presence.js";
import { resultOf } from "./result.js";
import { refuse, report, usedHere, type Scope } from "./scope.js";

const INT: Type = { kind: "int" };

export function visitHistory(expr: ast.HistoryExpr, scope: Scope): Checked {
  const refused = refusedHere(expr, scope);
  if (refused !== undefined) return refused;
  const actions = selected(expr.selector, scope);
  const hidden = new Set(scope.locals.keys());
  const earlier: Scope = {
    ...scope,
    actions,
    place: expr.attempts ? "attempts" : "history",
    locals: new Map(),
    hidden,
  };
  const attribute = expr.attribute && attributeIn(expr, expr.attribute, earlier);
  const where = expr.where && whereIn(expr.where, earlier);
  const question: TypedHistory = {
    kind: "history",
    fn: expr.fn,
    actions,
    attempts: expr.attempts !== undefined,
    picked: pickedBy(expr.selector),
    ...(where && !isBad(where) && { where: where.expr }),
    ...(attribute && { attribute: attribute.path }),
    ...reachOf(expr, scope, earlier),
  };
  if (actions.length === 0 || isCut(expr, question)) return bad(expr.span);
  // `where` proves nothing about this action, and has shown that it needs nothing.
  const extent = where && { height: 1 + where.height, size: 1 + where.size };
  return made({ ...question, span: expr.span, type: answerOf(expr.fn, attribute) }, [], extent);
}

/** How far back, and for which earlier actions. */
function reachOf(
  expr: ast.HistoryExpr,
  scope: Scope,
  earlier: Scope,
): Pick<TypedHistory, "within" | "since" | "sincePicked" | "by"> {
  const within = expr.within && positiveDuration(expr.within, "`within`", scope);
  const since = expr.since && selected(expr.since, scope);
  const by = joinsOf(
    expr.by,
    scope,
    since === undefined ? [earlier] : [earlier, { ...earlier, actions: since }],
  );
  return {
    by,
    ...(within !== undefined && { within }),
    ...(since && { since, sincePicked: pickedBy(expr.since) }),
  };
}

/** Was a mistake reported for a clause, which is now missing? */
function isCut(expr: ast.HistoryExpr, question: TypedHistory): boolean {
  const clauses = ["where", "attribute", "within"] as const;
  const lacks = clauses.some((clause) => expr[clause] !== undefined && question[clause] === undefined);
  return lacks || question.since?.length === 0 || question.by.length < expr.by.length;
}

/** History where there is none, and attempts where more of them could permit. */
function refusedHere(expr: ast.HistoryExpr, scope: Scope): Checked | undefined {
  if (scope.place === "history" || scope.place === "attempts")
    return refuse(scope, expr, diagnose("AP2076", expr.fnSpan, {}));
  if (scope.place === "fault")
    return refuse(
      scope,
      expr,
      diagnose("AP3061", expr.fnSpan, { fn: expr.fn }, { related: usedHere(scope) }),
    );
  if (scope.place === "constant") return refuse(scope, expr, diagnose("AP2084", expr.span, { type: "this" }));
  if (expr.attempts === undefined || isRestricting(scope)) return undefined;
  const params = { what: `${expr.fn}(attempts …)`, where: "the guard of a rule that restricts" };
  return refuse(scope, expr, diagnose("AP2081", expr.attempts, params, { related: usedHere(scope) }));
}

function isRestricting({ place }: Scope): boolean {
  return place === "restricting" || place === "restricting-result";
}

function answerOf(fn: ast.HistoryExpr["fn"], attribute: Attribute | undefined): Type {
  if (fn === "formerly") return BOOL;
  return fn === "sum" && attribute !== undefined ? attribute.type : INT;
}

/** The actions that a selector picks, asked once: a let's body is checked several times. */
function selected(selector: ast.Selector, scope: Scope): readonly Action[] {
  const { selections } = scope.session;
  const known = selections.get(selector);
  if (known !== undefined) return known;
  const actions = scope.names.select(selector);
  selections.set(selector, actions);
  return actions;
}

/** A condition on the earlier action; nothing of this action proves anything about it. */
function whereIn(where: ast.Expr, earlier: Scope): Checked {
  const checked = visitCondition(where, earlier);
  demandPresent(checked, where, new Set(), earlier);
  return checked;
}

/** What `sum` adds up and `distinct` tells apart; it may be absent. */
function attributeIn(expr: ast.HistoryExpr, path: ast.PathExpr, earlier: Scope): Attribute | undefined {
  const attribute = earlierAttribute(path, earlier);
  if (attribute === undefined) return undefined;
  const { type } = attribute;
  const summed = expr.fn === "sum";
  if (summed ? isNumeric(type) : isScalar(type)) return attribute;
  const needs = summed ? "a number" : "a single value";
  report(earlier, diagnose("AP2068", path.span, { op: `\`${expr.fn}\``, needs, found: describeType(type) }));
  return undefined;
}

/** An attribute of the earlier action, or what its report tells. */
function earlierAttribute(path: ast.PathExpr, earlier: Scope): Attribute | undefined {
  const [first] = path.parts;
  if (first?.text === "result") return resultOf(path, earlier);
  const ended = first?.text === "outcome" && path.parts.length === 1;
  return ended ? { path: "outcome", type: OUTCOME } : attributeNamed(path, earlier);
}
