// Plays a request that was found through the reference interpreter, which shares nothing with what found it.

import { type Interpretation, Interpreter } from "../compiler/interpret/interpret.js";
import type { Program } from "../compiler/types/program.js";
import type { Step, TestCase } from "../runtime/testing/case.js";

/** Where the clock of a case stands before it says otherwise. */
const START = Date.parse("2026-01-01T00:00:00Z");

/** Does the interpreter decide every attempt, and what came back, of the case as the case expects? */
export function isReplayed(program: Program, { steps }: TestCase): boolean {
  const interpreter = new Interpreter(program);
  const sections: Record<string, unknown> = {};
  let now = START;
  let report: Extract<Step, { readonly step: "result" }> | undefined;
  let said: Interpretation | undefined;
  return steps.every((step: Step) => {
    switch (step.step) {
      case "at":
        now = step.time;
        return true;
      case "agent":
      case "context":
      case "impact":
        sections[step.step] = step.values;
        return true;
      case "action": {
        const { name, args, reversible } = step;
        sections.action = { name, args, ...(reversible !== undefined && { reversible }) };
        return true;
      }
      case "approve":
        interpreter.approve(step.by, step.acknowledging, now);
        said = undefined;
        return true;
      case "result":
        report = step;
        said = interpreter.result(step.outcome, step.value, now);
        return said !== undefined;
      case "expect":
        if (report === undefined) return interpreter.attempt(sections, now).verdict === step.verdict;
        // Once people have agreed, the same report is made again.
        said ??= interpreter.result(report.outcome, report.value, now);
        return said?.verdict === step.verdict;
      default:
        return false;
    }
  });
}
