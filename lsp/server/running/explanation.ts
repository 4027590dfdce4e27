// An explained test for people: what was decided at each step, and why, as Markdown.

import type { ConditionExplanation, Explanation, RuleExplanation } from "../../../runtime/decide/explain.js";
import { inline, plain } from "../../features/hover/markdown.js";
import type { Trial } from "../../features/seen.js";

/** A decision, with every rule of the policy: whether it matched, and what its conditions read. */
export interface ExplainedStep extends Explanation {
  /** Of the step. */
  readonly origin: string;
}

export function explanationText(
  { name, passed, failure }: Trial,
  decisions: readonly ExplainedStep[],
): string {
  const outcome = passed ? "passed" : `failed: ${plain(failure?.message ?? "")}`;
  return [`# ${plain(name)}`, `The test ${outcome}.`, ...decisions.flatMap(decisionParts), ""].join("\n\n");
}

function decisionParts({ origin, decision, rules }: ExplainedStep, place: number): readonly string[] {
  const { verdict, rule, code, reason } = decision;
  const asked = rules.filter(({ status }) => status !== "other action");
  return [
    `## ${String(place + 1)}. ${verdict} by ${plain(rule)}`,
    `${plain(reason)} · code ${inline(code)} · ${inline(origin)}`,
    ...(asked.length === 0 ? ["No rule was asked."] : [asked.map(ruleText).join("\n")]),
  ];
}

function ruleText({ rule, verdict, status, note, shadow, conditions }: RuleExplanation): string {
  const said = note === undefined ? "" : `: ${plain(note)}`;
  const mode = shadow ? ", in shadow mode" : "";
  const head = `- ${inline(rule)} (${verdict}${mode}) **${status}**${said}`;
  return [head, ...conditions.map(conditionText)].join("\n");
}

function conditionText({ text, value, reads }: ConditionExplanation): string {
  const values = reads.map(({ path, value: read }) => `${path} = ${read}`);
  return `  - ${inline(text)} is ${String(value)}${values.length === 0 ? "" : `: ${inline(values.join(", "))}`}`;
}
