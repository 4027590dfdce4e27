// What `verify` found of one policy, as reports tell it.

import type { Gap, Overlap } from "../../compiler/verify/demand.js";
import { expecting, goldenOf } from "../../compiler/verify/golden.js";
import type { Ground } from "../../compiler/verify/ground.js";
import type { RuleReport } from "../../compiler/verify/rules.js";
import type { ClaimResult, Counterexample } from "../../compiler/verify/verify.js";
import type { Program } from "../../compiler/types/program.js";
import type { Decision, ReportInput } from "../../runtime/decide/request.js";
import type { RequestSchema } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { isReplayed } from "../replay.js";

export interface Verified {
  readonly file: string;
  /** From the working folder. */
  readonly path: string;
  /** Its name. */
  readonly policy: string;
  readonly form: RequestSchema;
  readonly claims: readonly ToldClaim[];
  readonly rules: RuleReport;
  readonly overlaps?: readonly Overlap[];
  readonly gaps?: readonly Gap[];
}

export interface ToldClaim {
  readonly name: string;
  readonly origin: string;
  readonly onResult: boolean;
  /** `at least escalate`, and the conditions under which. */
  readonly expects: string;
  readonly conditions: readonly string[];
  readonly status: ClaimResult["status"];
  /** Where it is not verified. */
  readonly action?: string;
  readonly reason?: string;
  readonly counterexample?: ToldCounterexample;
}

export interface ToldCounterexample {
  readonly request: Counterexample["request"];
  readonly report?: ReportInput;
  readonly facts: Counterexample["facts"];
  readonly decision: Decision;
  /** Of the rule that decides, in its words. */
  readonly because: readonly string[];
  /** It expects what the claim does, so it fails until the policy is mended. */
  readonly testCase: TestCase;
  /** Facts of state that no step of a test can say. */
  readonly unsaid: readonly string[];
  /** Did the reference interpreter decide it alike? It cannot, where there are facts that no step can say. */
  readonly replayed: boolean;
}

export function told(result: ClaimResult, program: Program, ground: Ground): ToldClaim {
  const { claim } = result;
  const common = {
    name: claim.name,
    origin: claim.origin,
    onResult: claim.onResult,
    expects: claim.bound === "exactly" ? claim.verdict : `${claim.bound} ${claim.verdict}`,
    conditions: claim.conditions.map(({ text }) => text),
  };
  switch (result.status) {
    case "proved":
      return { ...common, status: "proved" };
    case "not verified":
      return { ...common, status: "not verified", action: result.action, reason: result.reason };
    case "refuted":
      return refuted(common, result.counterexample, result, { program, ground });
  }
}

function refuted(
  common: Pick<ToldClaim, "name" | "origin" | "onResult" | "expects" | "conditions">,
  { action, ...counterexample }: Counterexample,
  { claim }: ClaimResult,
  { program, ground }: { readonly program: Program; readonly ground: Ground },
): ToldClaim {
  const { decision } = counterexample;
  const golden = goldenOf(`${claim.name} holds`, counterexample, ground.enforced);
  const isSaid = golden.unsaid.length === 0;
  const replayed = isSaid && isReplayed(program, golden.testCase);
  if (isSaid && !replayed)
    return {
      ...{ ...common, status: "not verified", action },
      reason: "table and reference interpreter decide a request differently: please report this policy",
    };
  const rule = ground.subject.table.rules.find(({ name }) => name === decision.rule);
  return {
    ...{ ...common, status: "refuted", action },
    counterexample: {
      ...{ ...counterexample, unsaid: golden.unsaid, replayed },
      because: rule?.conditions.map(({ text }) => text) ?? [],
      testCase: expecting(golden, claim.verdict),
    },
  };
}
