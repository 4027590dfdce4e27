// What the text leaves out, shown within it: verdicts of tests, defaults that hold, units of numbers.

import type * as ast from "../../compiler/ast/ast.js";
import { walk } from "../../compiler/ast/children.js";
import { durationText } from "../../compiler/emit/words.js";
import { lineMap } from "../../compiler/source/line-map.js";
import { clauseOf } from "../../compiler/types/clauses.js";
import type { Known } from "../../compiler/types/known.js";
import { DEFAULT_WITHIN } from "../../compiler/types/rule-base.js";
import type { Type } from "../../compiler/types/type.js";
import { analysisOf } from "./analysed.js";
import { asksPeople } from "./escalation.js";
import type { Seen, Trial, TrialStep } from "./seen.js";
import { valueType } from "./test-values.js";
import { nodesAt } from "./tree.js";
import type { View } from "./view.js";

export interface InlayHint {
  /** Behind what stands there. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
}

/** Which hints are wanted. */
export interface HintSettings {
  /** What tests came to. */
  readonly verdicts: boolean;
  /** What holds where the author does not say. */
  readonly defaults: boolean;
  /** Of numbers in tests. */
  readonly units: boolean;
}

export const ALL_HINTS: HintSettings = { verdicts: true, defaults: true, units: true };

/** Of the declarations that touch the stretch, in their order. */
export function inlayHints(
  view: View,
  { start, end }: { readonly start: number; readonly end: number },
  seen: Seen = {},
  settings: HintSettings = ALL_HINTS,
): readonly InlayHint[] {
  const { known } = analysisOf(view);
  const shown = view.module.declarations.filter(({ span }) => span.start <= end && start <= span.end);
  const verdictsOf = verdictHints(view, seen);
  const hints = shown.flatMap((decl) => [
    ...(settings.defaults ? defaultsOf(view, decl) : []),
    ...(settings.verdicts && decl.kind === "test" ? verdictsOf(decl) : []),
    ...(settings.units && known !== undefined && decl.kind === "test" ? unitsOf(view, decl, known) : []),
  ]);
  return hints.filter(({ offset }) => start <= offset && offset <= end).sort((a, b) => a.offset - b.offset);
}

// ─── Defaults ───────────────────────────────────────────────────────────────────────────────────────────────────

function defaultsOf({ file: { text } }: View, decl: ast.Declaration): readonly InlayHint[] {
  if (decl.kind === "action") return reversibilityOf(decl, text);
  if (decl.kind !== "form") return [];
  return [...lifeOf(decl), ...otherwiseOf(decl, text)];
}

/** An approval's life, behind the verdict that waits for it. */
function lifeOf(form: ast.FormDecl): readonly InlayHint[] {
  const clause = clauseOf(form, "verdict") ?? clauseOf(form, "else");
  if (clause === undefined || !asksPeople(form) || clauseOf(form, "within") !== undefined) return [];
  const label = `within ${durationText(DEFAULT_WITHIN)}`;
  return [
    { offset: clause.span.end, label, tooltip: "How long an approval lives, where `within` is left out." },
  ];
}

function otherwiseOf(form: ast.FormDecl, text: string): readonly InlayHint[] {
  if (form.form !== "throttle" || clauseOf(form, "else") !== undefined) return [];
  const tooltip = "What an attempt over the limit gets, where `else` is left out.";
  return beforeBrace(form, text, "else throttle", tooltip);
}

function reversibilityOf(action: ast.ActionDecl, text: string): readonly InlayHint[] {
  const isSaid = action.traits.some(({ trait }) => trait === "reversible");
  const tooltip = "An action without the trait `reversible` cannot be undone.";
  if (isSaid) return [];
  if (action.traits.length > 0) return beforeBrace(action, text, "reversible never", tooltip);
  return action.name.text === "" ? [] : [{ offset: action.span.end, label: "reversible never", tooltip }];
}

/** Behind the last clause, where the body is closed. */
function beforeBrace(
  { span }: ast.Declaration,
  text: string,
  label: string,
  tooltip: string,
): readonly InlayHint[] {
  const inside = text.slice(span.start, span.end - 1).trimEnd();
  return text[span.end - 1] === "}" ? [{ offset: span.start + inside.length, label, tooltip }] : [];
}

// ─── Verdicts ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The trials of a file's tests; none of a test that was moved since. */
export function trialsIn(view: View, { trials }: Seen): (test: ast.TestDecl) => Trial | undefined {
  const origin = originsIn(view);
  return ({ span }) => trials?.get(origin(span.start));
}

function originsIn({ file }: View): (offset: number) => string {
  const lines = lineMap(file.text);
  return (offset) => {
    const { line, column } = lines.position(offset);
    return `${file.path}:${String(line)}:${String(column)}`;
  };
}

/** Of each test of the file. */
function verdictHints(view: View, seen: Seen): (test: ast.TestDecl) => readonly InlayHint[] {
  const trialOf = trialsIn(view, seen);
  const origin = originsIn(view);
  return (test) => {
    const taken = new Map(trialOf(test)?.steps.map((step) => [step.origin, step]));
    return test.steps.flatMap((step) => {
      const came = step.step === "expect" ? taken.get(origin(step.span.start)) : undefined;
      return step.step !== "expect" || came === undefined ? [] : verdictHint(view, step, came);
    });
  };
}

function verdictHint(view: View, step: ast.ExpectStep, came: TrialStep): readonly InlayHint[] {
  const label = verdictLabel(view, step, came);
  const tooltip = `${came.reason} (${came.code})`;
  return label === undefined ? [] : [{ offset: step.span.end, label, tooltip }];
}

/** Only what the text does not say. */
function verdictLabel(view: View, { verdict, by }: ast.ExpectStep, came: TrialStep): string | undefined {
  const policy = view.policy.analysis.program?.header.name ?? "";
  const rule = came.rule.startsWith(`${policy}.`) ? came.rule.slice(policy.length + 1) : came.rule;
  const said = by?.parts.map(({ text }) => text).join(".");
  if (verdict.text !== came.verdict) return `⇒ ${came.verdict} by ${rule}`;
  return said === rule || said === came.rule ? undefined : `⇒ by ${rule}`;
}

// ─── Units ──────────────────────────────────────────────────────────────────────────────────────────────────────

function unitsOf(view: View, test: ast.TestDecl, known: Known): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  walk(test, (node) => {
    if (node.kind === "number" && node.unit === undefined && node.currency === undefined) {
      const unit = unitOf(valueType(nodesAt(view.module, node.span.start), known));
      if (unit !== undefined) hints.push({ offset: node.span.end, label: unit });
    }
  });
  return hints;
}

/** What a bare number of the type counts. */
function unitOf(type: Type | undefined): string | undefined {
  switch (type?.kind) {
    case "money":
      return type.currency;
    case "percent":
      return "%";
    case "duration":
      return "ms";
    case "bytes":
      return "B";
    default:
      return undefined;
  }
}
