// Number literals in their normal forms, worked out exactly.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { placesOf } from "../same-type.js";
import { showType } from "../show-type.js";
import type { Type } from "../type.js";
import { literal, type Checked } from "./checked.js";
import { refuse, type Scope } from "./scope.js";

/** How many milliseconds, or bytes, a unit stands for. */
const DURATIONS: Readonly<Record<string, bigint>> = {
  ms: 1n,
  s: 1000n,
  m: 60_000n,
  h: 3_600_000n,
  d: 86_400_000n,
};
const SIZES: Readonly<Record<string, bigint>> = {
  B: 1n,
  KB: 1000n,
  MB: 1000n ** 2n,
  GB: 1000n ** 3n,
  TB: 1000n ** 4n,
  KiB: 1024n,
  MiB: 1024n ** 2n,
  GiB: 1024n ** 3n,
  TiB: 1024n ** 4n,
};

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** A number, of the type that its unit says; without one an int, or a decimal where one is expected or it has a point. */
export function visitNumber(expr: ast.NumberLit, scope: Scope, expected: Type | undefined): Checked {
  const { type, exact } = numberOf(expr, expected);
  if (exact === undefined) {
    const reason =
      placesOf(type) === 4
        ? "it has more than four decimal places"
        : `it is not a whole number of ${wholeOf(type)}`;
    return refuse(scope, expr, diagnose("AP2057", expr.span, { type: showType(type), reason }));
  }
  if (exact > MAX)
    return refuse(
      scope,
      expr,
      diagnose("AP2057", expr.span, { type: showType(type), reason: "it is too large" }),
    );
  return literal({ kind: "literal", value: Number(exact), span: expr.span, type });
}

/** What a number says: its type, and in units of its normal form its value; undefined where it is no whole number of them. */
export function numberOf(
  expr: ast.NumberLit,
  expected?: Type,
): { readonly type: Type; readonly exact: bigint | undefined } {
  const type = typeOf(expr, expected);
  const factor = DURATIONS[expr.unit ?? ""] ?? SIZES[expr.unit ?? ""] ?? 10n ** BigInt(placesOf(type));
  return { type, exact: multiplied(expr.digits, factor) };
}

function typeOf({ digits, unit, currency }: ast.NumberLit, expected: Type | undefined): Type {
  if (currency !== undefined) return { kind: "money", currency };
  if (unit === "%") return { kind: "percent" };
  if (unit !== undefined) return { kind: unit in DURATIONS ? "duration" : "bytes" };
  return { kind: digits.includes(".") || expected?.kind === "decimal" ? "decimal" : "int" };
}

function wholeOf(type: Type): string {
  return type.kind === "duration" ? "milliseconds" : "bytes";
}

/** `digits` × `factor` where that is an integer. */
function multiplied(digits: string, factor: bigint): bigint | undefined {
  // What is longer than this is out of every range; no work is spent on it.
  if (digits.length > 40) return /^0*[1-9]/u.test(digits.split(".")[0] ?? "") ? MAX + 1n : undefined;
  const [whole = "", fraction = ""] = digits.split(".");
  const product = BigInt(whole + fraction) * factor;
  const unit = 10n ** BigInt(fraction.length);
  return product % unit === 0n ? product / unit : undefined;
}
