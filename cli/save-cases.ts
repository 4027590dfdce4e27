// Writes the requests that refute claims as golden cases, in a file that `agentpol test` runs.

import { writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { stringify } from "yaml";
import type { Step, TestCase } from "../runtime/testing/case.js";
import { InputError } from "./exit.js";
import { causeOf } from "./files.js";
import type { Verified } from "./report/verified.js";

/** One file speaks of one policy. */
export function saveCases(path: string, verified: readonly Verified[]): void {
  const refuted = verified.flatMap(({ file, claims }) =>
    claims.flatMap(({ counterexample }) =>
      counterexample?.unsaid.length === 0 && counterexample.testCase.steps.every(isWritable)
        ? [{ file, testCase: counterexample.testCase }]
        : [],
    ),
  );
  const [first] = refuted;
  if (first === undefined) return;
  if (refuted.some(({ file }) => file !== first.file))
    throw new InputError("claims of several policies are refuted", "name one policy with --save-cases");
  const policy = relative(dirname(resolve(path)), resolve(first.file))
    .split(sep)
    .join("/");
  const text = stringify({ policy, cases: refuted.map(({ testCase }) => caseOf(testCase)) });
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    throw new InputError(`cannot write ${path}`, causeOf(error));
  }
}

/** That nothing came back can be said nowhere. */
function isWritable(step: Step): boolean {
  return step.step !== "result" || step.value !== undefined;
}

function caseOf({ name, steps }: TestCase): object {
  return { name, steps: steps.map(stepOf) };
}

function stepOf(step: Step): object {
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
      return { [step.step]: step.values };
    case "action": {
      const { name, args, reversible } = step;
      return { action: { name, args, ...(reversible !== undefined && { reversible }) } };
    }
    case "result":
      return {
        result: step.value,
        ...(step.outcome === "failed" && { outcome: step.outcome }),
      };
    case "expect":
      return { expect: step.verdict };
    case "at":
      return { at: new Date(step.time).toISOString() };
    case "approve":
      return { approve: step.by, ...(step.acknowledging && { acknowledging: "irreversible" }) };
    default:
      throw new Error(`no request that is found takes the step ${step.step}`);
  }
}
