// `like`, `matches` and `runs`: patterns that are read and checked when the policy is compiled.

import { parseDataPattern, type PatternKind } from "../../../runtime/values/data-pattern.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { enclosing } from "../../diagnostics/fixes.js";
import type { DataSet } from "../declared.js";
import { describeType } from "../describe-type.js";
import { sameType } from "../same-type.js";
import { BOOL, type Type } from "../type.js";
import { badCondition, isBad, made, type Checked } from "./checked.js";
import { isText } from "./text-type.js";
import { homeOf } from "./home.js";
import { globOf, hostPatternOf, pathGlobsOf, regexOf } from "./pattern-literals.js";
import { isSection } from "./operands.js";
import { withoutQuotes } from "./quoted-attribute.js";
import { equality, hostOf } from "./relation-fixes.js";
import { report, type Scope } from "./scope.js";
import { unloaded } from "./unloaded.js";

// ─── like ───────────────────────────────────────────────────────────────────────────────────────────────────────

export function visitLike(expr: ast.BinaryExpr, scope: Scope): Checked {
  const subject = scope.visit(expr.left, scope);
  const data = dataNamed(expr.right, scope);
  if (data !== undefined) return likeData(expr, subject, data, scope);
  const entries = entriesOf(expr.right, "the pattern of `like`", scope, () =>
    asEquality(expr, subject, scope),
  );
  const { type } = subject.expr;
  if (isBad(subject) || entries === undefined) return badCondition(expr.span, [subject]);
  if (subject.constant) return twoLiterals(expr, subject, scope);
  const node = { subject: subject.expr, span: expr.span, type: BOOL };
  if (type.kind === "host") {
    const patterns = readAll(entries, (entry) => hostPatternOf(entry, scope));
    if (patterns === undefined) return badCondition(expr.span, [subject]);
    return made({ kind: "like-host", patterns, ...node }, [subject]);
  }
  if (type.kind === "path") return visitPathLike(expr, entries, subject, scope);
  if (!isText(type)) return notLike(expr, type, subject, scope);
  const globs = readAll(entries, (entry) => globOf(entry, scope));
  if (globs === undefined) return badCondition(expr.span, [subject]);
  return made({ kind: "like", globs, ...node }, [subject]);
}

function visitPathLike(
  expr: ast.BinaryExpr,
  entries: readonly ast.StringLit[],
  subject: Checked,
  scope: Scope,
): Checked {
  const all = readAll(entries, (entry) => pathGlobsOf(entry, scope))?.flat();
  const home = homeOf(entries, scope);
  if (all === undefined || home === "wrong") return badCondition(expr.span, [subject]);
  const globs = home === undefined ? all.filter(({ kind }) => kind !== "home") : all;
  const node = { kind: "like", subject: subject.expr, globs, span: expr.span, type: BOOL } as const;
  return made(home === undefined ? node : { ...node, home }, [subject]);
}

/** A data set stands as it is: its entries are the patterns. */
function dataNamed(expr: ast.Expr, { names, locals }: Scope): DataSet | undefined {
  const [name, ...others] = expr.kind === "path" ? expr.parts : [];
  if (name === undefined || others.length > 0 || locals.has(name.text)) return undefined;
  const data = names.data.get(name.text);
  return data?.type.kind === "error" ? undefined : data;
}

function likeData(expr: ast.BinaryExpr, subject: Checked, data: DataSet, scope: Scope): Checked {
  const { type } = subject.expr;
  scope.names.use("data", data.name);
  if (unloaded(data, expr.right.span, scope) !== undefined) return badCondition(expr.span, [subject]);
  if (isBad(subject)) return badCondition(expr.span, [subject]);
  const as = type.kind === "host" || type.kind === "path" ? type.kind : isText(type) ? "string" : undefined;
  if (as === undefined) return notLike(expr, type, subject, scope);
  if (subject.constant) return twoLiterals(expr, subject, scope);
  if (!holdsText(data.type)) {
    const params = { op: "`like`", needs: "data of strings", found: describeType(data.type) };
    report(scope, diagnose("AP2068", expr.right.span, params));
    return badCondition(expr.span, [subject]);
  }
  reportMalformedEntry(data, as, expr.right, scope);
  return made({ kind: "like-data", subject: subject.expr, data, as, span: expr.span, type: BOOL }, [subject]);
}

function holdsText(type: Type): boolean {
  return (type.kind === "list" || type.kind === "set") && type.element.kind === "string";
}

/** The first entry that is no pattern is told at the declaration: once, whatever asks for it. */
function reportMalformedEntry(data: DataSet, as: PatternKind, use: ast.Expr, scope: Scope): void {
  for (const text of data.values) {
    if (typeof text !== "string") continue;
    const read = parseDataPattern(text, as);
    if (read.ok) continue;
    const kind = as === "host" ? "host pattern" : as === "path" ? "path pattern" : "pattern";
    const params = { name: data.name, text, kind, reason: read.reason };
    const related = [{ span: use.span, message: "read as patterns here" }];
    report(scope, diagnose("AP2029", data.span, params, { related }));
    return;
  }
}

function notLike(expr: ast.BinaryExpr, type: Type, subject: Checked, scope: Scope): Checked {
  const help =
    type.kind === "url"
      ? "take the host first: `host(…) like …`"
      : type.kind === "command"
        ? "ask a command with `runs`"
        : undefined;
  const params = { op: "`like`", needs: "a string, a path or a host", found: describeType(type), help };
  const fixes = type.kind === "url" ? hostOf(expr.left) : [];
  report(scope, diagnose("AP2068", expr.left.span, params, { fixes }));
  return badCondition(expr.span, [subject]);
}

// ─── matches ────────────────────────────────────────────────────────────────────────────────────────────────────

export function visitMatches(expr: ast.BinaryExpr, scope: Scope): Checked {
  const subject = scope.visit(expr.left, scope);
  const { right } = expr;
  if (isBad(subject) || right.kind === "missing") return badCondition(expr.span, [subject]);
  if (!isText(subject.expr.type)) {
    const found = describeType(subject.expr.type);
    const help = subject.expr.type.kind === "path" ? "match paths by `like`" : undefined;
    report(scope, diagnose("AP2068", expr.left.span, { op: "`matches`", needs: "a string", found, help }));
    return badCondition(expr.span, [subject]);
  }
  if (right.kind !== "string") {
    const fixes = isStranger(right, scope) ? inQuotes(right) : [];
    report(scope, diagnose("AP2069", right.span, { what: "the expression of `matches`" }, { fixes }));
    return badCondition(expr.span, [subject]);
  }
  if (subject.constant) return twoLiterals(expr, subject, scope);
  const pattern = regexOf(right, scope);
  if (pattern === undefined) return badCondition(expr.span, [subject]);
  return made({ kind: "matches", subject: subject.expr, pattern, span: expr.span, type: BOOL }, [subject]);
}

// ─── Entries ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The string literals of `"a"` and `["a", "b"]`; undefined where a mistake was reported.
 * @param mend what else may be meant where the whole is no literal
 */
export function entriesOf(
  expr: ast.Expr,
  what: string,
  scope: Scope,
  mend: () => readonly Fix[] = () => [],
): readonly ast.StringLit[] | undefined {
  if (expr.kind === "missing") return undefined;
  const items = expr.kind === "list" ? expr.items : [expr];
  if (items.length === 0) {
    report(scope, diagnose("AP2069", expr.span, { what }));
    return undefined;
  }
  const strings = items.filter((item) => item.kind === "string");
  if (strings.length === items.length) return strings;
  const other = items.find((item) => item.kind !== "string" && item.kind !== "missing");
  if (other !== undefined) reportEntry(other, what, scope, other === expr ? mend() : []);
  return undefined;
}

function reportEntry(entry: ast.Expr, what: string, scope: Scope, others: readonly Fix[]): void {
  const [name] = entry.kind === "path" && entry.parts.length === 1 ? entry.parts : [];
  if (name === undefined || !scope.names.refused.has(name.text)) {
    const fixes = isStranger(entry, scope) ? inQuotes(entry) : others;
    report(scope, diagnose("AP2069", entry.span, { what }, { fixes }));
  }
}

/** A bare word that nothing is named by. */
function isStranger(expr: ast.Expr, { names, locals, hidden }: Scope): boolean {
  const [name, ...others] = expr.kind === "path" ? expr.parts : [];
  if (name === undefined || name.text === "" || others.length > 0) return false;
  const { lets, data, zones, refused } = names;
  const known = [lets, data, zones, refused, locals, hidden].some((table) => table.has(name.text));
  return !known && !isSection(name.text) && !["now", "result", "outcome", "verdict"].includes(name.text);
}

function inQuotes({ span }: ast.Expr): readonly Fix[] {
  return enclosing("Put it in quotes", span, '"', '"');
}

/** `like` an attribute of the same type, which is no pattern: the two are equal. */
function asEquality(expr: ast.BinaryExpr, subject: Checked, scope: Scope): readonly Fix[] {
  const { right } = expr;
  if (right.kind !== "path" || !isSection(right.parts[0]?.text ?? "") || scope.place === "constant")
    return [];
  const silent: Scope = { ...scope, names: { ...scope.names, report: () => undefined } };
  const { type } = scope.visit(right, silent).expr;
  return type.kind !== "error" && sameType(type, subject.expr.type) ? equality(expr) : [];
}

/** Reads each entry, reporting every one that is malformed; undefined where one is. */
export function readAll<T>(
  entries: readonly ast.StringLit[],
  read: (entry: ast.StringLit) => T | undefined,
): readonly T[] | undefined {
  const values = entries.map(read);
  const good = values.filter((value) => value !== undefined);
  return good.length === values.length ? good : undefined;
}

function twoLiterals(expr: ast.BinaryExpr, subject: Checked, scope: Scope): Checked {
  report(scope, diagnose("AP2055", expr.span, {}, { fixes: withoutQuotes([expr.left], scope) }));
  return badCondition(expr.span, [subject]);
}
