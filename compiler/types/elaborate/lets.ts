// Uses of lets. They share the body, and must prove present what it reads without proof.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import type { Span } from "../../source/source.js";
import { withoutFurther } from "./argument-fixes.js";
import { bad, isBad, made, type Checked } from "./checked.js";
import { visitAs } from "./coerce.js";
import { instanceOf } from "./instances.js";
import { together, usedAt } from "./needs.js";
import { refuse, type Scope } from "./scope.js";
import type { Instance } from "./session.js";

/** `business_hours`. */
export function visitLetName(decl: ast.LetDecl, name: ast.Ident, scope: Scope): Checked {
  if (decl.params !== undefined) return wrongArity(decl, name, decl.params.length, 0, scope);
  return use(decl, name, [], scope);
}

/** `risky(args.amount)`. */
export function visitLetCall(
  decl: ast.LetDecl,
  call: Extract<ast.Expr, { readonly kind: "call" }>,
  scope: Scope,
): Checked {
  if (decl.params === undefined) {
    return refuse(scope, call, diagnose("AP2089", call.span, { name: decl.name.text }, notCalled(call)));
  }
  if (decl.params.length !== call.args.length) {
    return wrongArity(
      decl,
      call,
      decl.params.length,
      call.args.length,
      scope,
      withoutFurther(call, decl.params.length),
    );
  }
  return use(decl, call, call.args, scope);
}

function notCalled(call: Extract<ast.Expr, { readonly kind: "call" }>): Parameters<typeof diagnose>[3] {
  const { file, end } = call.span;
  const edits = [{ span: { file, start: call.callee.span.end, end }, newText: "" }];
  return call.args.length === 0 ? { fixes: [{ title: "Remove the parentheses", edits }] } : {};
}

function wrongArity(
  decl: ast.LetDecl,
  at: { readonly span: Span },
  expected: number,
  found: number,
  scope: Scope,
  fixes: readonly Fix[] = [],
): Checked {
  scope.names.use("let", decl.name.text);
  const related = [{ span: decl.name.span, message: "declared here" }];
  return refuse(
    scope,
    at,
    diagnose("AP2065", at.span, { name: decl.name.text, expected, found }, { related, fixes }),
  );
}

function use(
  decl: ast.LetDecl,
  at: { readonly span: Span },
  args: readonly ast.Expr[],
  scope: Scope,
): Checked {
  scope.names.use("let", decl.name.text);
  const instance = instanceOf(decl, at.span, scope);
  const types = instance?.params ?? [];
  const given = args.map((arg, index) => visitAs(arg, types[index] ?? { kind: "error" }, scope));
  if (instance === undefined || isBad(instance.body)) return bad(at.span, given);
  return applied(instance, given, at.span);
}

function applied({ instance, body }: Instance, given: readonly Checked[], span: Span): Checked {
  const args = given.map((arg) => arg.expr);
  return made({ kind: "let", instance, args, span, type: body.expr.type }, [...given, body], {
    whenTrue: body.whenTrue,
    whenFalse: body.whenFalse,
    needs: together([...given.map((arg) => arg.needs), usedAt(span, body.needs)]),
    // Without parameters all uses share one body; with them, each use is written out.
    ...(given.length === 0 && { size: 1, constant: body.constant, ...(body.exact && { exact: body.exact }) }),
  });
}
