// A table with expressions for what its rules leave to state: whether people have agreed, and whether an amount alone
// exceeds the bound of a limit over a window, which is then not used up.

import { isArgument } from "../../runtime/redact/plan.js";
import type { Expr, Limit, Redaction, Ref, Rule, Table } from "../../runtime/table/format.js";

export interface Augmented {
  /** With more expressions; the references of the other table stand in it. */
  readonly table: Table;
  /** Needs → whether they are met. */
  readonly approved: readonly Ref[];
  readonly notApproved: readonly Ref[];
  /** The conditions, one of which makes a rule with a limit hold though nothing was used of its window. */
  readonly over: ReadonlyMap<Rule, readonly (readonly Ref[])[]>;
  /** Rules that rewrite results → whether there is something to rewrite. */
  readonly work: ReadonlyMap<Rule, Ref>;
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
  const work = new Map(
    table.rules.flatMap((rule) => {
      const found = workOf(rule, add);
      return found === undefined ? [] : [[rule, found] as const];
    }),
  );
  return { table: { ...table, exprs }, approved, notApproved, over, work, counts };
}

/** Undefined of a rule that rewrites no result. */
function workOf(rule: Rule, add: (expr: Expr) => Ref): Ref | undefined {
  const rewritings = rule.redactions.filter(({ target }) => !isArgument(target));
  if (rewritings.length === 0) return undefined;
  return add({ op: "or", args: rewritings.map((each) => rewrites(each, add)) });
}

function rewrites(redaction: Redaction, add: (expr: Expr) => Ref): Ref {
  const { op, target } = redaction;
  if (op === "mask") return add({ op: "detects", path: target, detectors: redaction.detectors });
  if (op !== "clamp") return add({ op: "has", path: target });
  const left = add({ op: "attribute", path: target });
  const right = add({ op: "literal", value: redaction.most });
  return add({ op: "compare", cmp: ">", left, right, scale: 0, unordered: false });
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
