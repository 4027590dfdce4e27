// What stands in an expression: the attribute that is asked, and the literals that it is compared with.

import type * as ast from "../ast/ast.js";

/** `args.path`; undefined for anything but a name or attribute. */
export function pathText(expr: ast.Expr): string | undefined {
  return expr.kind === "path" ? expr.parts.map(({ text }) => text).join(".") : undefined;
}

/** Does it read an attribute of the request? */
export function isAttribute(expr: ast.Expr): expr is ast.PathExpr {
  return expr.kind === "path" && expr.parts.length > 1;
}

/** The strings of a string or of a list. */
export function stringsOf(expr: ast.Expr): readonly ast.StringLit[] {
  if (expr.kind === "string") return [expr];
  return expr.kind === "list" ? expr.items.filter((item) => item.kind === "string") : [];
}

/** One text of all that differ in blanks alone, those within strings aside. */
export function flat(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|\s+/gu, (part) => (part.startsWith('"') ? part : " "));
}

const FACTORS: Readonly<Record<string, number>> = {
  ...{ "%": 1, ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 },
  ...{ B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
  ...{ KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 },
};

/** A number to be compared with others of its type. */
export function numberOf(expr: ast.Expr): number | undefined {
  if (expr.kind === "unary" && expr.op === "-") {
    const positive = numberOf(expr.operand);
    return positive === undefined ? undefined : -positive;
  }
  if (expr.kind !== "number") return undefined;
  return Number(expr.digits) * (expr.unit === undefined ? 1 : (FACTORS[expr.unit] ?? NaN));
}
