// What a permitted attempt leaves behind: history, started grants, spent approvals, and what its report will do.

import { evaluation, truthOf } from "../evaluate/evaluate.js";
import type { Effects, GrantQuery, Judged, Pending, SeriesRead } from "../state/store.js";
import { canonicalJson } from "../table/canonical.js";
import type { Rule } from "../table/format.js";
import type { Verdict } from "../table/verdict.js";
import { attemptsOf, eventsOf, resetsOf } from "./events.js";
import type { Judgement } from "./judge.js";
import { bearingOn, type Policy } from "./policy.js";
import { rewritesOf } from "./result-rows.js";
import { grantQuery, sceneOf } from "./scene.js";

/** The effects of an attempt that runs, of which `rules` have their say. */
export function effectsOf(
  policy: Policy,
  judgement: Judgement,
  rules: readonly Rule[],
  attempt: {
    readonly id: string;
    readonly keep: number;
    readonly read: readonly SeriesRead[];
    /** Absent where it is known only once the effects are taken: then the attempt is counted after that. */
    readonly verdict?: Verdict;
  },
): Effects {
  const { situation, answers } = judgement;
  const { verdict } = attempt;
  const left = [
    eventsOf(policy, situation, answers),
    ...(verdict ? [attemptsOf(policy, situation, answers, { verdict, permitted: true })] : []),
  ];
  const grants = Array.from(new Set(rules.flatMap(({ grant }) => grant ?? [])));
  return {
    read: attempt.read,
    series: left.flatMap(({ series }) => series),
    open: left.flatMap(({ open }) => open),
    resets: resetsOf(policy, situation),
    grants: grants.flatMap((index) => grantQuery(policy, index, situation) ?? []),
    approvals: answers.approvals.map((approval) => ({ ...approval, digest: situation.digest })),
    pending: { attempt: pendingOf(policy, judgement, rules, grants, attempt.id), keep: attempt.keep },
  };
}

function pendingOf(
  policy: Policy,
  judgement: Judgement,
  rules: readonly Rule[],
  grants: readonly number[],
  id: string,
): Pending {
  const revokes = grants.flatMap((index) => revocation(policy, index, judgement));
  return { id, revokes, judged: judgedBy(policy, judgement, rules) };
}

/** What deciding the result will take; nothing where no rule and no declaration speaks of it. */
function judgedBy(
  policy: Policy,
  { situation, answers }: Judgement,
  rules: readonly Rule[],
): readonly Judged[] {
  const { results = [], resultAsks = [] } = bearingOn(policy, situation) ?? {};
  const rewrites = rewritesOf(rules);
  if (results.length === 0 && rewrites.length === 0 && situation.schema.result === undefined) return [];
  const past = resultAsks.flatMap((index) => {
    const id = policy.table.histories[index]?.id;
    const answer = answers.histories.get(index);
    return id === undefined || answer === undefined ? [] : [{ id, answer }];
  });
  return [{ request: canonicalJson(situation.sent.request), rewrites, past }];
}

/** The outcomes that revoke a grant: those for which its condition is true or unknown. */
function revocation(policy: Policy, index: number, { situation, answers }: Judgement): Pending["revokes"] {
  const revoke = policy.table.grants[index]?.revoke;
  const grant: GrantQuery | undefined = grantQuery(policy, index, situation);
  if (revoke === undefined || grant === undefined) return [];
  const revokes = (outcome: "ok" | "failed"): boolean => {
    const scene = { ...sceneOf(policy, situation, answers), outcome };
    return truthOf(revoke, evaluation(policy.program, scene)) !== false;
  };
  const when = (["ok", "failed"] as const).filter(revokes);
  return when.length === 0 ? [] : [{ grant, when }];
}
