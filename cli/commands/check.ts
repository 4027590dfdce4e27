// `agentpol check`: what is wrong with policies.

import type { Compilation } from "../../compiler/compile.js";
import { proofWarnings } from "../../compiler/verify/warnings.js";
import { discover } from "../files.js";
import { InputError, type ExitCode } from "../exit.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy } from "../load.js";
import { leftNote } from "../report/left-note.js";
import { report, type Checked, type Format } from "../report/report.js";
import { styleFor } from "../style.js";

export interface CheckOptions {
  readonly format: Format;
  readonly maxWarnings?: number;
}

/** So long all policies together may be looked at for what is proved of their rules. */
const PROOF_MS = 2_000;

export async function check(
  paths: readonly string[],
  { format, maxWarnings }: CheckOptions,
): Promise<ExitCode> {
  const files = discover(paths, [".agentpol"]);
  if (files.length === 0)
    throw new InputError(
      `no policies under ${paths.join(", ")}`,
      "name a *.agentpol file or a folder that holds one",
    );
  const compiled = [];
  for (const file of files) compiled.push(await compilePolicy(file));
  const until = performance.now() + PROOF_MS;
  const checked = withoutLibraries(compiled).map((each) => proved(each, () => performance.now() < until));
  process.stdout.write(report(checked, format, styleFor(process.stdout)));
  const note = leftNote(checked.flatMap(({ left }) => left));
  if (note !== undefined) process.stderr.write(`${note}\n`);
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  return warnings < all.length || warnings > (maxWarnings ?? Infinity) ? 1 : 0;
}

interface Proved extends Checked {
  /** Actions of which nothing was proved. */
  readonly left: readonly string[];
}

/** With the warnings that are proofs, as far as there is time. */
function proved({ program, table, ...compilation }: Compilation, more: () => boolean): Proved {
  if (program === undefined || table === undefined) return { ...compilation, left: [] };
  const { diagnostics, left } = proofWarnings(program, table, more);
  return { ...compilation, diagnostics: [...compilation.diagnostics, ...diagnostics], left };
}
