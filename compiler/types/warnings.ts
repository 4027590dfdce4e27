// Warnings about a rule as a whole: it is well formed, and perhaps not what its author means.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { clauseRemoval, removal } from "../diagnostics/fixes.js";
import type { RuleSymbol } from "../names/symbols.js";
import type { Report } from "../names/table.js";
import { clauseOf, clausesOf } from "./clauses.js";
import type { TypedRule, TypedVerdict } from "./program.js";
import type { TypedExpr } from "./typed-expr.js";
import { askings, firstJoin, unlessPredicted } from "./warning-fixes.js";

export function warnOfRule(rule: TypedRule, { decl, module }: RuleSymbol, report: Report): void {
  if (permits(rule)) warnOfPlainRuns(rule, decl, report);
  else if (rule.form !== "note") warnOfMissingPrediction(decl, report);
  warnOfKnown(rule, report);
  warnOfIdleWithin(rule, decl, module.file.text, report);
}

function permits(rule: TypedRule): boolean {
  return rule.form === "grant" || (rule.form === "rule" && rule.verdict.verdict === "allow");
}

// ─── A rule that permits on one command of several, and one that hangs on what is known ─────────────────────────

/** `runs` asks for one command among several: what else the line does, a rule that permits must not wave through. */
function warnOfPlainRuns(rule: TypedRule, decl: ast.FormDecl, report: Report): void {
  const plain: readonly TypedExpr["kind"][] = ["runs", "touches", "redirects"];
  const found = helping(rule, (kind, positive) => positive && plain.includes(kind));
  const mended = found.length === 0 ? undefined : askings(decl);
  for (const { span } of found) {
    const fixes = span.file === decl.span.file ? mended?.get(span.start) : undefined;
    report(diagnose("AP3022", span, {}, { fixes: fixes ?? [] }));
  }
}

/** Where its operand is unknown, `known` is false: no rule may be the more lenient for that. */
function warnOfKnown(rule: TypedRule, report: Report): void {
  const permitting = permits(rule);
  for (const expr of helping(rule, (kind, positive) => kind === "known" && positive !== permitting)) {
    const known = { ...expr.span, end: expr.span.start + "known".length };
    const fixes = removal("Leave out `known`", known);
    report(diagnose("AP3040", expr.span, { permits: permitting }, { fixes }));
  }
}

/** What is looked for: of this kind, where its being true helps the rule to match, or its being false. */
type Wanted = (kind: TypedExpr["kind"], positive: boolean) => boolean;

/** Bodies of lets that were looked at, for their being true and for their being false. */
type Seen = Readonly<Record<"true" | "false", Set<TypedExpr>>>;

function helping({ when, unless }: TypedRule, wanted: Wanted): readonly TypedExpr[] {
  const seen: Seen = { true: new Set(), false: new Set() };
  return [
    ...when.flatMap((expr) => within(expr, true, wanted, seen)),
    ...unless.flatMap((expr) => within(expr, false, wanted, seen)),
  ];
}

/** Each such expression within a condition, lets included. */
function within(expr: TypedExpr, positive: boolean, wanted: Wanted, seen: Seen): readonly TypedExpr[] {
  const inner = (part: TypedExpr, side = positive): readonly TypedExpr[] => within(part, side, wanted, seen);
  const own = wanted(expr.kind, positive) ? [expr] : [];
  switch (expr.kind) {
    case "and":
    case "or":
      return [...inner(expr.left), ...inner(expr.right)];
    case "not":
      return inner(expr.operand, !positive);
    case "known":
      return [...own, ...inner(expr.operand)];
    case "quantifier":
      return inner(expr.body);
    case "let": {
      const { body } = expr.instance;
      const looked = seen[positive ? "true" : "false"];
      if (looked.has(body)) return [];
      looked.add(body);
      return inner(body);
    }
    default:
      return own;
  }
}

// ─── A rule that restricts only where there is a prediction ─────────────────────────────────────────────────────

function warnOfMissingPrediction(decl: ast.FormDecl, report: Report): void {
  for (const { expr } of clausesOf(decl, "when"))
    warnOfPredicted(parts(expr, "and"), firstJoin(expr), report);
  for (const { expr } of clausesOf(decl, "unless"))
    warnOfPredicted(parts(expr, "or").flatMap(negated), undefined, report);
}

function warnOfPredicted(
  conditions: readonly ast.Expr[],
  join: ReturnType<typeof firstJoin>,
  report: Report,
): void {
  for (const condition of conditions) {
    if (condition.kind !== "has" || condition.path.kind !== "path") continue;
    const { parts: words } = condition.path;
    if (words[0]?.text !== "impact") continue;
    const fixes = unlessPredicted(condition, join);
    report(diagnose("AP3023", condition.span, { path: words.map(({ text }) => text).join(".") }, { fixes }));
  }
}

/** What `op` joins. */
function parts(expr: ast.Expr, op: "and" | "or"): readonly ast.Expr[] {
  const found: ast.Expr[] = [];
  const open = [expr];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "binary" && next.op === op) open.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

function negated(expr: ast.Expr): readonly ast.Expr[] {
  return expr.kind === "unary" && expr.op === "not" ? [expr.operand] : [];
}

// ─── `within` where nobody is asked ─────────────────────────────────────────────────────────────────────────────

function warnOfIdleWithin(rule: TypedRule, decl: ast.FormDecl, text: string, report: Report): void {
  const clause = clauseOf(decl, "within");
  if (clause === undefined || rule.form === "quorum" || rule.form === "reversibility") return;
  const verdict = verdictOf(rule);
  if (verdict?.verdict !== "escalate" && verdict?.once === undefined)
    report(diagnose("AP3026", clause.span, {}, { fixes: clauseRemoval("Remove it", text, clause.span) }));
}

/** The verdict that a rule says itself, or in its `else`. */
function verdictOf(rule: TypedRule): TypedVerdict | undefined {
  if (rule.form === "rule") return rule.verdict;
  return "else" in rule ? rule.else : undefined;
}
