// `agentpol check`: what is wrong with policies.

import { discover } from "../files.js";
import { InputError, type ExitCode } from "../exit.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy } from "../load.js";
import { report, type Format } from "../report/report.js";
import { styleFor } from "../style.js";

export interface CheckOptions {
  readonly format: Format;
  readonly maxWarnings?: number;
}

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
  const checked = withoutLibraries(compiled);
  process.stdout.write(report(checked, format, styleFor(process.stdout)));
  const all = checked.flatMap(({ diagnostics }) => diagnostics);
  const warnings = all.filter(({ severity }) => severity === "warning").length;
  return warnings < all.length || warnings > (maxWarnings ?? Infinity) ? 1 : 0;
}
