// What is decided where no rule decides: `default`, and `on_error` with and without conditions.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { clauseOf, clausesOf } from "./clauses.js";
import { environmentOf, type Checker } from "./checker.js";
import { elaborateGuard } from "./elaborate/index.js";
import type { ConditionalFallback, Fallback, Header } from "./program.js";
import { DEFAULT_REASONS, reasonOf } from "./reasons.js";
import { readVerdict } from "./verdicts.js";

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

type FallbackClause = ast.ClauseOf<"default"> | ast.ClauseOf<"on_error">;

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
  return readFallback(checker, form, clause, reason);
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
  const fallback = readFallback(checker, form, clause, DEFAULT_REASONS.onError);
  return fallback && condition && { ...fallback, when: condition };
}

/** A verdict that stands where no rule speaks: it says whether, never how. */
function readFallback(
  checker: Checker,
  form: ast.FormDecl,
  { kind, verdict: written }: FallbackClause,
  reason: string,
): Fallback | undefined {
  const { report } = checker;
  const word = written.verdict;
  if (word.text === "redact" || word.text === "sandbox") {
    report(diagnose("AP3005", word.span, { verdict: word.text, clause: kind }));
    return undefined;
  }
  const owner = { form: "policy", name: form.name?.text ?? "", actions: [] } as const;
  const read = readVerdict(checker, written, owner, "any");
  if (read === undefined || read.verdict === "redact" || read.verdict === "sandbox") return undefined;
  if (kind === "on_error" && read.verdict === "allow") report(diagnose("AP3025", word.span, {}));
  return {
    span: written.span,
    verdict: read.verdict,
    reason: reasonOf(written.reason, reason, ignore),
    ...(read.group && { group: read.group }),
  };
}

/** The reason was judged with its verdict. */
const ignore = (): void => undefined;
