// A script: what happens one after the other from fresh state, each move by itself, so that any of them can be left out.

import type { Json } from "../../runtime/table/canonical.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import type { Expectation, Step, TestCase } from "../../runtime/testing/case.js";

/** As it is put before a policy. */
export type Sent = Readonly<Record<string, Json | undefined>>;

export type Move =
  | { readonly do: "attempt"; readonly request: Sent; readonly times: number }
  /** Milliseconds. */
  | { readonly do: "wait"; readonly for: number }
  /** Epoch milliseconds. */
  | { readonly do: "at"; readonly time: number }
  /** Of what was decided last. */
  | { readonly do: "approve"; readonly by: string; readonly acknowledging: boolean }
  /** What came back from the action attempted last; undefined: only how it ended. */
  | { readonly do: "report"; readonly outcome: "ok" | "failed"; readonly result?: unknown }
  | { readonly do: "kill"; readonly scope: string; readonly value?: unknown }
  | { readonly do: "revive"; readonly scope: string; readonly value?: unknown; readonly by?: string };

export type Script = readonly Move[];

/** What a move is answered with. */
export type Answer =
  | { readonly kind: "decided"; readonly verdict: Verdict; readonly rule: string; readonly code: string }
  /** Nothing to say. */
  | { readonly kind: "taken" }
  /** No case can have such a step. */
  | { readonly kind: "refused" };

export function attempt(request: Sent, times = 1): Move {
  return { do: "attempt", request, times };
}

export function wait(duration: number): Move {
  return { do: "wait", for: duration };
}

/** A move, and all that it was answered with: an attempt that is made several times as often. */
export interface Played {
  readonly move: Move;
  readonly answers: readonly Answer[];
}

/** The script as a golden case, which expects what was answered; of the last decision, with `by` the deciding rule too. */
export function caseOf(name: string, played: readonly Played[], { by = false } = {}): TestCase {
  const said = new Sections();
  const steps = played.flatMap(({ move, answers }, i) => {
    const isLast = by && i === played.length - 1;
    return [...stepsOf(move, said), ...expected(answers, isLast)];
  });
  return { name, origin: "", steps: joined(steps) };
}

/** Equal expectations one after the other are one. */
function joined(steps: readonly Step[]): readonly Step[] {
  const all: Step[] = [];
  for (const step of steps) {
    const last = all.at(-1);
    const isMore =
      step.step === "expect" &&
      last?.step === "expect" &&
      last.verdict === step.verdict &&
      step.by === undefined;
    if (isMore) all.splice(-1, 1, { ...last, times: last.times + step.times });
    else all.push(step);
  }
  return all;
}

const origin = "";

function stepsOf(move: Move, said: Sections): readonly Step[] {
  switch (move.do) {
    case "attempt":
      return said.stepsTo(move.request);
    case "wait":
      return [{ step: "after", duration: move.for, origin }];
    case "at":
      return [{ step: "at", time: move.time, origin }];
    case "approve":
      return [{ step: "approve", by: move.by, acknowledging: move.acknowledging, origin }];
    case "report": {
      const { outcome, result } = move;
      if (result === undefined) return [{ step: "outcome", outcome, origin }];
      said.forget();
      return [{ step: "result", outcome, value: result, origin }];
    }
    case "kill":
    case "revive": {
      const { do: step, ...rest } = move;
      return [{ step, ...rest, origin }];
    }
  }
}

function expected(answers: readonly Answer[], byRule: boolean): readonly Step[] {
  const runs: { answer: Extract<Answer, { readonly kind: "decided" }>; times: number }[] = [];
  for (const answer of answers) {
    if (answer.kind !== "decided") continue;
    const run = runs.at(-1);
    if (run?.answer.verdict === answer.verdict) run.times += 1;
    else runs.push({ answer, times: 1 });
  }
  const steps = runs.map(({ answer: { verdict }, times }): Expectation & { origin: string } => ({
    step: "expect",
    verdict,
    times,
    origin,
  }));
  const last = steps.at(-1);
  const rule = runs.at(-1)?.answer.rule;
  if (!byRule || last === undefined || rule === undefined) return steps;
  const before = last.times > 1 ? [{ ...last, times: last.times - 1 }] : [];
  return [...steps.slice(0, -1), ...before, { ...last, times: 1, by: rule }];
}

/** What stands of a request: only what is otherwise is said again. */
class Sections {
  readonly #said = new Map<string, string>();

  /** After a result, what is expected next is of the result, unless an action is said. */
  forget(): void {
    this.#said.delete("action");
  }

  stepsTo(request: Sent): readonly Step[] {
    const sections = (["agent", "context", "impact"] as const).flatMap((step): readonly Step[] => {
      const values = recordOf(request[step]);
      return this.#isNew(step, values, "{}") ? [{ step, values, origin }] : [];
    });
    if (!this.#isNew("action", recordOf(request.action), undefined)) return sections;
    const { name, args, reversible } = recordOf(request.action);
    const trait = typeof reversible === "boolean" ? { reversible } : {};
    return [...sections, { step: "action", name: String(name), args: recordOf(args), ...trait, origin }];
  }

  #isNew(section: string, values: object, unsaid: string | undefined): boolean {
    const text = JSON.stringify(values);
    if ((this.#said.get(section) ?? unsaid) === text) return false;
    this.#said.set(section, text);
    return true;
  }
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
