// Core rules as text, in the notation of the laws: what tests of lowerings compare.

import type { CoreExpr } from "../../compiler/hir/expr.js";
import type { Core, CoreRule } from "../../compiler/hir/hir.js";
import type { CoreNeeds } from "../../compiler/hir/needs.js";
import type { Redaction, Ref } from "../../runtime/table/format.js";

/** `on payments.send where a, b: block, …`, one a core rule. */
export function rulesText({ rules, exprs }: Core): string[] {
  return rules.map((rule) => ruleText(rule, exprs));
}

function ruleText(rule: CoreRule, exprs: readonly CoreExpr[]): string {
  const on = rule.actions.map(({ name }) => name).join(" ");
  const where = rule.conditions.map(({ expr }) => exprText(expr, exprs)).join(", ");
  const { needs, limit, grant, box, connect, redactions } = rule;
  return [
    `on ${on}${where === "" ? "" : ` where ${where}`}: ${rule.verdict}`,
    ...(rule.permits ? ["permits"] : []),
    ...(needs ? [needsText(needs)] : []),
    ...(limit
      ? [
          `limit ${limit.window.id} per ${limit.window.per} by [${limit.window.by.join(" ")}] ${limit.amount} ${limit.op} ${limit.bound}`,
        ]
      : []),
    ...(grant ? [`starts ${grant.id}`] : []),
    ...(box ? [`box ${box.name}`] : []),
    ...redactions.map(redactionText),
    ...(connect ? [`denies ${connect.deny.length} except ${connect.except.length}`] : []),
    ...rule.notify.map((channel) => `notify ${channel}`),
    ...(rule.shadow ? ["shadow"] : []),
  ].join(", ");
}

export function needsText({ of, within, ask }: CoreNeeds): string {
  const needs = of.map(
    ({ count, group, acknowledging }) => `${count} of ${group.name}${acknowledging ? "!" : ""}`,
  );
  return `needs ${needs.join(" + ")} within ${within} asking ${ask.name}`;
}

function redactionText(redaction: Redaction): string {
  const matching = redaction.op === "mask" ? ` [${detectorsText(redaction.detectors)}]` : "";
  return `${redaction.op} ${redaction.target}${matching}`;
}

/** An expression, fully in parentheses. */
export function exprText(ref: Ref, exprs: readonly CoreExpr[]): string {
  const text = (operand: Ref): string => exprText(operand, exprs);
  const expr = exprs[ref];
  if (expr === undefined) throw new RangeError(`no expression ${ref}`);
  switch (expr.op) {
    case "literal":
      return JSON.stringify(expr.value);
    case "attribute":
      return expr.path;
    case "has":
      return `has ${expr.path}`;
    case "variable":
    case "has-variable":
      return `${expr.op === "variable" ? "" : "has "}${[expr.name, ...expr.steps].join(".")}`;
    case "and":
    case "or":
      return `(${expr.args.map(text).join(` ${expr.op} `)})`;
    case "not":
      return `not ${text(expr.arg)}`;
    case "compare":
      return `(${text(expr.left)} ${expr.cmp} ${text(expr.right)})`;
    case "in":
      return `(${text(expr.item)} in ${text(expr.items)})`;
    case "list":
      return `[${expr.items.map(text).join(" ")}]`;
    case "any":
    case "all":
      return `(${expr.op} ${expr.variable} in ${text(expr.over)}: ${text(expr.body)})`;
    case "add":
    case "sub":
    case "mul":
      return `(${expr.op} ${text(expr.left)}/${expr.scales[0]} ${text(expr.right)}/${expr.scales[1]} /${expr.scales[2]})`;
    default:
      return namedText(expr, text);
  }
}

function namedText(expr: CoreExpr, text: (operand: Ref) => string): string {
  switch (expr.op) {
    case "data":
      return expr.data.name;
    case "element":
    case "has-element": {
      const name = [`${expr.data.name}[${text(expr.key)}]`, ...expr.steps].join(".");
      return expr.op === "element" ? name : `has ${name}`;
    }
    case "like-data":
      return `(${text(expr.subject)} like ${expr.data.name} as ${expr.as})`;
    case "history": {
      const { fn, actions, attempts, where, attribute, within, since, by, earlier = by } = expr.pattern;
      const condition = where === undefined ? "" : ` where ${text(where)}`;
      const end = since === undefined ? "" : ` since ${since.join(" ")}`;
      const keys = by.map((path, i) => (earlier[i] === path ? path : `${earlier[i] ?? ""} = ${path}`));
      return `${fn}(${attempts ? "attempts " : ""}${[attribute, ...actions].filter(Boolean).join(" ")}${condition}${end} within ${within ?? "ever"} by [${keys.join(" ")}])`;
    }
    case "grant":
      return `${expr.is}(${expr.grant.id})`;
    case "drift":
      return `drift(${expr.baseline.path} [${expr.permit.join(" ")}])`;
    case "reaches":
      return `reaches(${expr.patterns === "any" ? "any" : expr.patterns.length})`;
    case "detects":
      return `detects(${expr.path} [${detectorsText(expr.detectors)}])`;
    case "approved":
      return `approved(${needsText(expr.needs)})`;
    case "call":
      return `${expr.fn}(${expr.args.map(text).join(" ")})`;
    case "rank":
      return `rank(${text(expr.arg)})`;
    case "neg":
    case "to-decimal":
      return `(${expr.op} ${text(expr.arg)})`;
    default:
      return expr.op;
  }
}

/** Built-in detectors by their names, those of the policy as they are. */
function detectorsText(detectors: readonly unknown[]): string {
  return detectors.map((each) => (typeof each === "string" ? each : JSON.stringify(each))).join(" ");
}
