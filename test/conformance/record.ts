// Records the golden cases of a policy as a conformance file: what its author expects, and all else that was decided.

import { isDeepStrictEqual } from "node:util";
import type { Json, Step, TestCase } from "../../runtime/testing/case.js";
import { compiledFrom, runtimeOf, type Evaluator } from "./evaluators.js";
import type { ConformanceCase, ConformanceFile, ConformanceStep, Decided } from "./format.js";

const START = Date.parse("2026-01-01T00:00:00Z");

/** Undefined where the policy has no cases. `textOf` reads below the folder of policies. */
export async function record(
  entry: string,
  textOf: (path: string) => string | undefined,
): Promise<ConformanceFile | undefined> {
  const files = new Map<string, string>();
  const compilation = compiledFrom(entry, (path) => {
    const text = textOf(path);
    if (text !== undefined) files.set(path, text);
    return text;
  });
  const cases: ConformanceCase[] = [];
  for (const each of compilation.cases ?? [])
    cases.push(await recordCase(each, await runtimeOf(compilation)));
  if (cases.length === 0) return undefined;
  return { policy: entry, files: Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1))), cases };
}

type Report = Extract<ConformanceStep, { readonly report: unknown }>["report"];

interface Standing {
  now: number;
  readonly sections: { agent?: Json; context?: Json; impact?: Json };
  action?: Json;
  /** What came back from the action last attempted, and whether it is to be reported again. */
  report?: Report;
  stale: boolean;
  readonly steps: ConformanceStep[];
}

async function recordCase({ name, steps }: TestCase, on: Evaluator): Promise<ConformanceCase> {
  const standing: Standing = { now: START, sections: {}, stale: false, steps: [] };
  for (const step of steps) await take(step, standing, on);
  return { name, steps: standing.steps };
}

async function take(step: Step, standing: Standing, on: Evaluator): Promise<void> {
  const { now } = standing;
  const at = new Date(now).toISOString();
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
      delete standing.report;
      standing.sections[step.step] = step.values;
      return;
    case "action": {
      delete standing.report;
      const { name, args, reversible } = step;
      standing.action = { name, args, ...(reversible !== undefined && { reversible }) };
      return;
    }
    case "after":
      standing.now += step.duration;
      standing.stale = true;
      return;
    case "at":
      standing.now = step.time;
      standing.stale = true;
      return;
    case "result":
      standing.report = { outcome: step.outcome, result: step.value };
      return reportTo(standing, standing.report, on);
    case "expect":
      if (standing.report !== undefined) {
        if (standing.stale) await reportTo(standing, standing.report, on);
        return;
      }
      for (let i = 0; i < step.times; i += 1) {
        const attempt = { ...standing.sections, action: standing.action };
        add(standing.steps, at, attempt, await on.attempt(attempt, now));
      }
      return;
    case "approve": {
      const approve = { by: step.by, acknowledges: step.acknowledging ? (["irreversible"] as const) : [] };
      standing.steps.push({ at, approve });
      standing.stale = true;
      return on.approve(approve, now);
    }
    case "outcome":
      return reportTo(standing, { outcome: step.outcome }, on);
    case "kill": {
      const kill = { scope: step.scope, ...(step.value !== undefined && { value: step.value }) };
      standing.steps.push({ at, kill });
      return on.kill(kill, now);
    }
    case "revive": {
      const { scope, value, by } = step;
      const revive = { scope, ...(value !== undefined && { value }), ...(by !== undefined && { by }) };
      standing.steps.push({ at, revive });
      return on.revive(revive, now);
    }
  }
}

async function reportTo(standing: Standing, report: Report, on: Evaluator): Promise<void> {
  const at = new Date(standing.now).toISOString();
  standing.steps.push({ at, report, decision: await on.report(report, standing.now) });
  standing.stale = false;
}

/** The same attempt with the same decision again is counted. */
function add(steps: ConformanceStep[], at: string, attempt: unknown, decision: Decided): void {
  const last = steps.at(-1);
  if (last === undefined || !("attempt" in last) || last.at !== at) steps.push({ at, attempt, decision });
  else if (!isDeepStrictEqual([last.attempt, last.decision], [attempt, decision]))
    steps.push({ at, attempt, decision });
  else steps.splice(-1, 1, { ...last, times: (last.times ?? 1) + 1 });
}
