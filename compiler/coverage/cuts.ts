// The cuts that a comparison with a constant makes: the last value on one side, and the first on the other.
//
// Of whole numbers, bytes, durations, times, percentages and decimals these are the values nearest to each other that a
// request can hold. Of money they are a hundredth apart, since nobody writes smaller amounts; on the side of the constant
// the constant itself is asked for, and on the other whatever lies within that hundredth.

import type { CompareOp, Expr, Ref } from "../../runtime/table/format.js";
import { MIRRORED } from "../../runtime/atoms/predicate.js";
import type { ActionOf } from "../atoms/term.js";
import { literalText } from "../emit/words.js";
import { typeOf } from "../verify/words/types.js";
import type { Side } from "./plan.js";

export interface Cut {
  /** The comparison. */
  readonly ref: Ref;
  readonly subject: Ref;
  readonly scale: 0 | 4;
  readonly below: Omit<Side, "seen">;
  readonly above: Omit<Side, "seen">;
}

type Compare = Extract<Expr, { readonly op: "compare" }>;

/** A hundredth, of money in its normal form. */
const HUNDREDTH = 100;
const DECIMAL = 10_000;

/** The cuts that the expression makes by itself, and not within `any`, `all` or the `where` of a history. */
export function cutsIn(root: Ref, action: ActionOf): readonly Cut[] {
  const { exprs } = action.table;
  const cuts: Cut[] = [];
  const open = new Set([root]);
  // A set's iterator goes on to what is added meanwhile.
  for (const ref of open) {
    const expr = exprs[ref];
    if (expr?.op === "and" || expr?.op === "or") for (const arg of expr.args) open.add(arg);
    else if (expr?.op === "not" || expr?.op === "known") open.add(expr.arg);
    else if (expr?.op === "compare") cuts.push(...cutBy(ref, expr, action));
  }
  return cuts;
}

function cutBy(ref: Ref, { cmp, left, right, scale }: Compare, action: ActionOf): readonly Cut[] {
  const { exprs } = action.table;
  const [subject, constant, op] =
    exprs[right]?.op === "literal"
      ? [left, exprs[right], cmp]
      : exprs[left]?.op === "literal"
        ? [right, exprs[left], MIRRORED[cmp]]
        : [];
  if (subject === undefined || constant?.op !== "literal" || typeof constant.value !== "number") return [];
  const edge = edgeOf(op, constant.value);
  if (edge === undefined) return [];
  const of = exprs[subject];
  // An int that stands as a decimal is asked for as an int.
  if (of?.op === "to-decimal")
    return [cutAt(ref, of.arg, 0, { ...edge, first: Math.ceil(edge.first / DECIMAL) }, action)];
  return [cutAt(ref, subject, scale, edge, action)];
}

interface Edge {
  /** The first value above. */
  readonly first: number;
  /** Does the constant lie above? */
  readonly isAbove: boolean;
}

/** Undefined where the order of values does not matter. */
function edgeOf(op: CompareOp | undefined, constant: number): Edge | undefined {
  switch (op) {
    case "<":
    case ">=":
      return { first: constant, isAbove: true };
    case "<=":
    case ">":
      return { first: constant + 1, isAbove: false };
    default:
      return undefined;
  }
}

function cutAt(ref: Ref, subject: Ref, scale: 0 | 4, { first, isAbove }: Edge, action: ActionOf): Cut {
  const expr = action.table.exprs[subject];
  const type = typeOf(subject, action, new Map());
  const step = type?.type === "money" ? HUNDREDTH : 1;
  const write = (value: number): string =>
    expr?.op === "rank" ? (expr.members[value] ?? String(value)) : literalText(value, type);
  const side = (from: number, to: number, example: number): Omit<Side, "seen"> => ({
    from,
    to,
    example,
    text: write(example),
  });
  const last = first - 1;
  return {
    ref,
    subject,
    scale,
    below: isAbove ? side(first - step, last, first - step) : side(last, last, last),
    above: isAbove ? side(first, first, first) : side(first, last + step, last + step),
  };
}
