// The policy's header: its name, version, default, and what a fault gives.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { LoadedModule } from "../names/load.js";
import { headerOf } from "../names/qualified.js";
import { oneOf } from "../names/table.js";
import type { Span } from "../source/source.js";
import { clauseOf, clausesOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import type { Fallback, Header } from "./program.js";
import { DEFAULT_REASONS, reasonOf } from "./reasons.js";
import { refuse } from "./refuse.js";
import { readVerdict } from "./verdicts.js";

/** The header of the entry file; undefined where it is missing or wrong. */
export function checkHeader(checker: Checker, entry: LoadedModule): Header | undefined {
  const { report } = checker;
  const form = headerOf(entry);
  if (form === undefined) {
    report(diagnose("AP3002", placeOfPolicy(entry), { path: entry.file.path }));
    return undefined;
  }
  reportFurther(checker, entry, form);
  refuseBeyond(checker, form);
  const version = clauseOf(form, "version")?.value.value;
  const standard = clauseOf(form, "default");
  const onError = clausesOf(form, "on_error").find(({ when }) => when === undefined);
  const name = form.name?.text ?? "";
  const fallback = (clause: FallbackClause | undefined, reason: string): Fallback | undefined =>
    clause === undefined
      ? { span: form.name?.span ?? form.span, verdict: "block", reason }
      : readFallback(checker, clause, { name, reason });
  const header = {
    default: fallback(standard, DEFAULT_REASONS.default),
    onError: fallback(onError, DEFAULT_REASONS.onError),
  };
  if (header.default === undefined || header.onError === undefined) return undefined;
  return {
    span: form.span,
    name,
    ...(version !== undefined && { version }),
    default: header.default,
    onError: header.onError,
  };
}

type FallbackClause = ast.ClauseOf<"default"> | ast.ClauseOf<"on_error">;

/** A policy has one header. */
function reportFurther({ report }: Checker, { module }: LoadedModule, first: ast.FormDecl): void {
  for (const each of module.declarations) {
    if (each.kind !== "form" || each.form !== "policy" || each === first) continue;
    const related = [{ span: first.name?.span ?? first.keyword, message: "the first one is here" }];
    report(diagnose("AP3003", each.name?.span ?? each.keyword, {}, { related }));
  }
}

function refuseBeyond({ report }: Checker, form: ast.FormDecl): void {
  const mode = clauseOf(form, "mode")?.mode;
  const stated = mode && oneOf(["enforce", "shadow"], mode, "mode", report);
  if (mode !== undefined && stated === "shadow") refuse("`mode shadow` of a whole policy", mode.span, report);
  for (const kind of ["floor", "language"] as const) {
    const clause = clauseOf(form, kind);
    if (clause !== undefined) refuse(`\`${kind}\``, clause.span, report);
  }
  reportSecondOnError(form, report);
}

/** Conditions are refused; of what is left, one decides. */
function reportSecondOnError(form: ast.FormDecl, report: Checker["report"]): void {
  const clauses = clausesOf(form, "on_error");
  for (const { when } of clauses) if (when !== undefined) refuse("`on_error … when`", when.span, report);
  const [first, ...others] = clauses.filter(({ when }) => when === undefined);
  for (const other of others) {
    const related = [{ span: first?.span ?? other.span, message: "first declared here" }];
    report(diagnose("AP2002", other.span, { what: "clause", name: "on_error" }, { related }));
  }
}

/** A verdict that stands where no rule speaks: it says whether, never how. */
function readFallback(
  checker: Checker,
  { kind, verdict: written }: FallbackClause,
  { name, reason }: { readonly name: string; readonly reason: string },
): Fallback | undefined {
  const { report } = checker;
  const word = written.verdict;
  if (word.text === "redact" || word.text === "sandbox") {
    report(diagnose("AP3005", word.span, { verdict: word.text, clause: kind }));
    return undefined;
  }
  const read = readVerdict(checker, written, { form: "policy", name, actions: [] }, "any");
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

/** Where a message about the whole policy stands: at its name, or at the first word of the file. */
export function placeOfPolicy(entry: LoadedModule): Span {
  const named = headerOf(entry)?.name?.span;
  if (named !== undefined) return named;
  const start = entry.module.declarations[0]?.span.start ?? 0;
  const word = /^\w*/u.exec(entry.file.text.slice(start))?.[0] ?? "";
  return { file: entry.file.path, start, end: start + word.length };
}
