// Plays golden cases in the reference interpreter.

import { expect } from "vitest";
import type { Interpretation, Interpreter } from "../../compiler/interpret/interpret.js";
import type { Expectation, Json, TestCase } from "../../runtime/testing/case.js";

/** Takes the steps of one case; every expectation must hold. */
export function play(interpreter: Interpreter, { steps }: TestCase): void {
  const request: { agent?: Json; context?: Json; impact?: Json; action?: object } = {};
  let now = Date.parse("2026-01-01T00:00:00Z");
  /** What came back, while `expect` speaks of it, and what was decided, until something else happens. */
  let report: (() => Interpretation | undefined) | undefined;
  let decided: Interpretation | undefined;
  for (const step of steps) {
    switch (step.step) {
      case "agent":
      case "context":
      case "impact":
        request[step.step] = step.values;
        report = undefined;
        break;
      case "action": {
        const { name, args, reversible } = step;
        request.action = { name, args, ...(reversible !== undefined && { reversible }) };
        report = undefined;
        break;
      }
      case "result": {
        const { outcome, value } = step;
        report = () => interpreter.result(outcome, value, now);
        decided = report();
        continue;
      }
      case "expect":
        if (report !== undefined) {
          decided ??= report();
          mustBe(step, decided);
          continue;
        }
        for (let i = 0; i < step.times; i += 1) {
          mustBe(step, interpreter.attempt(request, now));
        }
        break;
      case "after":
        now += step.duration;
        break;
      case "at":
        now = step.time;
        break;
      case "approve":
        interpreter.approve(step.by, step.acknowledging, now);
        break;
      case "outcome":
        interpreter.result(step.outcome, undefined, now);
        break;
      case "kill":
        interpreter.kill(step.scope, step.value);
        break;
      case "revive":
        interpreter.revive(step.scope, step.value);
        break;
    }
    decided = undefined;
  }
}

function mustBe(step: Expectation & { readonly origin: string }, decided: Interpretation | undefined): void {
  const { origin, by = decided?.rule, code = decided?.code } = step;
  const { verdict, rule, code: given } = decided ?? {};
  expect({ origin, verdict, rule, code: given }).toEqual({ origin, verdict: step.verdict, rule: by, code });
}
