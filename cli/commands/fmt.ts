// `agentpol fmt`: policies in the house style, in their files or as a difference.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { formatText } from "../../compiler/format/format.js";
import { InputError, tellRefusal, type ExitCode } from "../exit.js";
import { discover, readInput } from "../files.js";
import { replaceFiles } from "../replace.js";
import { plain } from "../report/plain.js";
import { pretty } from "../report/pretty.js";
import { counted } from "../report/report.js";
import { unifiedDiff } from "../report/unified-diff.js";
import { PLAIN, styleFor, type Style } from "../style.js";

export interface FmtOptions {
  /** Changes no file, and fails where one would change. */
  readonly check: boolean;
  /** Changes no file, and shows what would change. */
  readonly diff: boolean;
  readonly json: boolean;
  /** The name that messages give to standard input. */
  readonly stdinName?: string;
}

/** What became of a policy; `text` is what it was, `formatted` what it is in the house style. */
type Outcome =
  | { readonly kind: "formatted"; readonly file: string; readonly text: string; readonly formatted: string }
  | {
      readonly kind: "invalid";
      readonly file: string;
      readonly text: string;
      readonly diagnostics: readonly Diagnostic[];
    };

export async function fmt(paths: readonly string[], options: FmtOptions): Promise<ExitCode> {
  if (paths.includes("-") || options.stdinName !== undefined) return fmtInput(paths, options);
  const files = discover(paths, [".agentpol"]);
  if (files.length === 0)
    throw new InputError(
      `no policies under ${paths.join(", ")}`,
      "name a *.agentpol file or a folder that holds one",
    );
  const keeps = options.check || options.diff;
  const outcomes: Outcome[] = [];
  let unreadable = false;
  for (const file of files) {
    try {
      const outcome = format(file, await readInput(file));
      if (!keeps && isChanged(outcome)) replaceFiles([{ path: file, after: outcome.formatted }]);
      outcomes.push(outcome);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      tellRefusal(error);
      unreadable = true;
    }
  }
  show(outcomes, options);
  return unreadable ? 2 : codeOf(outcomes, options);
}

async function fmtInput(paths: readonly string[], options: FmtOptions): Promise<ExitCode> {
  if (paths.some((path) => path !== "-"))
    throw new InputError("- is standard input, which stands alone", "leave the other paths out");
  const outcome = format(options.stdinName ?? "stdin.agentpol", await readInput("-"));
  if (options.check || options.diff || options.json) show([outcome], options, true);
  else if (outcome.kind === "invalid") showInvalid(outcome);
  else process.stdout.write(outcome.formatted);
  return codeOf([outcome], options);
}

function format(file: string, text: string): Outcome {
  const result = formatText(text, { path: file });
  return result.ok
    ? { kind: "formatted", file, text, formatted: result.text }
    : { kind: "invalid", file, text, diagnostics: result.diagnostics };
}

function isChanged(outcome: Outcome): outcome is Extract<Outcome, { kind: "formatted" }> {
  return outcome.kind === "formatted" && outcome.text !== outcome.formatted;
}

function codeOf(outcomes: readonly Outcome[], { check }: FmtOptions): ExitCode {
  const invalid = outcomes.some(({ kind }) => kind === "invalid");
  return invalid || (check && outcomes.some(isChanged)) ? 1 : 0;
}

function show(outcomes: readonly Outcome[], options: FmtOptions, isInput = false): void {
  if (options.json) {
    const files = outcomes.map((outcome) => asJson(outcome, options, isInput));
    process.stdout.write(`${JSON.stringify({ files }, null, 2)}\n`);
    return;
  }
  for (const outcome of outcomes) if (outcome.kind === "invalid") showInvalid(outcome);
  const style = styleFor(process.stdout);
  const changed = outcomes.filter(isChanged);
  if (options.diff)
    process.stdout.write(
      changed.map(({ file, text, formatted }) => unifiedDiff(file, text, formatted, style)).join(""),
    );
  else {
    const names = changed.map(({ file }) => `${file}\n`);
    process.stdout.write(`${names.join("")}${summary(outcomes, changed.length, options, style)}\n`);
  }
}

function showInvalid({ file, text, diagnostics }: Extract<Outcome, { kind: "invalid" }>): void {
  const sources = new Map([[file, { path: file, text }]]);
  process.stderr.write(`${pretty(plain(diagnostics, sources), sources, styleFor(process.stderr))}\n`);
}

/** “3 policies: 1 formatted, 1 left alone, since it has errors”. */
function summary(outcomes: readonly Outcome[], changed: number, { check }: FmtOptions, style: Style): string {
  const invalid = outcomes.filter(({ kind }) => kind === "invalid").length;
  const parts = [
    ...(changed > 0 ? [`${String(changed)} ${check ? "not formatted" : "formatted"}`] : []),
    ...(invalid > 0 ? [`${String(invalid)} left alone for errors in the syntax`] : []),
  ];
  const bad = invalid > 0 || (check && changed > 0);
  const policies = counted(outcomes.length, "policy", "policies");
  const found = parts.length > 0 ? parts.join(", ") : "nothing to format";
  return `${bad ? style.red("✗") : style.green("✓")} ${policies}: ${found}`;
}

function asJson(outcome: Outcome, { check, diff }: FmtOptions, isInput: boolean): object {
  const { file } = outcome;
  if (outcome.kind === "invalid") {
    const sources = new Map([[file, { path: file, text: outcome.text }]]);
    return { file, status: "invalid", diagnostics: plain(outcome.diagnostics, sources) };
  }
  const keeps = check || diff;
  const status = !isChanged(outcome) ? "unchanged" : keeps ? "unformatted" : "formatted";
  return {
    file,
    status,
    ...(diff && { diff: unifiedDiff(file, outcome.text, outcome.formatted, PLAIN) }),
    ...(isInput && !keeps && { text: outcome.formatted }),
  };
}
