// Runs golden cases: each against fresh state and a clock of its own.

import type { Decision, ReportInput } from "../decide/request.js";
import type { ReportResult } from "../decide/report.js";
import type { Policy } from "../decide/policy.js";
import { prepareRuntimes, runtimesOn, type Runtime } from "../runtime.js";
import { createVirtualClock, type VirtualClock } from "../state/clock.js";
import type { TableFile } from "../table/format.js";
import type { Expectation, Json, Step, TestCase } from "./case.js";
import { explaining, type Observer } from "./observer.js";
import type { Recall } from "./recall.js";
import type { CaseResult, Failure, Unexplained } from "./result.js";
import { standIns } from "./stand-ins.js";

/** Where a case's clock stands before it says otherwise. */
const START = Date.parse("2026-01-01T00:00:00Z");

/** One case under way. */
interface Run {
  readonly runtime: Runtime;
  readonly clock: VirtualClock;
  /** What the next attempt is. */
  readonly sections: { agent?: Json; context?: Json; impact?: Json };
  action?: Json;
  /** The action last attempted, and the decision on it. */
  request?: unknown;
  last?: Decision;
  /** What an approval would be of: the decision on the action, or on what came back from it. */
  approvable?: Decision | undefined;
  /** What came back from it, once that is said, and the decision on that until something else happens. */
  report?: ReportInput;
  reported?: Decision;
  attempts: number;
  readonly observer: Observer;
  /** Where the same cases are run on many policies. */
  readonly recall?: Recall;
}

/** Runs one case; it stops at the first thing that is not as expected. */
export type CaseRunner = (testCase: TestCase, observer?: Observer) => Promise<CaseResult>;

/** Runs one case on a table whose form was checked. */
export async function runCase(
  table: TableFile,
  testCase: TestCase,
  observer?: Observer,
): Promise<CaseResult> {
  const run = await caseRunner(table);
  return run(testCase, observer);
}

/** Runs any number of cases on a table, which is read once. */
export async function caseRunner(table: TableFile): Promise<CaseRunner> {
  const begin = beginning(await prepareRuntimes(table, standIns(table)));
  return async (testCase, observer = {}) => {
    const run = begin(observer);
    const failure = await takeAll(testCase.steps, run);
    if (failure === undefined) return { case: testCase, attempts: run.attempts };
    const why = failure.kind === "step" ? failure : await explained(testCase, failure, run.attempts, begin);
    return { case: testCase, attempts: run.attempts, failure: why };
  };
}

/** Only whether cases pass, on a policy whose table was read: why one fails is not worked out. */
export async function caseProbe(policy: Policy, recall: Recall): Promise<CaseProbe> {
  const begin = beginning(await runtimesOn(policy, standIns(policy.table)), recall);
  return async ({ steps }, observer = {}) => (await takeAll(steps, begin(observer))) === undefined;
}

export type CaseProbe = (testCase: TestCase, observer?: Observer) => Promise<boolean>;

type Begin = (observer: Observer) => Run;

/** Each run has fresh state. */
function beginning(runtimes: Awaited<ReturnType<typeof runtimesOn>>, recall?: Recall): Begin {
  return (observer) => {
    const clock = createVirtualClock(START);
    const admit = recall?.admissions.admit;
    return {
      ...(recall && { recall }),
      runtime: runtimes({ clock, observe: observer.decided, admit }),
      clock,
      sections: {},
      attempts: 0,
      observer,
    };
  };
}

async function takeAll(steps: readonly Step[], run: Run): Promise<Unexplained | undefined> {
  for (const [place, step] of steps.entries()) {
    run.observer.step?.(step);
    const failure = await take(step, run, () =>
      run.recall === undefined ? requestOf(run) : run.recall.requestAt(steps, place, () => requestOf(run)),
    );
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Runs the case once more, and explains the attempt that failed: cases that pass do not pay for explanations. */
async function explained(
  testCase: TestCase,
  failure: Extract<Unexplained, { readonly kind: "decision" }>,
  attempt: number,
  begin: Begin,
): Promise<Failure> {
  const { observer, explanation } = explaining(attempt);
  await takeAll(testCase.steps, begin(observer));
  return { ...failure, explanation: explanation() ?? { decision: failure.actual, rules: [] } };
}

/** `request` makes what is attempted. */
async function take(step: Step, run: Run, request: () => object): Promise<Unexplained | undefined> {
  if (step.step === "expect")
    return run.report === undefined ? expectation(step, run, request) : ofResult(step, run);
  delete run.reported;
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
      run.sections[step.step] = step.values;
      delete run.report;
      return undefined;
    case "action": {
      const { name, args, reversible } = step;
      delete run.report;
      run.action = { name, args, ...(reversible !== undefined && { reversible }) };
      return undefined;
    }
    case "result":
      run.report = { outcome: step.outcome, result: step.value };
      return reportNow(run, run.report, step.origin);
    case "after":
      run.clock.advance(step.duration);
      return undefined;
    case "at":
      run.clock.set(step.time);
      return undefined;
    default:
      return answer(step, run);
  }
}

function requestOf({ sections, action }: Run): object {
  return { ...sections, action };
}

async function expectation(
  expected: Expectation & { readonly origin: string },
  run: Run,
  requestOf: () => object,
): Promise<Unexplained | undefined> {
  const { origin } = expected;
  if (run.action === undefined)
    return { kind: "step", origin, message: "nothing is attempted yet: say an action first" };
  const request = requestOf();
  for (let attempt = 1; attempt <= expected.times; attempt += 1) {
    run.attempts += 1;
    await run.observer.before?.({ runtime: run.runtime, request });
    const actual = await run.runtime.attempt(request);
    run.observer.after?.({ request }, actual);
    run.last = actual;
    run.request = request;
    run.approvable = actual;
    if (!isAsExpected(expected, actual))
      return { kind: "decision", origin, expected, actual: { ...actual }, attempt, request };
  }
  return undefined;
}

/** The decision on what came back; where time or an approval came between, the same is reported again. */
async function ofResult(
  expected: Expectation & { readonly origin: string },
  run: Run,
): Promise<Unexplained | undefined> {
  const { origin } = expected;
  const { report, request } = run;
  if (expected.times > 1)
    return { kind: "step", origin, message: "`times` counts attempts, and this is about one result" };
  const refusal =
    report === undefined || run.reported !== undefined ? undefined : await reportNow(run, report, origin);
  const { reported } = run;
  if (refusal !== undefined || reported === undefined || report === undefined) return refusal;
  if (isAsExpected(expected, reported)) return undefined;
  return { kind: "decision", origin, expected, actual: { ...reported }, attempt: 1, request, report };
}

async function reportNow(run: Run, report: ReportInput, origin: string): Promise<Unexplained | undefined> {
  const { runtime, last } = run;
  if (last === undefined) return { kind: "step", origin, message: NOTHING_TO_REPORT.reason };
  run.attempts += 1;
  const put = { request: run.request, report: { id: last.id, input: report } };
  await run.observer.before?.({ runtime, ...put });
  const answer = await runtime.report(last.id, report);
  if (answer.decision !== undefined) run.observer.after?.(put, answer.decision);
  const done = taken(answer);
  if (!done.ok) return { kind: "step", origin, message: done.reason };
  if (answer.decision !== undefined) run.reported = answer.decision;
  run.approvable = answer.decision;
  return undefined;
}

function isAsExpected({ verdict, by, code }: Expectation, actual: Decision): boolean {
  return (
    actual.verdict === verdict &&
    (by === undefined || actual.rule === by) &&
    (code === undefined || actual.code === code)
  );
}

type StateStep = Extract<Step, { readonly step: "approve" | "outcome" | "kill" | "revive" }>;

const NOTHING_TO_REPORT = { ok: false, reason: "there is no attempt to report on" } as const;

/** A report that was decided was taken, whatever was decided. */
function taken(
  answer: ReportResult,
): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  return answer.ok || answer.decision !== undefined ? { ok: true } : answer;
}

/** A step that the runtime takes or refuses. */
async function answer(step: StateStep, run: Run): Promise<Unexplained | undefined> {
  const done = await ask(step, run);
  return done.ok ? undefined : { kind: "step", origin: step.origin, message: done.reason };
}

async function ask(
  step: StateStep,
  { runtime, last, approvable }: Run,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  switch (step.step) {
    case "approve": {
      const digest = approvable?.digest;
      if (digest === undefined) return { ok: false, reason: "there is no attempt to approve" };
      const acknowledges = step.acknowledging ? (["irreversible"] as const) : [];
      return runtime.approve({ digest, by: step.by, acknowledges });
    }
    case "outcome":
      return last === undefined
        ? NOTHING_TO_REPORT
        : taken(await runtime.report(last.id, { outcome: step.outcome }));
    case "kill":
      return runtime.kill({ scope: step.scope, value: step.value });
    case "revive": {
      const scope = { scope: step.scope, value: step.value };
      return runtime.revive(step.by === undefined ? { ...scope, waived: true } : { ...scope, by: [step.by] });
    }
  }
}
