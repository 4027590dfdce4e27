// Verdicts as a rule gives them: their groups, boxes and redactions resolved.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { replacement } from "../diagnostics/nearest.js";
import { lookUp, oneOf, type Report } from "../names/table.js";
import { VERDICTS } from "../../runtime/table/verdict.js";
import { blocking } from "./blocking.js";
import { clauseOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import type { Action, Group, TypedReason, TypedVerdict } from "./program.js";
import { readReason } from "./quotes.js";
import { defaultReason } from "./reasons.js";
import { readRedactions } from "./redactions.js";

export interface Owner {
  readonly form: ast.FormKeyword;
  /** Qualified. */
  readonly name: string;
  readonly actions: readonly Action[];
  /** Is what was requested not understood where the verdict is given, so that its reason may quote nothing of it? */
  readonly quotesNothing?: boolean;
  /** Does it decide what comes back from them? */
  readonly onResult: boolean;
}

/** Which verdicts may stand: any, any that restricts, or any that holds. */
export type Asked = "any" | "restricts" | "holds";

/** The verdict; undefined where a mistake was reported. */
export function readVerdict(
  checker: Checker,
  written: ast.Verdict,
  owner: Owner,
  asked: Asked,
): TypedVerdict | undefined {
  const { report } = checker;
  const verdict = oneOf(VERDICTS, written.verdict, "verdict", report);
  if (verdict === undefined) return undefined;
  if (!mayStand(verdict, written, owner, asked, report)) return undefined;
  const people = written.group && readAsked(checker, written.group);
  const box = written.box && readBox(checker, written.box);
  const redactions = readRedactions(checker, written.redactions ?? [], owner);
  const said = reasonsOf(checker, written, verdict, owner);
  const isWhole = (written.group === undefined || people) && (written.box === undefined || box) && redactions;
  if (!isWhole) return undefined;
  return { span: written.span, verdict, ...said, redactions, ...people, ...(box && { box }) };
}

/** The author's reason for all that the verdict comes to, else one for each. */
function reasonsOf(
  checker: Checker,
  { reason, once }: ast.Verdict,
  verdict: TypedVerdict["verdict"],
  { form, name, actions, quotesNothing = false }: Owner,
): Pick<TypedVerdict, "reason" | "once"> {
  const own = reason && readReason(checker, reason, quotesNothing ? "none" : actions);
  const otherwise = (given: TypedVerdict["verdict"]): TypedReason => own ?? defaultReason(form, given, name);
  return { reason: otherwise(verdict), ...(once && { once: { reason: otherwise("escalate") } }) };
}

/** Reports a verdict that cannot stand where it does. */
function mayStand(
  verdict: TypedVerdict["verdict"],
  written: ast.Verdict,
  { form, onResult }: Owner,
  asked: Asked,
  report: Report,
): boolean {
  if (onResult && !fitsResult(verdict, written.verdict, report, blocking(written))) return false;
  const fitting = fits(verdict, asked);
  if (!fitting) {
    const fixes = blocking(written);
    report(diagnose("AP3004", written.verdict.span, { verdict, form, asked }, { fixes }));
  }
  return fitting;
}

function fits(verdict: TypedVerdict["verdict"], asked: Asked): boolean {
  if (asked === "any") return true;
  return asked === "holds" ? ["throttle", "escalate", "block"].includes(verdict) : verdict !== "allow";
}

/** What ran cannot be put off or boxed: reports a verdict that speaks of running. */
export function fitsResult(
  verdict: TypedVerdict["verdict"],
  { span }: ast.Ident,
  report: Report,
  fixes: readonly Fix[] = [],
): boolean {
  const fitting = verdict !== "throttle" && verdict !== "sandbox";
  if (!fitting) report(diagnose("AP3150", span, { verdict }, { fixes }));
  return fitting;
}

/** Who is asked: a group, or the group of an approver. */
function readAsked(checker: Checker, name: ast.Ident): Pick<TypedVerdict, "group" | "approver"> | undefined {
  const { groups, approvers, symbols, use, report } = checker;
  if (!symbols.approvers.has(name.text) || approvers.size === 0) {
    const known = new Map([...groups, ...[...approvers.keys()].map((each) => [each, undefined] as const)]);
    const group = readGroup({ ...checker, groups: known }, name);
    return group && { group };
  }
  use("approver", name.text);
  const approver = lookUp(approvers, name, "approver", report);
  return approver && { group: approver.group, approver };
}

/** A group, where people are counted and nobody is asked in any particular way. */
export function readGroup(checker: Checker, name: ast.Ident): Group | undefined {
  const { groups, symbols, use, report } = checker;
  const approver = symbols.approvers.get(name.text);
  if (approver !== undefined) {
    const related = [{ span: approver.name.span, message: "the approver is declared here" }];
    const group = clauseOf(approver, "group")?.group.text;
    const fixes = replacement(name.span, group === "" ? undefined : group);
    report(diagnose("AP3031", name.span, { name: name.text, group }, { related, fixes }));
    return undefined;
  }
  use("group", name.text);
  return lookUp(groups, name, "group", report);
}

export function readBox({ boxes, use, report }: Checker, name: ast.Ident): TypedVerdict["box"] {
  use("sandbox", name.text);
  return lookUp(boxes, name, "sandbox", report);
}
