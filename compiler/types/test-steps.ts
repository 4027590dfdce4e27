// The steps of a test, one by one.

import { VERDICTS } from "../../runtime/table/verdict.js";
import type { Step as CaseStep } from "../../runtime/testing/case.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { insertion, removal } from "../diagnostics/fixes.js";
import { replacement } from "../diagnostics/nearest.js";
import { withoutMinus } from "./elaborate/number-fixes.js";
import { oneOf, reportUnknown } from "../names/table.js";
import type { Checker } from "./checker.js";
import { elaborateConstant } from "./elaborate/index.js";
import { readRuleName, type RuleNames } from "./rule-names.js";
import { readRecord, readValue } from "./test-value.js";

export interface Progress {
  readonly checker: Checker;
  readonly rules: RuleNames;
  /** Was there an action already? */
  acted: boolean;
}

/** A step without its place, which the caller knows. */
type Read = CaseStep extends infer S ? (S extends unknown ? Omit<S, "origin"> : never) : never;

/** A step may repeat an attempt so often, and no more: a test ends. */
const MAX_TIMES = 1_000_000;

/** More members of an enum than these are not offered. */
const MAX_OFFERED = 4;

/** The step; undefined where a mistake was reported. */
export function readStep(progress: Progress, step: ast.Step): Read | undefined {
  const { checker } = progress;
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
      return { step: step.step, values: readRecord(checker, step.record) };
    case "result":
      return afterAction(progress, step)
        ? { step: "result", outcome: "ok", value: readRecord(checker, step.record) }
        : undefined;
    case "action":
      return readAction(checker, step);
    case "expect":
      return afterAction(progress, step) ? readExpect(progress, step) : undefined;
    case "after":
      return readAfter(checker, step.duration);
    case "at":
      return readAt(checker, step.time);
    case "approve":
      return afterAction(progress, step) ? readApprove(checker, step) : undefined;
    case "outcome": {
      const outcome = oneOf(["ok", "failed"], step.outcome, "outcome", checker.report);
      return outcome && afterAction(progress, step) ? { step: "outcome", outcome } : undefined;
    }
    case "kill":
    case "revive":
      return readSwitch(checker, step);
  }
}

/** `expect`, `approve`, `outcome` and `result` speak of the action last said. */
function afterAction({ checker, acted }: Progress, step: ast.Step): boolean {
  if (!acted) checker.report(diagnose("AP3016", step.span, { step: step.step }));
  return acted;
}

function readAction(checker: Checker, { name, args, reversible }: ast.ActionStep): Read {
  return {
    step: "action",
    name: name.text,
    args: readRecord(checker, { fields: args }),
    ...(reversible && { reversible: reversible.text === "reversible" }),
  };
}

function readExpect({ checker, rules }: Progress, step: ast.ExpectStep): Read | undefined {
  const { report } = checker;
  const verdict = oneOf(VERDICTS, step.verdict, "verdict", report);
  const by = step.by && readRuleName(rules, step.by, "rule", report);
  const times = step.times === undefined ? 1 : elaborateConstant(step.times, { kind: "int" }, checker.names);
  if (typeof times === "number" && step.times && (times < 1 || times > MAX_TIMES)) {
    const fixes = replacement(step.times.span, times < 1 ? "1" : `${MAX_TIMES}`);
    report(diagnose("AP3017", step.times.span, { limit: MAX_TIMES }, { fixes }));
    return undefined;
  }
  if (verdict === undefined || typeof times !== "number" || (step.by && by === undefined)) return undefined;
  return {
    step: "expect",
    verdict,
    ...(by !== undefined && { by }),
    ...(step.code && { code: step.code.value }),
    times,
  };
}

function readAfter({ names, report }: Checker, expr: ast.Expr): Read | undefined {
  const duration = elaborateConstant(expr, { kind: "duration" }, names);
  if (typeof duration !== "number") return undefined;
  if (duration >= 0) return { step: "after", duration };
  report(diagnose("AP2085", expr.span, { what: "what passes in a test" }, { fixes: withoutMinus(expr) }));
  return undefined;
}

function readAt({ names }: Checker, expr: ast.Expr): Read | undefined {
  const time = elaborateConstant(expr, { kind: "time" }, names);
  return typeof time === "number" ? { step: "at", time } : undefined;
}

type Approve = Extract<ast.Step, { readonly step: "approve" }>;
type Switch = Extract<ast.Step, { readonly scope: ast.PathExpr }>;

function readApprove({ report }: Checker, { by, acknowledging }: Approve): Read | undefined {
  const word = acknowledging && oneOf(["irreversible"], acknowledging, "acknowledgement", report);
  if (acknowledging !== undefined && word === undefined) return undefined;
  return { step: "approve", by: by.value, acknowledging: word !== undefined };
}

/** The scope must be one of some kill switch; its value is written as in the request's attribute. */
function readSwitch(checker: Checker, { step, span, scope, value, by }: Switch): Read | undefined {
  const text = scope.parts.map((part) => part.text).join(".");
  const { killScopes, report } = checker;
  if (!killScopes.has(text)) {
    if (text !== "") reportUnknown({ span: scope.span, text }, "scope of a kill switch", killScopes, report);
    return undefined;
  }
  if ((text === "all") !== (value === undefined)) {
    const fixes =
      value === undefined
        ? membersOf(checker, text).flatMap((member) =>
            insertion(`Insert \`${member}\``, scope.span, ` ${member}`),
          )
        : removal("Remove the value", { ...value.span, start: scope.span.end });
    report(diagnose("AP3018", value?.span ?? span, { scope: text, step }, { fixes }));
    return undefined;
  }
  const stated = value === undefined ? {} : { value: switchValue(checker, value) };
  return step === "kill"
    ? { step, scope: text, ...stated }
    : { step, scope: text, ...stated, ...(by && { by: by.value }) };
}

/** The first few members of the enum that a scope is; none where it is no enum. */
function membersOf({ names }: Checker, scope: string): readonly string[] {
  const [section, field = ""] = scope.split(".");
  const record = section === "agent" ? names.agent : section === "context" ? names.context : undefined;
  const type = record?.fields.get(field)?.type;
  return type?.kind === "enum" ? type.members.slice(0, MAX_OFFERED) : [];
}

/** The name of an action may stand without quotes. */
function switchValue(checker: Checker, value: ast.Expr): unknown {
  if (value.kind !== "path") return readValue(checker, value);
  return value.parts.map((part) => part.text).join(".");
}
