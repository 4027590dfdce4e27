// The policy's header: its name, version, edition, mode, default, and what a fault gives.

import type { Mode } from "../../runtime/table/format.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { removal, rewriting } from "../diagnostics/fixes.js";
import { stem } from "../names/file-path.js";
import type { LoadedModule } from "../names/load.js";
import { headerOf } from "../names/qualified.js";
import { oneOf } from "../names/table.js";
import type { Span } from "../source/source.js";
import { clauseOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import { readEdition } from "./edition.js";
import { readFallbacks } from "./fallbacks.js";
import type { Header } from "./program.js";

/** The header of the entry file; undefined where it is missing or wrong. */
export function checkHeader(checker: Checker, entry: LoadedModule): Header | undefined {
  const { report } = checker;
  const form = headerOf(entry);
  if (form === undefined) {
    report(diagnose("AP3002", placeOfPolicy(entry), { path: entry.file.path }, { fixes: header(entry) }));
    return undefined;
  }
  reportFurther(checker, entry, form);
  const version = clauseOf(form, "version")?.value.value;
  const language = readEdition(clauseOf(form, "language")?.edition, report);
  const mode = readMode(checker, form);
  const fallbacks = readFallbacks(checker, form);
  if (fallbacks === undefined || language === undefined || mode === undefined) return undefined;
  const name = form.name?.text ?? "";
  return { span: form.span, name, ...(version !== undefined && { version }), language, mode, ...fallbacks };
}

/** A policy has one header. */
function reportFurther({ report }: Checker, { module }: LoadedModule, first: ast.FormDecl): void {
  const initial = clauseOf(first, "default")?.verdict.verdict.text ?? "block";
  for (const each of module.declarations) {
    if (each.kind !== "form" || each.form !== "policy" || each === first) continue;
    const related = [{ span: first.name?.span ?? first.keyword, message: "the first one is here" }];
    const fixes = addsNothing(each, initial) ? removal("Remove the second one", each.span) : [];
    report(diagnose("AP3003", each.name?.span ?? each.keyword, {}, { related, fixes }));
  }
}

/** A block for the policy, named like its file. */
function header({ file: { path, text } }: LoadedModule): readonly Fix[] {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const name = stem(path);
  return rewriting(
    `Insert a block \`policy ${name}\``,
    { file: path, start, end: start },
    `policy ${name} {\n  default block\n}\n\n`,
  );
}

/** Is a policy whose default is `initial` no more lenient without the second block? */
function addsNothing(second: ast.FormDecl, initial: string): boolean {
  return second.clauses.every(
    ({ kind }) => kind === "version" || (kind === "default" && initial === "block"),
  );
}

function readMode({ report }: Checker, form: ast.FormDecl): Mode | undefined {
  const mode = clauseOf(form, "mode")?.mode;
  return mode === undefined ? "enforce" : oneOf(["enforce", "shadow"], mode, "mode", report);
}

/** Where a message about the whole policy stands: at its name, or at the first word of the file. */
export function placeOfPolicy(entry: LoadedModule): Span {
  const named = headerOf(entry)?.name?.span;
  if (named !== undefined) return named;
  const start = entry.module.declarations[0]?.span.start ?? 0;
  const word = /^\w*/u.exec(entry.file.text.slice(start))?.[0] ?? "";
  return { file: entry.file.path, start, end: start + word.length };
}
