// Runs the tests of a policy, and the cases files that speak of it, and counts what they touch: for what stands beside the
// text. In turns, so that whatever the editor asks goes first.

import { openCases } from "../../../compiler/cases/read-cases.js";
import { Collector } from "../../../compiler/coverage/collect.js";
import { goalsOf, type Goal } from "../../../compiler/coverage/goals.js";
import type { Plan } from "../../../compiler/coverage/plan.js";
import { planOf } from "../../../compiler/coverage/plan-of.js";
import type { Counts } from "../../../compiler/coverage/counts.js";
import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";
import type { Decision } from "../../../runtime/decide/request.js";
import { withFloors } from "../../../runtime/table/floor.js";
import type { TableFile } from "../../../runtime/table/format.js";
import type { TestCase } from "../../../runtime/testing/case.js";
import type { CaseRunner } from "../../../runtime/testing/run.js";
import type { Failure } from "../../../runtime/testing/result.js";
import { readingsOf } from "../../features/names.js";
import type { RuleTouched, Trial, TrialFailure, TrialStep } from "../../features/seen.js";
import { turn } from "../turns.js";
import { runnerOf } from "./runner.js";

export interface Ran {
  /** By the origins of the cases; those for which there was no time are left out. */
  readonly trials: ReadonlyMap<string, Trial>;
  /** Absent where not all cases ran, or counting would take long. */
  readonly touched?: ReadonlyMap<string, RuleTouched>;
  /** Of the table's plan: for whoever looks for what is missing. */
  readonly plan?: Plan;
  readonly counts?: Counts;
}

/** A plan is made of this many rules at the most. */
const MOST_RULES = 400;
/** So many milliseconds in all. */
const BUDGET = 2_000;

/** Undefined where the policy does not compile, or a newer one is there before the end. */
export async function tryAll(
  policy: Policy,
  cases: readonly TestCase[],
  isCurrent: () => boolean,
): Promise<Ran | undefined> {
  const { table, program } = policy.compilation;
  if (table === undefined || program === undefined) return undefined;
  const run = await runnerOf(table);
  const plan = program.rules.length <= MOST_RULES ? planOf(program, table) : undefined;
  const counter = plan && new Counter(plan);
  const until = performance.now() + BUDGET;
  const trials = new Map<string, Trial>();
  for (const each of cases) {
    await turn();
    if (!isCurrent()) return undefined;
    if (performance.now() > until) break;
    trials.set(each.origin, await tryCase(each, run, counter));
  }
  if (counter === undefined || trials.size < new Set(cases.map(({ origin }) => origin)).size)
    return { trials };
  return { trials, ...counter.touched() };
}

/** One case; `counter` looks on. */
export async function tryCase(testCase: TestCase, run: CaseRunner, counter?: Counter): Promise<Trial> {
  const steps: TrialStep[] = [];
  let origin = testCase.origin;
  counter?.begin();
  const { failure } = await run(testCase, {
    step: (step) => {
      origin = step.origin;
    },
    after: (_, decision) => {
      const step = stepOf(origin, decision);
      if (steps.at(-1)?.origin === origin) steps.pop();
      steps.push(step);
    },
    ...(counter && { decided: counter.observe }),
  });
  counter?.end();
  const { name } = testCase;
  const common = { name, origin: testCase.origin, steps };
  if (failure === undefined) return { ...common, passed: true };
  return { ...common, passed: false, failure: failureOf(failure) };
}

function stepOf(origin: string, { verdict, rule, code, reason }: Decision): TrialStep {
  return { origin, verdict, rule, code, reason };
}

function failureOf(failure: Failure): TrialFailure {
  if (failure.kind === "step") return { origin: failure.origin, message: failure.message };
  const { origin, expected, actual } = failure;
  const by = expected.by === undefined ? "" : ` by ${expected.by}`;
  const code = expected.code === undefined ? "" : ` with code ${expected.code}`;
  const message = `${actual.verdict} by ${actual.rule}, not ${expected.verdict}${by}${code}`;
  return { origin, message };
}

// ─── What is touched ────────────────────────────────────────────────────────────────────────────────────────────

class Counter {
  readonly #collector: Collector;
  readonly #cases = new Map<string, number>();
  #before: readonly number[] = [];

  constructor(private readonly plan: Plan) {
    this.#collector = new Collector(plan);
  }

  get observe(): Collector["observe"] {
    return this.#collector.observe;
  }

  begin(): void {
    this.#before = this.#collector.counts.seen;
  }

  end(): void {
    const after = this.#collector.counts.seen;
    for (const { name, seen } of this.plan.rules)
      if ((after[seen.spoke] ?? 0) > (this.#before[seen.spoke] ?? 0))
        this.#cases.set(name, (this.#cases.get(name) ?? 0) + 1);
  }

  touched(): Pick<Ran, "touched" | "plan" | "counts"> {
    const { counts } = this.#collector;
    const goals = new Map<string, Goal[]>();
    for (const goal of goalsOf(this.plan)) goals.set(goal.rule, [...(goals.get(goal.rule) ?? []), goal]);
    const touched = this.plan.rules.map(({ name }) => {
      const own = goals.get(name) ?? [];
      const reached = own.filter(({ slot }) => (counts.seen[slot] ?? 0) > 0).length;
      return [name, { cases: this.#cases.get(name) ?? 0, reached, goals: own.length }] as const;
    });
    return { touched: new Map(touched), plan: this.plan, counts };
  }
}

// ─── The cases of a policy ──────────────────────────────────────────────────────────────────────────────────────

/** The test blocks, and what cases files of the workspace say of the policy; files with mistakes are left out. */
export function casesOf(workspace: Workspace, policy: Policy): readonly TestCase[] {
  const { table, cases = [] } = policy.compilation;
  if (table === undefined) return [];
  return [
    ...cases,
    ...casesFilesOf(workspace, policy).flatMap((path) => casesIn(workspace, policy, path, table)),
  ];
}

/** The cases files that speak of the policy. */
function casesFilesOf(workspace: Workspace, policy: Policy): readonly string[] {
  return workspace
    .files(".cases.yaml")
    .filter((path) => readingsOf(workspace, path).some((each) => each.path === policy.path));
}

function casesIn(workspace: Workspace, policy: Policy, path: string, table: TableFile): readonly TestCase[] {
  const text = workspace.text(path) ?? "";
  const all = withFloors(table).flatMap(({ rules, killswitches }) => [...rules, ...killswitches]);
  const rules = Array.from(new Set(all.map(({ name }) => name)));
  const file = { path: policy.relative(path) ?? path, text };
  const { cases, diagnostics } = openCases(file).read({ policy: table.policy.name, rules });
  return diagnostics.length > 0 ? [] : cases;
}
