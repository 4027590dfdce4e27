// Why a decision is as it is: every rule, whether it matched, and each of its conditions with the values it read.

import { truthOf, valueOf, type Evaluation } from "../evaluate/evaluate.js";
import { Fault } from "../evaluate/fault.js";
import { reachableFrom } from "../table/operands.js";
import type { Condition, Expr, Ref, Rule, Table, TypeSchema } from "../table/format.js";
import type { Verdict } from "../table/verdict.js";
import type { Truth, Value } from "../values/value.js";
import { guardOf } from "../match/rule-index.js";
import type { Judgement, LimitAnswers } from "./judge.js";
import { isSelected } from "../values/action-name.js";
import type { Policy } from "./policy.js";
import type { Decision } from "./request.js";
import type { InForce } from "./sets.js";
import { shown, shownValue, timeText } from "./show.js";
import { attributeOf } from "./situation.js";

export interface Explanation {
  readonly decision: Decision;
  /** In declaration order. Empty where the decision was made before any rule was asked. */
  readonly rules: readonly RuleExplanation[];
}

export interface RuleExplanation {
  readonly rule: string;
  readonly origin: string;
  /** What the author calls the limit that the row is about. */
  readonly limit?: string;
  /** `none`: it adds obligations to whatever is permitted. `note`: it says something, and contributes nothing. */
  readonly verdict: Verdict | "none" | "note";
  readonly shadow: boolean;
  /** `unknown`: its guard cannot be known, so a rule that restricts matches; `satisfied`: `note` says what lifts it. */
  readonly status: "matched" | "unknown" | "not matched" | "satisfied" | "other action";
  readonly note?: string;
  readonly conditions: readonly ConditionExplanation[];
}

export interface ConditionExplanation {
  /** As the author wrote it. */
  readonly text: string;
  readonly origin: string;
  readonly value: Truth;
  readonly reads: readonly { readonly path: string; readonly value: string }[];
}

/** Explains all rules of the table for one judgement; a rule's rows that only add obligations stand with its others. */
export function explainRules(
  policy: Policy,
  judgement: Judgement,
  limits: LimitAnswers | undefined,
): readonly RuleExplanation[] {
  const isOnResult = judgement.situation.returned !== undefined;
  const rules = policy.table.rules.filter(({ onResult }) => (onResult === true) === isOnResult);
  const speaking = new Set(rules.filter(({ verdict }) => verdict !== "none").map(({ name }) => name));
  return rules
    .filter((rule) => !isRepeated(rule) && (rule.verdict !== "none" || !speaking.has(rule.name)))
    .map((rule) => explainRule(policy, rule, judgement, limits));
}

/** Of an `allow once approved by`, the row that keeps the default out says nothing that the row beside it does not. */
function isRepeated({ verdict, permits }: Rule): boolean {
  return verdict === "escalate" && permits;
}

function explainRule(
  policy: Policy,
  rule: Rule,
  judgement: Judgement,
  limits: LimitAnswers | undefined,
): RuleExplanation {
  const { name, origin, label, verdict, shadow, conditions } = rule;
  const head = { rule: name, origin, ...(label !== undefined && { limit: label }), verdict, shadow };
  const { action, declared } = judgement.situation;
  if (!rule.actions.includes(declared) || (action !== declared && !isSelected(rule.among, action)))
    return { ...head, status: "other action", conditions: [] };
  const note = liftedBy(rule, judgement, limits);
  return {
    ...head,
    status: statusOf(rule, judgement, note !== undefined),
    ...(note !== undefined && { note }),
    conditions: conditions.map((condition) => explainCondition(policy, condition, judgement)),
  };
}

function statusOf(
  rule: Rule,
  { matches, evaluation }: Judgement,
  lifted: boolean,
): RuleExplanation["status"] {
  if (!matches.some((match) => match.rule === rule)) return "not matched";
  if (lifted) return "satisfied";
  return guardOf(rule, evaluation) === undefined ? "unknown" : "matched";
}

/** Why a rule that matches has no say. */
function liftedBy(rule: Rule, { matches }: Judgement, limits: LimitAnswers | undefined): string | undefined {
  const match = matches.find((each) => each.rule === rule);
  if (match === undefined) return undefined;
  if (match.approved) return "it was approved";
  if (match.idle) return "there is nothing to rewrite";
  if (match.claim?.known !== true) return undefined;
  if (limits === undefined) return "its window was not looked at, since the action is blocked anyway";
  return limits.get(rule)?.room === false ? undefined : "there is room in its window";
}

function explainCondition(
  policy: Policy,
  { expr, text, origin }: Condition,
  judgement: Judgement,
): ConditionExplanation {
  return { text, origin, value: truth(expr, judgement.evaluation), reads: readsOf(policy, expr, judgement) };
}

/** What overflows is unknown here; the decision says that it was a fault. */
function truth(expr: Ref, at: Evaluation): Truth {
  try {
    return truthOf(expr, at) ?? "unknown";
  } catch (error) {
    if (error instanceof Fault) return "unknown";
    throw error;
  }
}

/** What an expression reads: attributes, refreshed data, and the answers of history and of classifiers, in the order of the table's expressions. */
function readsOf(policy: Policy, root: Ref, judgement: Judgement): ConditionExplanation["reads"] {
  const reads = new Map<string, string>();
  for (const ref of reachable(policy.table, root)) {
    const [path, value] = readBy(policy, ref, judgement) ?? [];
    if (path !== undefined && value !== undefined) reads.set(path, value);
  }
  return Array.from(reads, ([path, value]) => ({ path, value }));
}

/** What the expression reads by itself, and what that is. */
function readBy(policy: Policy, ref: Ref, judgement: Judgement): readonly [string, string] | undefined {
  const { table } = policy;
  const expr = table.exprs[ref];
  if (expr === undefined) return undefined;
  if ("path" in expr) {
    const value = attributeOf(judgement.situation, expr.path);
    return [expr.path, shown(table, judgement.situation, expr.path, value)];
  }
  if ("data" in expr) {
    const set = judgement.answers.sets.get(expr.data);
    return set && [table.data[expr.data]?.name ?? "", setTold(set)];
  }
  if (expr.op === "classify") return questionIn(policy, ref, expr, judgement);
  if (expr.op === "history")
    return [`${table.histories[expr.pattern]?.fn ?? ""}(…)`, answerTo(expr.pattern, judgement)];
  return undefined;
}

function setTold(set: InForce): string {
  if (!set.known) return `unknown: ${set.fault}`;
  const { content, loaded } = set;
  const since = loaded === undefined ? "as compiled" : `loaded at ${timeText(loaded)}`;
  return `${String(content.values.length)} in it, ${since}`;
}

/** A question to a classifier, and its answer; one about a member of `any` or `all` is several, and not told. */
function questionIn(
  { table, program }: Policy,
  ref: Ref,
  { classifier, args }: Extract<Expr, { readonly op: "classify" }>,
  { evaluation: at }: Judgement,
): readonly [text: string, answer: string] | undefined {
  const asked = table.classifiers[classifier];
  if (asked === undefined || program.open[ref] === true) return undefined;
  // Maybe nobody asked, since the rest of the condition was enough: then what is asked may be out of range.
  const told = (schema: TypeSchema, of: Ref): string => shownValue(schema, valueOrUnknown(of, at), "unknown");
  const given = asked.params.map(({ schema }, i) => told(schema, args[i] ?? 0));
  return [`${asked.name}(${given.join(", ")})`, told(asked.result, ref)];
}

function valueOrUnknown(ref: Ref, at: Evaluation): Value | undefined {
  try {
    return valueOf(ref, at);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

function answerTo(pattern: number, { answers }: Judgement): string {
  const { low, high } = answers.histories.get(pattern) ?? { low: 0, high: 0 };
  return low === high ? String(low) : `${String(low)} to ${String(high)}`;
}

function reachable({ exprs }: Table, root: Ref): readonly Ref[] {
  return Array.from(reachableFrom([root], exprs)).sort((a, b) => a - b);
}
