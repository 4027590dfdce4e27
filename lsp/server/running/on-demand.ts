// Tests that somebody asks for: run at once, or explained decision by decision.

import type { TestCase } from "../../../runtime/testing/case.js";
import type { CaseRunner } from "../../../runtime/testing/run.js";
import type { Trial } from "../../features/seen.js";
import type { View } from "../../features/view.js";
import type { Session } from "../session.js";
import { explanationText, type ExplainedStep } from "./explanation.js";
import { runnerOf } from "./runner.js";
import { casesOf, tryCase } from "./trials.js";

/** Of each test or case of that name; without a name, of all. */
export async function run(
  { workspace }: Session,
  { policy }: View,
  name: string | undefined,
): Promise<readonly Trial[]> {
  const { table } = policy.compilation;
  if (table === undefined) return [];
  const runner = await runnerOf(table);
  const trials: Trial[] = [];
  for (const each of casesOf(workspace, policy))
    if (name === undefined || each.name === name) trials.push(await tryCase(each, runner));
  return trials;
}

export interface ExplainedTest {
  readonly trial: Trial;
  /** The same for people. */
  readonly markdown: string;
  readonly decisions: readonly ExplainedStep[];
}

/** So many decisions of one test are explained. */
const MOST_EXPLAINED = 50;

/** The first test or case of that name; null where there is none. */
export async function explained(
  { workspace }: Session,
  { policy }: View,
  name: string | undefined,
): Promise<ExplainedTest | null> {
  const { table } = policy.compilation;
  const testCase = casesOf(workspace, policy).find((each) => each.name === name);
  if (table === undefined || testCase === undefined) return null;
  const runner = await runnerOf(table);
  const trial = await tryCase(testCase, runner);
  const decisions = await decisionsOf(testCase, runner);
  return { trial, decisions, markdown: explanationText(trial, decisions) };
}

async function decisionsOf(testCase: TestCase, runner: CaseRunner): Promise<readonly ExplainedStep[]> {
  const decisions: ExplainedStep[] = [];
  let origin = testCase.origin;
  await runner(testCase, {
    step: (step) => {
      origin = step.origin;
    },
    before: async ({ runtime, request, report }) => {
      if (decisions.length >= MOST_EXPLAINED) return;
      const explanation =
        report === undefined
          ? await runtime.explain(request)
          : await runtime.explainReport(report.id, report.input);
      if (explanation !== undefined) decisions.push({ origin, ...explanation });
    },
  });
  return decisions;
}
