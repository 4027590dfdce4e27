// A broken promise as a golden case: the steps that led to it, with what should have been decided at their end.

import type { Step } from "../testing/case.js";
import type { Verdict } from "../table/verdict.js";
import type { Attempt, Event } from "./log.js";
import type { Broken } from "./promise.js";

/** Steps of a golden case, which fails as long as the promise is broken where the verdict to be expected is known. */
export function stepsTo({ attempt, expected }: Pick<Broken, "attempt" | "expected">): readonly Step[] {
  const events = attempt.log.events.slice(0, attempt.place + 1);
  let said = "";
  const steps = events.flatMap((event): Step[] => {
    if (event.kind !== "attempt") return stepOf(event);
    const setting = settingOf(event);
    const isNew = JSON.stringify(setting) !== said;
    said = JSON.stringify(setting);
    const verdict = event === attempt ? (expected ?? event.verdict) : event.verdict;
    return [...(isNew ? setting : []), expectation(verdict)];
  });
  return merged(steps);
}

const ORIGIN = { origin: "" };

function settingOf({ agent, context, impact, args, action, request }: Attempt): readonly Step[] {
  const { reversible } = request.action;
  return [
    { step: "agent", values: agent, ...ORIGIN },
    { step: "context", values: context, ...ORIGIN },
    { step: "impact", values: impact, ...ORIGIN },
    {
      ...{ step: "action", name: action.name, args, ...ORIGIN },
      ...(reversible !== undefined && { reversible }),
    },
  ];
}

function expectation(verdict: Verdict): Step {
  return { step: "expect", verdict, times: 1, ...ORIGIN };
}

function stepOf(event: Exclude<Event, Attempt>): Step[] {
  switch (event.kind) {
    case "wait":
      return [{ step: "after", duration: event.for, ...ORIGIN }];
    case "approve":
      return [{ step: "approve", by: event.by, acknowledging: event.acknowledging, ...ORIGIN }];
    case "report":
      if (!event.first) return [];
      return event.sent === undefined
        ? [{ step: "outcome", outcome: event.outcome, ...ORIGIN }]
        : [{ step: "result", outcome: event.outcome, value: event.sent, ...ORIGIN }];
    case "kill":
    case "revive":
      return [
        {
          step: event.kind,
          scope: event.scope,
          ...ORIGIN,
          ...(event.value !== undefined && { value: event.value }),
        },
      ];
  }
}

/** Expectations that follow one another, alike, are one. */
function merged(steps: readonly Step[]): readonly Step[] {
  const all: Step[] = [];
  for (const step of steps) {
    const last = all.at(-1);
    if (last?.step === "expect" && step.step === "expect" && last.verdict === step.verdict)
      all[all.length - 1] = { ...last, times: last.times + step.times };
    else all.push(step);
  }
  return all;
}
