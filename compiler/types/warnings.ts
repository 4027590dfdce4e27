// Warnings about a rule as a whole: it is well formed, and perhaps not what its author means.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { RuleSymbol } from "../names/symbols.js";
import type { Report } from "../names/table.js";
import { clauseOf, clausesOf } from "./clauses.js";
import type { TypedRule } from "./program.js";
import type { TypedExpr } from "./typed-expr.js";

export function warnOfRule(rule: TypedRule, { decl }: RuleSymbol, report: Report): void {
  if (permits(rule)) warnOfPlainRuns(rule, report);
  else warnOfMissingPrediction(decl, report);
  warnOfIdleWithin(rule, decl, report);
}

function permits(rule: TypedRule): boolean {
  return rule.form === "grant" || (rule.form === "rule" && rule.verdict.verdict === "allow");
}

// ─── A rule that permits on a plain `runs` ──────────────────────────────────────────────────────────────────────

/** `runs` asks for one command among several: what else the line does, a rule that permits must not wave through. */
function warnOfPlainRuns({ when, unless }: TypedRule, report: Report): void {
  const seen: Seen = { true: new Set(), false: new Set() };
  const found = [
    ...when.flatMap((expr) => plainRuns(expr, true, seen)),
    ...unless.flatMap((expr) => plainRuns(expr, false, seen)),
  ];
  for (const expr of found) report(diagnose("AP3022", expr.span, {}));
}

/** Bodies of lets that were looked at, for their being true and for their being false. */
type Seen = Readonly<Record<"true" | "false", Set<TypedExpr>>>;

/** Each `runs` that helps its clause to hold, lets included. */
function plainRuns(expr: TypedExpr, positive: boolean, seen: Seen): readonly TypedExpr[] {
  switch (expr.kind) {
    case "runs":
      return positive ? [expr] : [];
    case "and":
    case "or":
      return [...plainRuns(expr.left, positive, seen), ...plainRuns(expr.right, positive, seen)];
    case "not":
      return plainRuns(expr.operand, !positive, seen);
    case "quantifier":
      return plainRuns(expr.body, positive, seen);
    case "let": {
      const { body } = expr.instance;
      const looked = seen[positive ? "true" : "false"];
      if (looked.has(body)) return [];
      looked.add(body);
      return plainRuns(body, positive, seen);
    }
    default:
      return [];
  }
}

// ─── A rule that restricts only where there is a prediction ─────────────────────────────────────────────────────

function warnOfMissingPrediction(decl: ast.FormDecl, report: Report): void {
  const conditions = [
    ...clausesOf(decl, "when").flatMap(({ expr }) => parts(expr, "and")),
    ...clausesOf(decl, "unless").flatMap(({ expr }) => parts(expr, "or").flatMap(negated)),
  ];
  for (const condition of conditions) {
    if (condition.kind !== "has" || condition.path.kind !== "path") continue;
    const { parts: words } = condition.path;
    if (words[0]?.text !== "impact") continue;
    report(diagnose("AP3023", condition.span, { path: words.map(({ text }) => text).join(".") }));
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

function warnOfIdleWithin(rule: TypedRule, decl: ast.FormDecl, report: Report): void {
  const within = clauseOf(decl, "within");
  if (within === undefined || rule.form === "quorum" || rule.form === "reversibility") return;
  const verdict = rule.form === "rule" ? rule.verdict : rule.form === "redact" ? undefined : rule.else;
  if (verdict?.verdict !== "escalate") report(diagnose("AP3026", within.span, {}));
}
