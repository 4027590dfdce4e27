// What a permitted attempt leaves behind: history, started grants, spent approvals, and what its report will do.

import { evaluation, truthOf } from "../evaluate/evaluate.js";
import { Fault } from "../evaluate/fault.js";
import { textOf } from "../evaluate/key.js";
import type { Known } from "../evaluate/kleene.js";
import type { Effects, GrantQuery, Judged, Pending, SeriesEvent, SeriesRead } from "../state/store.js";
import { canonicalJson } from "../table/canonical.js";
import type { HistoryPattern, Rule } from "../table/format.js";
import type { Value } from "../values/value.js";
import type { Judgement } from "./judge.js";
import type { Policy } from "./policy.js";
import { rewritesOf } from "./result-rows.js";
import { grantQuery, sceneOf } from "./scene.js";
import { attributeOf, bounded, keyAt } from "./situation.js";

/** The effects of an attempt that runs, of which `rules` have their say. */
export function effectsOf(
  policy: Policy,
  judgement: Judgement,
  rules: readonly Rule[],
  attempt: { readonly id: string; readonly keep: number; readonly read: readonly SeriesRead[] },
): Effects {
  const { situation, answers } = judgement;
  const { events: asked = [], resets: ended = [] } = policy.actions.get(situation.action) ?? {};
  const grants = Array.from(new Set(rules.flatMap(({ grant }) => grant ?? [])));
  return {
    read: attempt.read,
    series: asked.flatMap((index) => eventOf(policy, index, judgement)),
    resets: ended.flatMap((index) => resetOf(policy, index, judgement)),
    grants: grants.flatMap((index) => grantQuery(policy, index, situation) ?? []),
    approvals: answers.approvals.map((approval) => ({ ...approval, digest: situation.digest })),
    pending: { attempt: pendingOf(policy, judgement, rules, grants, attempt.id), keep: attempt.keep },
  };
}

function eventOf(policy: Policy, index: number, judgement: Judgement): readonly SeriesEvent[] {
  const pattern = policy.table.histories[index];
  const was = pattern === undefined ? false : wasSo(pattern, judgement);
  if (pattern === undefined || was === false) return [];
  const { id, fn, within, by, earlier = by } = pattern;
  const value = eventValue(pattern, judgement);
  return [
    {
      id,
      fn,
      key: keyAt(judgement.situation, earlier),
      ...(within !== undefined && { within }),
      ...(value !== undefined && { value }),
      certain: was === true,
    },
  ];
}

function resetOf(policy: Policy, index: number, { situation }: Judgement): NonNullable<Effects["resets"]> {
  const pattern = policy.table.histories[index];
  return pattern === undefined
    ? []
    : [{ id: pattern.id, key: keyAt(situation, pattern.earlier ?? pattern.by) }];
}

/** A `where` that overflows is unknown, like any other that cannot be answered. */
function wasSo({ where }: HistoryPattern, { evaluation: at }: Judgement): Known {
  if (where === undefined) return true;
  try {
    return truthOf(where, at);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

function eventValue(
  { fn, attribute }: HistoryPattern,
  { situation }: Judgement,
): number | string | undefined {
  if (attribute === undefined) return undefined;
  const value: Value | undefined = attributeOf(situation, attribute);
  if (fn === "sum") return typeof value === "number" ? value : undefined;
  return value === undefined ? undefined : bounded(textOf(value));
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
  const { results = [], resultAsks = [] } = policy.actions.get(situation.action) ?? {};
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
