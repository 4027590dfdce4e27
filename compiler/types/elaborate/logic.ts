// `and`, `or`, `not`. A chain of one operator is one step, however long, and its tree is balanced: no later walk over
// it needs a deep stack.

import type * as ast from "../../ast/ast.js";
import { cover } from "../../source/source.js";
import { BOOL } from "../type.js";
import type { AttributePath, TypedExpr } from "../typed-expr.js";
import { made, type Checked } from "./checked.js";
import { visitCondition } from "./coerce.js";
import { listed, reading, type Read } from "./needs.js";
import type { Scope } from "./scope.js";

type LogicalOp = "and" | "or";

/** An operand of a chain, and the part of the chain that it ends. */
interface Operand {
  readonly expr: ast.Expr;
  readonly of: ast.BinaryExpr;
}

function visitOperand({ expr, of }: Operand, scope: Scope): Checked {
  return visitCondition(expr, { ...scope, operandOf: of });
}

/** The chain that ends in `expr`: each operand is read under what those before it prove. */
export function visitChain(expr: ast.BinaryExpr, op: LogicalOp, scope: Scope): Checked {
  const [first, ...rest] = operandsOf(expr, op, scope);
  const checked = visitOperand(first, scope);
  const others = rest.map((operand) => visitOperand(operand, scope));
  return chained(op, checked, others, expr);
}

/** The operands of `a and b and c`, in order. */
function operandsOf(expr: ast.BinaryExpr, op: LogicalOp, scope: Scope): readonly [Operand, ...Operand[]] {
  const reversed: Operand[] = [{ expr: expr.right, of: expr }];
  let of = expr;
  while (of.left.kind === "binary" && of.left.op === op) {
    of = of.left;
    scope.names.note(of, BOOL);
    reversed.push({ expr: of.right, of });
  }
  return [{ expr: of.left, of }, ...reversed.reverse()];
}

/** What a chain proves and needs: T(a and b) = T(a) ∪ T(b), F(a and b) = F(a) ∩ F(b), `or` dually. */
export function chained(
  op: LogicalOp,
  first: Checked,
  rest: readonly Checked[],
  { span }: Pick<ast.Expr, "span">,
): Checked {
  const operands = [first, ...rest];
  const every = new Set<AttributePath>();
  const reads: Read[] = [];
  for (const operand of operands) {
    reads.push(...listed(operand.needs, ({ path }) => every.has(path)));
    for (const path of proven(operand, op)) every.add(path);
  }
  const common = commonTo(operands.map((operand) => proven(operand, op === "and" ? "or" : "and")));
  const tree = balanced(
    op,
    first.expr,
    rest.map((operand) => operand.expr),
  );
  // What its operands cover lacks the parentheses around the first and the last.
  const expr = rest.length === 0 ? tree : { ...tree, span };
  const levels = Math.ceil(Math.log2(operands.length));
  const node = made(expr, operands);
  return {
    ...node,
    needs: reading(reads),
    whenTrue: op === "and" ? every : common,
    whenFalse: op === "and" ? common : every,
    height: node.height - 1 + levels,
    size: node.size + operands.length - 2,
  };
}

/** What an operand proves for those after it: of `and` when it is true, of `or` when it is false. */
function proven(operand: Checked, op: LogicalOp): ReadonlySet<AttributePath> {
  return op === "and" ? operand.whenTrue : operand.whenFalse;
}

function commonTo(sets: readonly ReadonlySet<AttributePath>[]): ReadonlySet<AttributePath> {
  const [first = new Set<AttributePath>(), ...others] = sets;
  if (first.size === 0) return first;
  return new Set([...first].filter((path) => others.every((other) => other.has(path))));
}

/** A tree over the operands whose depth is logarithmic in their number. */
function balanced(op: LogicalOp, first: TypedExpr, rest: readonly TypedExpr[]): TypedExpr {
  const middle = Math.floor(rest.length / 2);
  const pivot = rest[middle];
  if (pivot === undefined) return first;
  const left = balanced(op, first, rest.slice(0, middle));
  const right = balanced(op, pivot, rest.slice(middle + 1));
  return { kind: op, left, right, span: cover(left.span, right.span), type: BOOL };
}

/** `not e`: what e proves when it is false, and the other way about. */
export function visitNot(expr: Extract<ast.Expr, { readonly kind: "unary" }>, scope: Scope): Checked {
  return negated(visitCondition(expr.operand, scope), expr);
}

/** The negation of a condition, for `not e`, `!=` and `not in`. */
export function negated(checked: Checked, { span }: ast.Expr): Checked {
  const expr: TypedExpr = { kind: "not", operand: checked.expr, span, type: BOOL };
  return made(expr, [checked], { whenTrue: checked.whenFalse, whenFalse: checked.whenTrue });
}
