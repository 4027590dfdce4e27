// An explanation for people: each rule, whether it matched, and the conditions that decided it with their values.

import { visible } from "../../compiler/tabulate/visible.js";
import type { ConditionExplanation, Explanation, RuleExplanation } from "../../runtime/decide/explain.js";
import type { Style } from "../style.js";

export interface ExplanationOptions {
  /** Leave out the rules that speak of other actions. */
  readonly onlyOfAction: boolean;
}

export function explanationLines(
  explanation: Explanation,
  style: Style,
  { onlyOfAction }: ExplanationOptions,
): string[] {
  return explanation.rules
    .filter((rule) => !onlyOfAction || rule.status !== "other action")
    .flatMap((rule) => ruleLines(rule, style));
}

function ruleLines(rule: RuleExplanation, style: Style): string[] {
  const name = rule.limit === undefined ? rule.rule : `${rule.rule} ${rule.limit}`;
  const head = `${symbol(rule, style)} ${style.bold(name)} ${style.dim(rule.origin)} ${told(rule, style)}`;
  return [head, ...rule.conditions.flatMap((condition) => conditionLines(condition, style))];
}

function symbol(rule: RuleExplanation, style: Style): string {
  if (rule.status === "matched" || rule.status === "unknown") return style.yellow("●");
  return style.dim("○");
}

function told(rule: RuleExplanation, style: Style): string {
  const shadow = rule.shadow ? " (shadow)" : "";
  switch (rule.status) {
    case "matched":
      if (rule.verdict === "note") return `notes something${shadow}`;
      return `gives ${style.bold(rule.verdict)}${shadow}`;
    case "unknown":
      return `gives ${style.bold(rule.verdict)}${shadow}, since its guard cannot be known`;
    case "not matched":
      return style.dim(`does not match${shadow}`);
    case "satisfied":
      return style.dim(`has no say: ${rule.note ?? "its needs are met"}${shadow}`);
    case "other action":
      return style.dim("speaks of other actions");
  }
}

function conditionLines({ text, value, reads }: ConditionExplanation, style: Style): string[] {
  const paint = value === true ? style.green : value === false ? style.red : style.yellow;
  const first = `    ${paint(String(value).padEnd(7))} ${visible(text)}`;
  const known = reads.map(({ path, value: read }) => `${path} = ${visible(read)}`);
  return known.length === 0 ? [first] : [first, style.dim(`            where ${known.join(", ")}`)];
}
