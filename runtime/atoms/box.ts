// From a guard to boxes: conjunctions of what is asked of single terms. A guard holds where one of its boxes does.
//
// Truth is Kleene's. A rule that permits matches where its guard is true, any other where it is not false. What is asked
// of a part of a guard is therefore one of four: is it true, is it false, is it not false, is it not true.

import type { Expr, Ref } from "../table/format.js";

/** Is the expression `value`; or with `orUnknown`, is it that or unknown? */
export interface Literal {
  readonly ref: Ref;
  readonly value: boolean;
  readonly orUnknown: boolean;
}

/** All literals hold. Empty: always. */
export type Box = readonly Literal[];

const ALWAYS: readonly Box[] = [[]];
const NEVER: readonly Box[] = [];

/** More boxes than this, and an expression stays whole: a literal of its own. */
export interface Budget {
  readonly most: number;
  /** Expressions that are taken apart no further. */
  readonly whole?: (ref: Ref) => boolean;
}

/** The boxes of the conjunction of `guard`: of where it is true, or with `orUnknown` of where it is not false. */
export function boxesOf(
  guard: readonly Ref[],
  orUnknown: boolean,
  exprs: readonly Expr[],
  budget: Budget,
): readonly Box[] {
  const ask: Asking = { exprs, budget, known: new Map() };
  return guard
    .map((ref) => boxesWhere({ ref, value: true, orUnknown }, ask, 0))
    .reduce((boxes, more, i) => {
      const met = meet(boxes, more, budget.most);
      // Where they would be too many, the last condition stays whole.
      return met ?? boxes.map((box) => [...box, { ref: guard[i] ?? 0, value: true, orUnknown }]);
    }, ALWAYS);
}

interface Asking {
  readonly exprs: readonly Expr[];
  readonly budget: Budget;
  /** What was taken apart already: operands are shared, over and over in a hostile table. */
  readonly known: Map<string, readonly Box[]>;
}

/** Expressions that lie deeper stay whole. */
const DEEPEST = 200;
/** A box of more literals is none: what they belong to stays whole. */
const MOST_LITERALS = 256;

function boxesWhere(literal: Literal, asking: Asking, depth: number): readonly Box[] {
  const key = keyOf(literal);
  const known = asking.known.get(key) ?? takenApart(literal, asking, depth);
  asking.known.set(key, known);
  return known;
}

function takenApart(literal: Literal, asking: Asking, depth: number): readonly Box[] {
  const { ref, value, orUnknown } = literal;
  const expr = asking.exprs[ref];
  if (expr === undefined || depth > DEEPEST || asking.budget.whole?.(ref) === true) return [[literal]];
  switch (expr.op) {
    case "literal":
      return expr.value === value ? ALWAYS : NEVER;
    case "not":
      return boxesWhere({ ref: expr.arg, value: !value, orUnknown }, asking, depth + 1);
    case "known":
      // It is true where its operand is, else false.
      return boxesWhere({ ref: expr.arg, value, orUnknown: !value }, asking, depth + 1);
    case "and":
    case "or": {
      const parts = expr.args.map((arg) => boxesWhere({ ref: arg, value, orUnknown }, asking, depth + 1));
      const all = (expr.op === "and") === value;
      const joined = all
        ? meetAll(parts, asking.budget.most)
        : withinBudget(parts.flat(), asking.budget.most);
      return joined ?? [[literal]];
    }
    default:
      return [[literal]];
  }
}

function keyOf({ ref, value, orUnknown }: Literal): string {
  return `${String(ref)} ${String(value)} ${String(orUnknown)}`;
}

function meetAll(parts: readonly (readonly Box[])[], most: number): readonly Box[] | undefined {
  return parts.reduce<readonly Box[] | undefined>((boxes, part) => boxes && meet(boxes, part, most), ALWAYS);
}

function meet(left: readonly Box[], right: readonly Box[], most: number): readonly Box[] | undefined {
  if (left.length * right.length > most) return undefined;
  const boxes = left.flatMap((a) => right.map((b) => bothOf(a, b)));
  return boxes.some(({ length }) => length > MOST_LITERALS) ? undefined : boxes;
}

/** The literals of both, each once. */
function bothOf(a: Box, b: Box): Box {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const own = new Set(a.map(keyOf));
  return [...a, ...b.filter((each) => !own.has(keyOf(each)))];
}

function withinBudget(boxes: readonly Box[], most: number): readonly Box[] | undefined {
  return boxes.length > most ? undefined : boxes;
}
