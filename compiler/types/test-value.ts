// Values in a test: what a request would hold, as JSON. They may be wrong on purpose, and are not checked.

import type { Json } from "../../runtime/testing/case.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { replacement } from "../diagnostics/nearest.js";
import { distinct } from "../names/table.js";
import type { Checker } from "./checker.js";

/** Values nest no deeper than expressions do. */
export function readRecord(
  checker: Checker,
  { fields }: { readonly fields: readonly ast.FieldValue[] },
): Json {
  const named = distinct(fields, (field) => field.name, "field", checker.report);
  return Object.fromEntries([...named].map(([name, field]) => [name, readValue(checker, field.value)]));
}

/** The JSON of a literal, a bare word, a list or a record; reports anything else. */
export function readValue(checker: Checker, expr: ast.Expr): unknown {
  switch (expr.kind) {
    case "string":
    case "bool":
      return expr.value;
    case "number":
      return numberOf(expr, 1);
    case "time":
      return expr.value.value;
    case "list":
      return expr.items.map((item) => readValue(checker, item));
    case "record-lit":
      return readRecord(checker, expr);
    case "path":
      return wordOf(checker, expr);
    case "unary":
      if (expr.op === "-" && expr.operand.kind === "number") return numberOf(expr.operand, -1);
      break;
    case "missing":
      return undefined;
    default:
      break;
  }
  checker.report(diagnose("AP3019", expr.span, {}));
  return undefined;
}

/** A member of an enum, or `null`. */
function wordOf({ report }: Checker, { parts, span }: ast.PathExpr): unknown {
  const [word, ...more] = parts;
  if (word !== undefined && more.length === 0) return word.text === "null" ? null : word.text;
  const fixes = replacement(span, JSON.stringify(parts.map(({ text }) => text).join(".")));
  report(diagnose("AP3019", span, {}, { fixes }));
  return undefined;
}

/** How many milliseconds, or bytes, a unit stands for. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 },
  ...{ B: 1, KB: 1000, MB: 1000 ** 2, GB: 1000 ** 3, TB: 1000 ** 4 },
  ...{ KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 },
  "%": 1,
};

/** 5 % is 5, 30m are milliseconds, 64KiB are bytes, 10 USD is an amount with its currency. */
function numberOf({ digits, unit, currency }: ast.NumberLit, sign: 1 | -1): unknown {
  // The product of an exact literal and an exact unit, rounded to a tenth of what either can tell apart.
  const value = sign * Number(digits) * (UNITS[unit ?? "%"] ?? 1);
  const number = unit === undefined || unit === "%" ? value : Math.round(value * 1e6) / 1e6;
  return currency === undefined ? number : { amount: number, currency };
}
