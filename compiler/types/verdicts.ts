// Verdicts as a rule gives them: their groups, boxes and redactions resolved.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { lookUp, oneOf } from "../names/table.js";
import { VERDICTS } from "../../runtime/table/verdict.js";
import type { Checker } from "./checker.js";
import type { Action, Group, TypedVerdict } from "./program.js";
import { defaultReason, reasonOf } from "./reasons.js";
import { readRedactions } from "./redactions.js";
import { refuse } from "./refuse.js";

export interface Owner {
  readonly form: ast.FormKeyword;
  /** Qualified. */
  readonly name: string;
  readonly actions: readonly Action[];
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
  if (written.once) {
    refuse("`allow once approved by`", written.span, report);
    return undefined;
  }
  if (!fits(verdict, asked)) {
    report(diagnose("AP3004", written.verdict.span, { verdict, form: owner.form, asked }));
    return undefined;
  }
  const reason = reasonOf(written.reason, defaultReason(owner.form, verdict, owner.name), report);
  const group = written.group && readGroup(checker, written.group);
  const box = written.box && readBox(checker, written.box);
  const redactions = readRedactions(checker, written.redactions ?? [], owner.actions);
  const isWhole = (written.group === undefined || group) && (written.box === undefined || box) && redactions;
  if (!isWhole) return undefined;
  return { span: written.span, verdict, reason, ...(group && { group }), ...(box && { box }), redactions };
}

function fits(verdict: TypedVerdict["verdict"], asked: Asked): boolean {
  if (asked === "any") return true;
  return asked === "holds" ? ["throttle", "escalate", "block"].includes(verdict) : verdict !== "allow";
}

/** The group that is asked; an approver is refused at its declaration. */
export function readGroup({ groups, use, report }: Checker, name: ast.Ident): Group | undefined {
  use("group", name.text);
  return lookUp(groups, name, "group", report);
}

export function readBox({ boxes, use, report }: Checker, name: ast.Ident): TypedVerdict["box"] {
  use("sandbox", name.text);
  return lookUp(boxes, name, "sandbox", report);
}
