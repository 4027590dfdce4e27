// A checked expression: its typed tree, what it proves present, and what it needs to be.

import { exact, type Exact } from "../../../runtime/values/exact.js";
import type { Span } from "../../source/source.js";
import type { Proves } from "../environment.js";
import { placesOf } from "../same-type.js";
import { BOOL, ERROR } from "../type.js";
import type { AttributePath, TypedExpr } from "../typed-expr.js";
import { together, type Needs } from "./needs.js";

/** Whether an expression reads what may be absent is found bottom-up, and judged where its clause ends. */
export interface Checked extends Proves {
  readonly expr: TypedExpr;
  /** What it reads without proof, though it may be absent. */
  readonly needs: Needs;
  /** Is it made of literals alone? */
  readonly constant: boolean;
  /** The number that it stands for, where it is a calculation with literals alone. */
  readonly exact?: Exact;
  readonly height: number;
  /** Nodes, with parameterised lets written out. */
  readonly size: number;
}

const NOTHING: ReadonlySet<AttributePath> = new Set();

/** A node over checked parts. It proves nothing, needs what they need, and is constant only if `facts` says so. */
export function made(expr: TypedExpr, parts: readonly Checked[], facts: Partial<Checked> = {}): Checked {
  let height = 0;
  let size = 1;
  for (const part of parts) {
    height = Math.max(height, part.height);
    size += part.size;
  }
  return {
    expr,
    whenTrue: NOTHING,
    whenFalse: NOTHING,
    needs: together(parts.map((part) => part.needs)),
    constant: false,
    height: height + 1,
    size,
    ...facts,
  };
}

/** A literal in normal form. */
export function literal(expr: Extract<TypedExpr, { readonly kind: "literal" }>): Checked {
  const { value, type } = expr;
  return made(expr, [], {
    constant: true,
    ...(typeof value === "number" && { exact: exact(value, placesOf(type)) }),
  });
}

/** What stands where a mistake was reported: it fits everywhere. */
export function bad(span: Span, parts: readonly Checked[] = []): Checked {
  return made({ kind: "literal", value: false, span, type: ERROR }, parts);
}

/** A condition in which a mistake was reported. */
export function badCondition(span: Span, parts: readonly Checked[]): Checked {
  return made({ kind: "literal", value: false, span, type: BOOL }, parts);
}

/** Was a mistake reported for this expression? */
export function isBad(checked: Checked): boolean {
  return checked.expr.type.kind === "error";
}
