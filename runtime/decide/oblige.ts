// What goes with a verdict: rewritten arguments, the meet of the boxes, approvals that are still missing, …

import { isArgument } from "../redact/plan.js";
import { redact } from "../redact/redact.js";
import type { LimitState } from "../state/store.js";
import type { Approver, Needs, Rule } from "../table/format.js";
import { permits } from "../table/verdict.js";
import { formatDuration } from "../values/time.js";
import type { Conclusion } from "./conclude.js";
import { isObject } from "./form.js";
import type { Judgement, LimitAnswers } from "./judge.js";
import { meetOf } from "./meet.js";
import type { Policy } from "./policy.js";
import type {
  ApproverObligation,
  ConnectObligation,
  Obligations,
  RedactionObligation,
  UnmetNeeds,
} from "./request.js";
import { attributeOf, type Situation } from "./situation.js";

/** Of a decision that no rule made. */
export const NO_OBLIGATIONS: Obligations = { redactions: [], connect: [], notify: [] };

/** The obligations of `rules`, those that contributed to `conclusion` in declaration order. */
export function oblige(
  policy: Policy,
  rules: readonly Rule[],
  conclusion: Conclusion,
  judgement: Judgement,
  limits: LimitAnswers | undefined,
): Obligations {
  const { situation, answers } = judgement;
  const unmet = unmetNeeds(policy, rules, conclusion);
  const retryAfter = conclusion.verdict === "throttle" ? retryTime(rules, limits, answers.now) : undefined;
  return {
    ...(permits(conclusion.verdict)
      ? constraints(policy, rules, situation)
      : { redactions: [], connect: [] }),
    ...(unmet.length > 0 && { approvals: { digest: situation.digest, unmet } }),
    ...(retryAfter !== undefined && { retryAfter }),
    notify: Array.from(
      new Set(rules.filter(({ verdict }) => verdict !== "none").flatMap(({ notify }) => notify)),
    ),
  };
}

/** What a permitted action is held to. */
function constraints(
  policy: Policy,
  rules: readonly Rule[],
  situation: Situation,
): Omit<Obligations, "notify"> {
  const redactions = redactionsOf(rules);
  const boxes = rules.flatMap(({ box }) => box ?? []);
  const args = rewrittenArgs(redactions, situation);
  const result = rewrittenResult(redactions, situation);
  return {
    ...(args !== undefined && { args }),
    ...(result !== undefined && { result }),
    redactions,
    ...(boxes.length > 0 && {
      sandbox: meetOf(policy.table.boxes, boxes, (path) => attributeOf(situation, path)),
    }),
    connect: rules.flatMap(connectOf),
  };
}

function redactionsOf(rules: readonly Rule[]): readonly RedactionObligation[] {
  return rules.flatMap(({ name, redactions }) =>
    redactions.map((redaction) => ({ rule: name, ...redaction })),
  );
}

export function rewrittenArgs(
  redactions: readonly RedactionObligation[],
  situation: Situation,
): Obligations["args"] {
  if (!redactions.some(({ target }) => isArgument(target))) return undefined;
  const args = redact(situation.sent.args, "args", redactions, situation.schema.args);
  return isObject(args) ? args : {};
}

export function rewrittenResult(
  redactions: readonly RedactionObligation[],
  { returned, schema }: Situation,
): Obligations["result"] {
  if (returned?.sent === undefined || redactions.length === 0) return undefined;
  return redact(returned.sent, "result", redactions, schema.result);
}

function connectOf({ name, connect }: Rule): readonly ConnectObligation[] {
  if (connect === undefined) return [];
  const { deny, except } = connect;
  return [{ rule: name, deny: deny.map(({ text }) => text), except: except.map(({ text }) => text) }];
}

/** Every need that is not met, once for each rule; the default's last. */
function unmetNeeds(policy: Policy, rules: readonly Rule[], conclusion: Conclusion): readonly UnmetNeeds[] {
  const { verdict, needs } = policy.table.policy.default;
  const asked = conclusion.byDefault && verdict === "escalate" && conclusion.matched.some(isEscalatedDefault);
  const indices = [
    ...rules.flatMap((rule) => rule.needs ?? []),
    ...(asked && needs !== undefined ? [needs] : []),
  ];
  const byRule = new Map<string, UnmetNeeds>();
  for (const index of indices) {
    const missing = policy.table.needs[index];
    if (missing !== undefined && !byRule.has(missing.rule)) byRule.set(missing.rule, told(policy, missing));
  }
  return Array.from(byRule.values());
}

function isEscalatedDefault({ rule, verdict }: { readonly rule: string; readonly verdict: string }): boolean {
  return rule === "default" && verdict === "escalate";
}

function told({ table }: Policy, { rule, ask, of, within, approver: name }: Needs): UnmetNeeds {
  const approver = name === undefined ? undefined : table.approvers[name];
  return {
    ...{ rule, ask, needs: of, within: formatDuration(within) },
    ...(name !== undefined && approver !== undefined && { approver: asking(name, approver) }),
  };
}

function asking(name: string, { webhook, timeout, onTimeout }: Approver): ApproverObligation {
  return { name, webhook, timeout: formatDuration(timeout), onTimeout };
}

/** When the last of the throttles has room; undefined where one never has, or none is over. */
function retryTime(
  rules: readonly Rule[],
  limits: LimitAnswers | undefined,
  now: number,
): string | undefined {
  const over = rules.filter(({ verdict, limit }) => verdict === "throttle" && limit !== undefined);
  const times = over.map((rule) => retryAtOf(limits?.get(rule)));
  const known = times.filter((time) => time !== undefined);
  if (known.length === 0 || known.length < times.length) return undefined;
  return formatDuration(Math.max(0, Math.max(...known) - now));
}

function retryAtOf(limit: LimitState | undefined): number | undefined {
  return limit?.room === false ? limit.retryAt : undefined;
}
