// `agentpol lint`: mistakes that compile, and their fixes.

import type { Compilation } from "../../compiler/compile.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { nearest } from "../../compiler/diagnostics/nearest.js";
import { applyFixes, type Applied } from "../../compiler/lint/apply.js";
import { rulePage } from "../../compiler/lint/page.js";
import { rules } from "../../compiler/lint/registry.js";
import { ready } from "../../runtime/facts/ready.js";
import { InputError, type ExitCode } from "../exit.js";
import { readText } from "../files.js";
import { configurations } from "../lint/config.js";
import { findingsOf, subjectsIn, type LintSubject } from "../lint/subjects.js";
import { replaceFiles } from "../replace.js";
import { counted, report, type Checked, type Format } from "../report/report.js";
import { styleFor } from "../style.js";

export interface LintCommand {
  readonly format: Format;
  /** Which fixes are written; none if left out. */
  readonly fix?: "safe" | "unsafe";
  readonly rules: readonly string[];
  readonly config?: string;
  readonly maxWarnings?: number;
}

export async function lint(paths: readonly string[], options: LintCommand): Promise<ExitCode> {
  const { format, fix, maxWarnings = Infinity } = options;
  for (const id of options.rules) demandRule(id);
  if (fix !== undefined && paths.includes("-"))
    throw new InputError("standard input cannot be fixed", "name the file, or leave --fix out");
  const subjects = await subjectsIn(paths, {
    configOf: configurations(options.config),
    only: options.rules.length === 0 ? undefined : new Set(options.rules),
  });
  if (subjects.length === 0)
    throw new InputError(
      `no policies under ${paths.join(", ")}`,
      "name a *.agentpol file or a folder that holds one",
    );
  const texts = fix === undefined ? new Map<string, string>() : await write(subjects, fix === "unsafe");
  const checked = told(subjects, (subject) => (texts.size === 0 ? subject.policy : subject.compile(texts)));
  process.stdout.write(report(checked, format, styleFor(process.stdout)));
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  return warnings < all.length || warnings > maxWarnings ? 1 : 0;
}

/** A finding in a file that several policies import is told once. */
function told(
  subjects: readonly LintSubject[],
  compiledOf: (subject: LintSubject) => Compilation,
): readonly Checked[] {
  const seen = new Set<string>();
  return subjects.map((subject) => {
    const compilation = compiledOf(subject);
    const diagnostics = findingsOf(subject, compilation).filter((each) => {
      const key = JSON.stringify([subject.keyOf(each.span.file), each.span.start, each.code, each.message]);
      return !seen.has(key) && seen.add(key);
    });
    return { diagnostics, sources: compilation.sources };
  });
}

/** Applies fixes and writes the files; says on standard error what was done. */
async function write(subjects: readonly LintSubject[], unsafe: boolean): Promise<Applied["texts"]> {
  await ready();
  const { texts, applied, refused } = applyFixes(subjects, { unsafe });
  for (const { policy, keyOf } of subjects)
    for (const [path, { text }] of policy.sources)
      if (texts.has(keyOf(path)) && readText(keyOf(path)) !== text)
        throw new InputError(`${path} has changed while it was fixed`, "run the command again");
  replaceFiles(Array.from(texts, ([path, after]) => ({ path, after })));
  if (applied > 0)
    process.stderr.write(
      `fixed ${counted(applied, "finding", "findings")} in ${counted(texts.size, "file", "files")}\n`,
    );
  for (const each of refused) process.stderr.write(`${refusal(each)}\n`);
  return texts;
}

/** Its place has moved; the report shows where the finding is now. */
function refusal({ code, span }: Diagnostic): string {
  return `note: a fix of ${code} in ${span.file} was left out: it is not proved that every verdict stays`;
}

function demandRule(id: string): void {
  if (rules.some((rule) => rule.id === id)) return;
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  throw new InputError(
    `there is no lint rule ${id}`,
    near === undefined ? "agentpol lint --list-rules shows all of them" : `did you mean ${near}?`,
  );
}

/** All rules, a line each. */
export function listRules({ json }: { readonly json: boolean }): ExitCode {
  const rows = rules.map(({ id, title, recommended, strict, fixes }) => ({
    ...{ id, title, recommended, strict, fixes },
  }));
  const width = Math.max(...rows.map(({ id }) => id.length));
  const style = styleFor(process.stdout);
  const line = ({ id, title, recommended, fixes }: (typeof rows)[number]): string =>
    `${style.bold(id.padEnd(width))}  ${recommended.padEnd(7)}  ${fixes.padEnd(15)}  ${title}\n`;
  process.stdout.write(json ? `${JSON.stringify({ rules: rows }, null, 2)}\n` : rows.map(line).join(""));
  return 0;
}

/** What a rule is about, as its page says it. */
export function explainRule(id: string): ExitCode {
  demandRule(id);
  const rule = rules.find((each) => each.id === id);
  if (rule !== undefined) process.stdout.write(rulePage(rule));
  return 0;
}
