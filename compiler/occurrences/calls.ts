// The names in calls: lets, classifiers, `approved(RULE)`; and where the type of what they give is written.

import { WEEKDAYS } from "../../runtime/values/time.js";
import type * as ast from "../ast/ast.js";
import { visitLet, writtenIn } from "./names.js";
import { declaredAt } from "./declared.js";
import { visitAll, type Scope } from "./scope.js";
import { referTo, referToRule } from "./scribe.js";
import { NOTHING, type Written } from "./written.js";

type Call = Extract<ast.Expr, { readonly kind: "call" }>;

const WEEKDAY: Written = { kind: "words", words: WEEKDAYS };

export function visitCall({ callee, args }: Call, scope: Scope): readonly Written[] {
  const { scribe } = scope;
  const { lets, classifiers } = scribe.world.symbols;
  if (callee.text === "approved") {
    for (const arg of args) if (arg.kind === "path") referToRule(scribe, arg);
    return NOTHING;
  }
  const decl = lets.get(callee.text);
  if (decl !== undefined) {
    visitArguments(args, decl.params ?? [], scope);
    return visitLet(callee, decl, scope);
  }
  const classifier = classifiers.get(callee.text);
  if (classifier !== undefined) {
    referTo(scribe, callee, declaredAt(classifier.name, "classifier", classifier.span));
    visitArguments(args, classifier.params, scope);
    return [writtenIn(classifier.result, scribe)];
  }
  visitAll(args, scope);
  return callee.text === "weekday" ? [WEEKDAY] : NOTHING;
}

function visitArguments(args: readonly ast.Expr[], params: readonly ast.Param[], scope: Scope): void {
  for (const [at, arg] of args.entries()) {
    const type = params[at]?.type;
    scope.visit(arg, scope, type === undefined ? NOTHING : [writtenIn(type, scope.scribe)]);
  }
}
