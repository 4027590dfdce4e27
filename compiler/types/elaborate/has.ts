// `has PATH`: what proves that an attribute is present.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { BOOL } from "../type.js";
import type { AttributePath, TypedExpr } from "../typed-expr.js";
import { attributeOf, walk, type Attribute } from "./attribute.js";
import { badCondition, made, type Checked } from "./checked.js";
import { visitHasElement } from "./element.js";
import { attributeMeant, withoutCheck } from "./has-fixes.js";
import { isSection } from "./operands.js";
import { resultOf } from "./result.js";
import { report, type Scope } from "./scope.js";
import { seesResult } from "./sees-result.js";

export function visitHas(expr: Has, scope: Scope): Checked {
  const { path, span } = expr;
  if (path.kind === "missing") return badCondition(span, []);
  if (path.kind === "index") return visitHasElement(path, span, scope);
  if (path.kind !== "path") return noAttribute(expr, scope);
  const [first, ...steps] = path.parts;
  const local = first && scope.locals.get(first.text);
  if (local !== undefined) {
    if (steps.length === 0) return noAttribute(expr, scope);
    const field = walk({ path: local.name, type: local.type }, steps, scope);
    const names = steps.map((step) => step.text);
    return present(
      field,
      expr,
      { kind: "has-variable", name: local.name, steps: names, span, type: BOOL },
      scope,
    );
  }
  return hasAttribute(expr, path, scope);
}

type Has = Extract<ast.Expr, { readonly kind: "has" }>;

function hasAttribute(expr: Has, path: ast.PathExpr, scope: Scope): Checked {
  const [first] = path.parts;
  const ofResult = first?.text === "result" && seesResult(scope);
  if (!ofResult && (first === undefined || !isSection(first.text) || scope.place === "constant"))
    return noAttribute(expr, scope);
  const attribute = ofResult ? resultOf(path, scope, "presence") : attributeOf(path, scope);
  return present(
    attribute,
    expr,
    { kind: "has", path: attribute?.path ?? "", span: expr.span, type: BOOL },
    scope,
  );
}

function noAttribute(expr: Has, scope: Scope): Checked {
  const { path } = expr;
  report(scope, diagnose("AP2061", path.span, {}, { fixes: attributeMeant(expr, scope) }));
  return badCondition(path.span, []);
}

/** A `has` proves the attribute and each part of its path. */
function present(attribute: Attribute | undefined, has: Has, expr: TypedExpr, scope: Scope): Checked {
  if (attribute === undefined) return badCondition(has.path.span, []);
  if (attribute.optional === undefined && !mayBeAbsent(attribute.path, scope)) {
    const parts = has.path.kind === "path" ? has.path.parts : [];
    const shown = parts.map((part) => part.text).join(".");
    report(scope, diagnose("AP2060", expr.span, { path: shown }, { fixes: withoutCheck(has, scope) }));
  }
  return made(expr, [], { whenTrue: prefixes(attribute.path) });
}

/** In a let, what is required of these actions may be optional of those at another use. No result must be reported. */
function mayBeAbsent(path: AttributePath, scope: Scope): boolean {
  return (scope.use !== undefined && /^(args|action)\./u.test(path)) || /^result(\.|$)/u.test(path);
}

function prefixes(path: AttributePath): ReadonlySet<AttributePath> {
  const parts = path.split(".");
  return new Set(parts.slice(1).map((_, index) => parts.slice(0, index + 2).join(".")));
}
