// The `test` blocks of a policy, run; and where those that fail do so.

import { lineMap } from "../../compiler/source/line-map.js";
import type { Span } from "../../compiler/source/source.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import { reasonOf, sentence } from "../../runtime/testing/failure-text.js";
import { runnerOf } from "./running/runner.js";

export interface FailedTest {
  /** The step that is not as it says. */
  readonly span: Span;
  readonly message: string;
}

/** Runs them one by one, `pause` between them; undefined where that says that nobody waits for them any more. */
export async function failedTests(
  { analysis, compilation: { table, cases = [] } }: Policy,
  pause: () => Promise<boolean>,
): Promise<readonly FailedTest[] | undefined> {
  if (table === undefined || cases.length === 0) return [];
  const spans = stepsByOrigin(analysis);
  const failed: FailedTest[] = [];
  const run = await runnerOf(table);
  for (const each of cases) {
    if (!(await pause())) return undefined;
    const { failure } = await run(each);
    const span = failure === undefined ? undefined : spans.get(failure.origin);
    if (failure === undefined || span === undefined) continue;
    const reason = reasonOf(failure);
    const message = `${each.name}: ${sentence(failure)}`;
    failed.push({ span, message: reason === "" ? message : `${message}\n\n${reason}` });
  }
  return failed;
}

/** The steps of tests by what cases call them: file, line and column. */
function stepsByOrigin({ loaded: { entry } }: Policy["analysis"]): ReadonlyMap<string, Span> {
  if (entry === undefined) return new Map();
  const { file, module } = entry;
  const lines = lineMap(file.text);
  const steps = module.declarations.flatMap((each) => (each.kind === "test" ? each.steps : []));
  return new Map(
    steps.map(({ span }) => {
      const { line, column } = lines.position(span.start);
      return [`${file.path}:${line}:${column}`, span];
    }),
  );
}
