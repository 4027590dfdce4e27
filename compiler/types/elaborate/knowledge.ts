// `known(E)` and `unknown(args.command)`: conditions on what can be known.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { BOOL } from "../type.js";
import { withoutFurther } from "./argument-fixes.js";
import { bad, badCondition, made, type Checked } from "./checked.js";
import { visitCondition } from "./coerce.js";
import { checkedCommand } from "./commands.js";
import { refuse, type Scope } from "./scope.js";

type Call = Extract<ast.Expr, { readonly kind: "call" }>;

export function visitKnowledge(name: "known" | "unknown", expr: Call, scope: Scope): Checked {
  const [first] = expr.args;
  if (first === undefined || expr.args.length > 1) {
    const params = { name, expected: 1, found: expr.args.length };
    return refuse(scope, expr, diagnose("AP2065", expr.span, params, { fixes: withoutFurther(expr, 1) }));
  }
  return name === "known" ? visitKnown(first, expr, scope) : visitUnknown(first, expr, scope);
}

/** What its operand proves present when it is true, it proves too. */
function visitKnown(first: ast.Expr, { span }: Call, scope: Scope): Checked {
  const operand = visitCondition(first, scope);
  if (operand.expr.type.kind === "error") return bad(span, [operand]);
  const { whenTrue } = operand;
  return made({ kind: "known", operand: operand.expr, span, type: BOOL }, [operand], { whenTrue });
}

function visitUnknown(first: ast.Expr, { span }: Call, scope: Scope): Checked {
  const checked = scope.visit(first, scope);
  const command = checkedCommand(first, checked, "`unknown`", scope);
  if (command === undefined) return badCondition(span, [checked]);
  return made({ kind: "unseen", command, span, type: BOOL }, [checked]);
}
