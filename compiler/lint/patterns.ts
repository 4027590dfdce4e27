// Comparisons of text with patterns and literals, as the conditions of rules ask them.

import type * as ast from "../ast/ast.js";
import type { LintContext } from "./context.js";
import { stringsOf } from "./literals.js";
import type { Leaning } from "./questions.js";

export interface TextQuestion {
  readonly expr: ast.BinaryExpr;
  readonly strings: readonly ast.StringLit[];
  /** What follows where the text is one of these, or fits one of them. */
  readonly leaning: Leaning;
  readonly form: ast.FormDecl;
}

const NEGATED: Readonly<Record<string, string>> = { "!=": "==", "not in": "in", "not like": "like" };

/** Questions by one of `ops` (`==`, `in`, `like`, `matches`), and by their negations with the leaning turned round. */
export function textQuestions({ questions }: LintContext, ops: readonly string[]): readonly TextQuestion[] {
  return questions.flatMap(({ expr, leaning, form }) => {
    if (expr.kind !== "binary") return [];
    const positive = NEGATED[expr.op];
    if (!ops.includes(positive ?? expr.op)) return [];
    const strings = stringsOf(expr.right);
    const turned = leaning === "permits" ? "restricts" : "permits";
    return [{ expr, strings, form, leaning: positive === undefined ? leaning : turned }];
  });
}
