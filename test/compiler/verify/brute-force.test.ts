// LAW: what is proved of a policy holds of every request, and what is refuted does not: in a world so small that each of
// its requests is decided, all answers of `verify` are held against all decisions.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { told as toldClaim } from "../../../cli/report/verified.js";
import type { Program } from "../../../compiler/types/program.js";
import { gapsIn, overlapsIn } from "../../../compiler/verify/demand.js";
import { groundOf, type Ground } from "../../../compiler/verify/ground.js";
import { verifyRules, type RuleReport } from "../../../compiler/verify/rules.js";
import { coveringIn, subjectOf } from "../../../compiler/verify/subject.js";
import { verifyClaims } from "../../../compiler/verify/verify.js";
import { keeps } from "../../../compiler/verify/claims.js";
import { decide } from "../../../runtime/decide/decide.js";
import { loadPolicy } from "../../../runtime/decide/load.js";
import type { Decision } from "../../../runtime/decide/request.js";
import { ready } from "../../../runtime/facts/ready.js";
import { permits } from "../../../runtime/table/verdict.js";
import {
  ACTIONS,
  everyone,
  filesOf,
  isMatching,
  isOn,
  requestOf,
  type Small,
  type SmallPolicy,
  smallPolicy,
} from "../../support/small-world.js";
import { compiledFiles } from "../../support/compiling.js";

const POLICIES = Number(process.env.VERIFY_POLICIES ?? 40);
const NOW = Date.parse("2026-01-01T00:00:00Z");
const WORLD = everyone();

beforeAll(ready);

interface Decided {
  readonly action: string;
  readonly small: Small;
  readonly decision: Decision;
}

function compiled(policy: SmallPolicy) {
  return compiledFiles(filesOf(policy));
}

function decisionsOf(policy: SmallPolicy): readonly Decided[] {
  const loaded = loadPolicy(compiled(policy).table);
  if (!loaded.ok) throw new Error(loaded.reason);
  const approvals = [{ by: "ana@corp.example", at: NOW, acknowledges: ["irreversible"] as const }];
  return ACTIONS.flatMap((action) =>
    WORLD.map((small) => ({
      action,
      small,
      decision: decide(loaded.policy, requestOf(small, action), {
        now: NOW,
        approvals: small.approved ? approvals : [],
      }),
    })),
  );
}

/** What a runtime does by a decision, and whom it names. */
function told({ decision: { verdict, rule, code, obligations } }: Decided): string {
  return JSON.stringify([verdict, rule, code, obligations.notify]);
}

function without(policy: SmallPolicy, name: string): SmallPolicy {
  return { ...policy, claims: [], rules: policy.rules.filter((rule) => rule.name !== name) };
}

const bare = (name: string): string => name.slice(name.indexOf(".") + 1);

interface Case {
  readonly policy: SmallPolicy;
  readonly program: Program;
  readonly ground: Ground;
  readonly report: RuleReport;
  readonly all: readonly Decided[];
}

function checkClaims({ policy, program, ground, all }: Case, count: (what: string) => void): void {
  for (const result of verifyClaims(ground)) {
    const { claim } = result;
    const said = policy.claims.find(({ name }) => name === bare(claim.name));
    if (said === undefined) throw new Error(`no claim ${claim.name}`);
    const asked = all.filter(({ action, small }) => isOn(said, action) && said.when.holds(small) === true);
    const broken = asked.filter(({ decision }) => !keeps(claim, decision.verdict));
    expect([claim.name, result.status]).toEqual([claim.name, broken.length > 0 ? "refuted" : "proved"]);
    count(result.status);
    // What is shown is decided alike by the reference interpreter, as far as a test can say it.
    const { status, counterexample } = toldClaim(result, program, ground);
    expect([claim.name, status]).toEqual([claim.name, result.status]);
    if (counterexample !== undefined)
      expect(counterexample.replayed).toBe(counterexample.unsaid.length === 0);
  }
}

function checkFindings({ policy, report: { findings }, all }: Case, count: (what: string) => void): void {
  const matched = (name: string): readonly Decided[] => {
    const rule = policy.rules.find((each) => each.name === name);
    return rule === undefined
      ? []
      : all.filter(({ action, small }) => isOn(rule, action) && isMatching(rule, small));
  };
  const never = findings.flatMap((each) => (each.kind === "never matches" ? [bare(each.rule)] : []));
  expect(never).toEqual(policy.rules.flatMap(({ name }) => (matched(name).length === 0 ? [name] : [])));
  for (const finding of findings) {
    count(finding.kind);
    switch (finding.kind) {
      case "never matches":
      case "irreversible":
      case "wide box":
        break;
      case "always overridden":
      case "duplicate":
        // Taken out, it changes nothing.
        expect(decisionsOf(without(policy, bare(finding.rule))).map(told)).toEqual(all.map(told));
        break;
      case "never permitted":
        expect(
          all.filter(({ action, decision }) => action === finding.action && permits(decision.verdict)),
        ).toEqual([]);
    }
  }
  for (const action of ACTIONS) {
    const isPermitted = all.some((each) => each.action === action && permits(each.decision.verdict));
    const isTold = findings.some((each) => each.kind === "never permitted" && each.action === action);
    expect([action, isTold]).toEqual([action, !isPermitted]);
  }
}

/** Of a rule that permits what cannot be undone: some of that is permitted, and no quorum asks before any of it. */
function checkIrreversible({ policy, report: { findings }, all }: Case): void {
  for (const finding of findings) {
    if (finding.kind !== "irreversible") continue;
    expect(finding.action).toBe("act.one");
    const rule = policy.rules.find(({ name }) => name === bare(finding.rule));
    const own = all.filter(({ action, small }) => action === "act.one" && rule?.when.holds(small) === true);
    expect(own.some(({ decision }) => decision.verdict !== "block")).toBe(true);
    const quorums = policy.rules.filter(
      ({ form, action }) => form === "quorum" && isOn({ action }, "act.one"),
    );
    const reviewed = own.filter(
      ({ small, decision }) =>
        decision.verdict !== "block" && quorums.some((quorum) => quorum.when.holds(small) !== false),
    );
    expect(reviewed).toEqual([]);
  }
}

function checkDemand({ policy, ground }: Case, count: (what: string) => void): void {
  const speaking = policy.rules.filter(({ form }) => form !== "throttle");
  for (const { action, status } of gapsIn(ground)) {
    const silent = WORLD.filter(
      (small) => !speaking.some((rule) => isOn(rule, action) && isMatching(rule, small)),
    );
    expect([action, status]).toEqual([action, silent.length > 0 ? "gap" : "complete"]);
    count(status);
  }
  const found = overlapsIn(ground).map(({ action, rules, sure }) => {
    expect(sure).toBe(true);
    return `${action} ${rules.map(bare).join(" ")}`;
  });
  const verdictOf = ({ form, verdict }: SmallPolicy["rules"][number]): string =>
    ({ quorum: "escalate", throttle: "throttle", cap: "block", rule: verdict.split(" ")[0] ?? "" })[form];
  const plain = policy.rules.filter(({ verdict }) => !verdict.includes("once"));
  const expected = ACTIONS.flatMap((action) =>
    plain.flatMap((a, i) =>
      plain
        .slice(i + 1)
        .flatMap((b) =>
          isOn(a, action) &&
          isOn(b, action) &&
          verdictOf(a) !== verdictOf(b) &&
          WORLD.some((small) => isMatching(a, small) && isMatching(b, small))
            ? [`${action} ${a.name} ${b.name}`]
            : [],
        ),
    ),
  );
  const once = new Set(policy.rules.filter((rule) => !plain.includes(rule)).map(({ name }) => name));
  expect(found.filter((each) => !each.split(" ").some((name) => once.has(name))).sort()).toEqual(
    expected.sort(),
  );
}

describe("in a small world", () => {
  it("every answer is what all decisions say", () => {
    const counts = new Map<string, number>();
    const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(smallPolicy, (policy) => {
        const { program, table } = compiled(policy);
        const ground = groundOf(subjectOf(program, table));
        const report = verifyRules(ground, { covering: coveringIn(program) });
        const each = { policy, program, ground, report, all: decisionsOf(policy) };
        expect(report.notVerified).toEqual([]);
        checkClaims(each, count);
        checkFindings(each, count);
        checkIrreversible(each);
        checkDemand(each, count);
      }),
      { numRuns: POLICIES },
    );
    for (const what of [
      "proved",
      "refuted",
      "never matches",
      "always overridden",
      "duplicate",
      "never permitted",
      "gap",
      "complete",
    ])
      expect([what, (counts.get(what) ?? 0) > 0]).toEqual([what, true]);
  }, 3_600_000);
});
