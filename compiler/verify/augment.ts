// A table with expressions for what its rules leave to state: whether people have agreed, and whether an amount alone
// exceeds the bound of a limit over a window, which is then not used up.

import type { Expr, Limit, Ref, Rule, Table } from "../../runtime/table/format.js";

export interface Augmented {
  /** With more expressions; the references of the other table stand in it. */
  readonly table: Table;
  /** Needs → whether they are met. */
  readonly approved: readonly Ref[];
  readonly notApproved: readonly Ref[];
  /** The conditions, one of which makes a rule with a limit hold though nothing was used of its window. */
  readonly over: ReadonlyMap<Rule, readonly (readonly Ref[])[]>;
  /** Is its verdict heard? A floor in shadow mode has no say in an enforced policy. */
  readonly counts: boolean;
}

/** A policy and its floors, in this order. */
export function layersOf(table: Table): readonly Augmented[] {
  const tables: Table[] = [];
  for (let each: Table | undefined = table; each !== undefined; each = each.floor) tables.push(each);
  const isShadow = ({ policy }: Table): boolean => policy.mode === "shadow";
  return tables.map((each, depth) =>
    augmented(each, !isShadow(each) || tables.slice(0, depth).every(isShadow)),
  );
}

export function augmented(table: Table, counts = true): Augmented {
  const exprs: Expr[] = [...table.exprs];
  const add = (expr: Expr): Ref => exprs.push(expr) - 1;
  const approved = table.needs.map((_, needs) => add({ op: "approved", needs }));
  const notApproved = approved.map((arg) => add({ op: "not", arg }));
  const over = new Map(
    table.rules.flatMap((rule) =>
      rule.limit === undefined ? [] : [[rule, overLimit(rule.limit, add)] as const],
    ),
  );
  return { table: { ...table, exprs }, approved, notApproved, over, counts };
}

/** An amount that is absent, below zero, or by itself too much. Each action is one: too much where the bound is less. */
function overLimit({ amount, op, bound }: Limit, add: (expr: Expr) => Ref): readonly (readonly Ref[])[] {
  if (amount === 1) return (op === "<" ? 1 < bound : 1 <= bound) ? [] : [[]];
  const left = add({ op: "attribute", path: amount });
  const compared = (cmp: "<" | ">" | ">=", value: number): Ref =>
    add({ op: "compare", cmp, left, right: add({ op: "literal", value }), scale: 0, unordered: false });
  const absent = add({ op: "not", arg: add({ op: "has", path: amount }) });
  return [[absent], [compared("<", 0)], [compared(op === "<" ? ">=" : ">", bound)]];
}
