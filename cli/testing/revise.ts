// What the expectations of cases would have to be for the cases to pass: the substance of `agentpol test --update`.

import type { Expectation, TestCase } from "../../runtime/testing/case.js";
import type { Failure } from "../../runtime/testing/result.js";
import type { CaseRunner } from "../../runtime/testing/run.js";

/** What an expectation says that can be written anew. */
export type Said = Pick<Expectation, "verdict" | "by" | "code">;

/** An expectation that is not met, or one that cannot be. */
export type Revision = {
  /** Of the expectation, or of the step that could not be taken. */
  readonly origin: string;
  /** The first case of which it is. */
  readonly name: string;
} & (
  | { readonly kind: "differs"; readonly said: Said; readonly actual: Said }
  | { readonly kind: "stays"; readonly problem: string }
);

/** What one case says at an expectation, and what came. */
interface Finding {
  readonly name: string;
  readonly said: Said;
  readonly actual: Said;
}

/** Of cases that stand in one file, all products of a matrix among them. */
export async function revisionsOf(run: CaseRunner, cases: readonly TestCase[]): Promise<readonly Revision[]> {
  const findings = new Map<string, Finding[]>();
  const stuck: Revision[] = [];
  for (const each of cases) {
    const problem = await follow(run, each, (origin, finding) => {
      findings.set(origin, [...(findings.get(origin) ?? []), finding]);
    });
    if (problem !== undefined) stuck.push({ kind: "stays", name: each.name, ...problem });
  }
  const held = new Set(stuck.map(({ origin }) => origin));
  const agreed = Array.from(findings).flatMap(([origin, all]) =>
    held.has(origin) ? [] : agreement(origin, all),
  );
  return [...agreed, ...stuck];
}

/**
 * Goes through a case, each expectation that is not met replaced by what came: decisions do not depend on what is expected.
 * @returns where it could not go on, and why.
 */
async function follow(
  run: CaseRunner,
  testCase: TestCase,
  found: (origin: string, finding: Finding) => void,
): Promise<{ readonly origin: string; readonly problem: string } | undefined> {
  const replaced = new Map<string, Said>();
  let problem: { readonly origin: string; readonly problem: string } | undefined;
  for (;;) {
    const { failure } = await run(withExpectations(testCase, replaced));
    if (failure === undefined) break;
    problem = impossible(failure);
    if (failure.kind === "step" || problem !== undefined) break;
    replaced.set(failure.origin, actualOf(failure));
  }
  for (const step of testCase.steps) {
    if (step.origin === problem?.origin) break;
    if (step.step !== "expect") continue;
    const actual = replaced.get(step.origin) ?? saidIn(step);
    found(step.origin, { name: testCase.name, said: saidIn(step), actual });
  }
  return problem;
}

function withExpectations(testCase: TestCase, replaced: ReadonlyMap<string, Said>): TestCase {
  const steps = testCase.steps.map((step) => {
    const said = step.step === "expect" ? replaced.get(step.origin) : undefined;
    return said === undefined ? step : { ...step, ...said };
  });
  return { ...testCase, steps };
}

function impossible(failure: Failure): { readonly origin: string; readonly problem: string } | undefined {
  const { origin } = failure;
  if (failure.kind === "step") return { origin, problem: failure.message };
  const { attempt, expected } = failure;
  if (attempt === 1) return undefined;
  const problem = `attempts 1 to ${String(attempt - 1)} of ${String(expected.times)} are decided otherwise than attempt ${String(attempt)}: expect them apart`;
  return { origin, problem };
}

/** Of what came as much as is said: a rule or a code that nobody asked for is not added. */
function actualOf({ expected, actual }: Extract<Failure, { readonly kind: "decision" }>): Said {
  return {
    verdict: actual.verdict,
    ...(expected.by !== undefined && { by: actual.rule }),
    ...(expected.code !== undefined && { code: actual.code }),
  };
}

function saidIn({ verdict, by, code }: Expectation): Said {
  return { verdict, ...(by !== undefined && { by }), ...(code !== undefined && { code }) };
}

/** One text stands for all products of a matrix. */
function agreement(origin: string, findings: readonly Finding[]): readonly Revision[] {
  const [first] = findings;
  if (first === undefined) return [];
  const other = findings.find(({ actual }) => !isSame(actual, first.actual));
  if (other !== undefined) {
    const problem = `it is one expectation of cases that are decided differently: ${first.name} and ${other.name}`;
    return [{ kind: "stays", origin, name: first.name, problem }];
  }
  const { name, said, actual } = first;
  return isSame(said, actual) ? [] : [{ kind: "differs", origin, name, said, actual }];
}

function isSame(one: Said, other: Said): boolean {
  return one.verdict === other.verdict && one.by === other.by && one.code === other.code;
}
