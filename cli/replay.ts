// Plays a request that was found through the reference interpreter, which shares nothing with what found it.

import { Interpreter } from "../compiler/interpret/interpret.js";
import type { Program } from "../compiler/types/program.js";
import type { Step, TestCase } from "../runtime/testing/case.js";

/** Where the clock of a case stands before it says otherwise. */
const START = Date.parse("2026-01-01T00:00:00Z");

/** Does the interpreter decide every attempt of the case as the case expects? */
export function isReplayed(program: Program, { steps }: TestCase): boolean {
  const interpreter = new Interpreter(program);
  const sections: Record<string, unknown> = {};
  let now = START;
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
        return true;
      case "expect":
        return interpreter.attempt(sections, now).verdict === step.verdict;
      default:
        return false;
    }
  });
}
