// negation: a condition, or a part of one, is turned into its opposite. Comparisons and `has` have operators of their own.
//
//   when a and b → when not (a and b), when not (a) and b        x in y → x not in y        not a → a

import type * as ast from "../../ast/ast.js";
import { replaced } from "../edits.js";
import type { Edit, Operator, Site } from "../mutation.js";
import { conditionsIn } from "./conditions.js";

export const negation: Operator = {
  name: "negation",
  about: "a condition, or a part of one, is turned into its opposite",
  edits: (node, site) => conditionsIn(node).flatMap((condition) => negated(condition, site)),
};

const OPPOSITES: Readonly<Partial<Record<ast.BinaryOp, string>>> = {
  in: "not in",
  "not in": "in",
  like: "not like",
  "not like": "like",
};

const COMPARISONS: ReadonlySet<ast.BinaryOp> = new Set(["==", "!=", "<", "<=", ">", ">="]);

function negated(condition: ast.Expr, { text }: Site): readonly Edit[] {
  if (condition.kind === "has" || condition.kind === "missing") return [];
  if (condition.kind === "unary" && condition.op === "not") {
    const { span, operand } = condition;
    return operand.kind === "has"
      ? []
      : [{ span, text: `(${text({ ...span, start: span.start + "not".length }).trim()})` }];
  }
  if (condition.kind === "binary") {
    if (COMPARISONS.has(condition.op)) return [];
    const opposite = OPPOSITES[condition.op];
    if (opposite !== undefined) return [{ span: condition.opSpan, text: opposite }];
  }
  return [replaced(condition, `not (${text(condition.span)})`)];
}
