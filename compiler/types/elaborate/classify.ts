// Questions to classifiers: `injection(args.text)`, in the guards of rules.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import type { Classifier } from "../declared.js";
import { bad, made, type Checked } from "./checked.js";
import { visitAs } from "./coerce.js";
import { refuse, usedHere, type Scope } from "./scope.js";

/** Where nobody asks: what is decided there is decided without the host, or was decided long ago. */
const UNASKED: ReadonlySet<Scope["place"]> = new Set([
  "assert",
  "assert-result",
  "fault",
  "revoke",
  "history",
  "attempts",
  "constant",
]);

export function visitQuestion(
  classifier: Classifier,
  call: { readonly span: Span; readonly callee: ast.Ident; readonly args: readonly ast.Expr[] },
  scope: Scope,
): Checked {
  const { name, params, result } = classifier;
  scope.names.use("classifier", name);
  if (UNASKED.has(scope.place)) {
    return refuse(scope, call, diagnose("AP2182", call.callee.span, { name }, { related: usedHere(scope) }));
  }
  if (params.length !== call.args.length) {
    const related = [{ span: classifier.span, message: "declared here" }];
    const counts = { name, expected: params.length, found: call.args.length };
    return refuse(scope, call, diagnose("AP2065", call.span, counts, { related }));
  }
  const given = call.args.map((arg, i) => visitAs(arg, params[i]?.type ?? { kind: "error" }, scope));
  if (given.some(({ expr }) => expr.type.kind === "error")) return bad(call.span, given);
  const args = given.map(({ expr }) => expr);
  return made({ kind: "classify", classifier, args, span: call.span, type: result }, given);
}
