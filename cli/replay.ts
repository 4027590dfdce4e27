// Plays a case that was found through the reference interpreter, which shares nothing with what found it.

import { type Interpretation, Interpreter } from "../compiler/interpret/interpret.js";
import type { Program } from "../compiler/types/program.js";
import type { Expectation, Step, TestCase } from "../runtime/testing/case.js";

/** Where the clock of a case stands before it says otherwise. */
const START = Date.parse("2026-01-01T00:00:00Z");

/** Does the interpreter decide every attempt, and what came back, of the case as the case expects? */
export function isReplayed(program: Program, { steps }: TestCase): boolean {
  const replay = new Replay(new Interpreter(program));
  return steps.every((step) => replay.take(step));
}

class Replay {
  readonly #sections: Record<string, unknown> = {};
  #now = START;
  /** What came back, while expectations speak of it, and what was decided of it until something else happens. */
  #report: Extract<Step, { readonly step: "result" }> | undefined;
  #said: Interpretation | undefined;

  constructor(private readonly interpreter: Interpreter) {}

  /** Is it as the step expects? */
  take(step: Step): boolean {
    switch (step.step) {
      case "expect":
        return this.#report === undefined ? this.#attempts(step) : this.#results(step, this.#report);
      case "result":
        this.#report = step;
        this.#said = this.interpreter.result(step.outcome, step.value, this.#now);
        return this.#said !== undefined;
      case "agent":
      case "context":
      case "impact":
        this.#sections[step.step] = step.values;
        this.#report = undefined;
        break;
      case "action": {
        const { name, args, reversible } = step;
        this.#sections.action = { name, args, ...(reversible !== undefined && { reversible }) };
        this.#report = undefined;
        break;
      }
      default:
        this.#happens(step);
    }
    this.#said = undefined;
    return true;
  }

  #happens(
    step: Exclude<Step, { readonly step: "expect" | "result" | "agent" | "context" | "impact" | "action" }>,
  ): void {
    switch (step.step) {
      case "at":
        this.#now = step.time;
        break;
      case "after":
        this.#now += step.duration;
        break;
      case "approve":
        this.interpreter.approve(step.by, step.acknowledging, this.#now);
        break;
      case "outcome":
        this.interpreter.result(step.outcome, undefined, this.#now);
        break;
      case "kill":
        this.interpreter.kill(step.scope, step.value);
        break;
      case "revive":
        this.interpreter.revive(step.scope, step.value);
    }
  }

  #attempts(step: Expectation): boolean {
    for (let i = 0; i < step.times; i += 1)
      if (!isAs(step, this.interpreter.attempt(this.#sections, this.#now))) return false;
    return true;
  }

  /** Once people have agreed, the same report is made again. */
  #results(step: Expectation, { outcome, value }: Extract<Step, { readonly step: "result" }>): boolean {
    this.#said ??= this.interpreter.result(outcome, value, this.#now);
    return isAs(step, this.#said);
  }
}

function isAs({ verdict, by, code }: Expectation, said: Interpretation | undefined): boolean {
  return (
    said?.verdict === verdict &&
    (by === undefined || said.rule === by) &&
    (code === undefined || said.code === code)
  );
}
