// What is decided where no rule decides: `default`, and `on_error` with and without conditions.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { clauseOf, clausesOf } from "./clauses.js";
import { environmentOf, type Checker } from "./checker.js";
import { elaborateGuard } from "./elaborate/index.js";
import { readFallback, type FallbackClause } from "./fallback.js";
import type { ConditionalFallback, Fallback, Header } from "./program.js";
import { DEFAULT_REASONS } from "./reasons.js";

type Fallbacks = Pick<Header, "default" | "onError" | "onErrorWhen">;

/** All of a header; undefined where a mistake was reported. */
export function readFallbacks(checker: Checker, form: ast.FormDecl): Fallbacks | undefined {
  const clauses = clausesOf(form, "on_error");
  const [unconditional, ...others] = clauses.filter(({ when }) => when === undefined);
  reportFurther(checker, unconditional, others);
  const conditional = clauses.filter((clause) => clause.when !== undefined);
  const standard = orBlock(checker, form, clauseOf(form, "default"), DEFAULT_REASONS.default);
  const onError = orBlock(checker, form, unconditional, DEFAULT_REASONS.onError);
  const onErrorWhen = conditional.flatMap((clause) => readConditional(checker, form, clause) ?? []);
  if (standard === undefined || onError === undefined || onErrorWhen.length < conditional.length)
    return undefined;
  return { default: standard, onError, onErrorWhen };
}

/** Of those without a condition one decides. */
function reportFurther(
  { report }: Checker,
  first: FallbackClause | undefined,
  others: readonly FallbackClause[],
): void {
  for (const other of others) {
    const related = [{ span: first?.span ?? other.span, message: "first declared here" }];
    report(diagnose("AP2002", other.span, { what: "clause", name: "on_error" }, { related }));
  }
}

function orBlock(
  checker: Checker,
  form: ast.FormDecl,
  clause: FallbackClause | undefined,
  reason: string,
): Fallback | undefined {
  if (clause === undefined) return { span: form.name?.span ?? form.span, verdict: "block", reason };
  return readFallback(checker, clause, { name: form.name?.text ?? "", reason });
}

/** A condition speaks of the request alone, since the state may be what cannot be reached. */
function readConditional(
  checker: Checker,
  form: ast.FormDecl,
  clause: ast.ClauseOf<"on_error">,
): ConditionalFallback | undefined {
  const environment = environmentOf(checker, checker.names.actions, "fault");
  const when = clause.when === undefined ? [] : [clause.when];
  const [condition] = elaborateGuard({ when, unless: [] }, environment).when;
  const name = form.name?.text ?? "";
  const fallback = readFallback(checker, clause, { name, reason: DEFAULT_REASONS.onError });
  return fallback && condition && { ...fallback, when: condition };
}
