// `agentpol test`: runs test blocks and cases files.

import { InputError, type ExitCode } from "../exit.js";
import { discover } from "../files.js";
import { deliver, reportingsIn } from "../report/test-report.js";
import { hasFailed, runSuites } from "../testing/run.js";
import { select, type Selection } from "../testing/selection.js";
import { collect } from "../testing/suites.js";

export interface TestOptions extends Selection {
  /** `junit`, `junit=out.xml`. */
  readonly reporters: readonly string[];
}

/** @throws {InputError} where there is nothing to run, or a report cannot be made. */
export async function test(
  paths: readonly string[],
  { reporters, ...selection }: TestOptions,
): Promise<ExitCode> {
  const reportings = reportingsIn(reporters);
  const files = discover(paths, [".agentpol", ".cases.yaml"]);
  if (files.length === 0) {
    throw new InputError(
      `no policies or cases under ${paths.join(", ")}`,
      "name a *.agentpol or *.cases.yaml file, or a folder",
    );
  }
  const suites = await collect(files);
  const ran = await runSuites(select(suites, selection));
  deliver(reportings, ran);
  return ran.some(hasFailed) ? 1 : 0;
}
