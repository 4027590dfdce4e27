// A goal as conditions of a table: what a request must be of which it is true, for proofs and for searches.

import type { Literal } from "../../runtime/atoms/box.js";
import type { Condition, Expr, Ref, Table } from "../../runtime/table/format.js";
import type { Among } from "../../runtime/values/action-name.js";
import type { Aim, Goal } from "./goals.js";

/** One way to reach a goal: on this action all conditions are true, or with `orUnknown` none is false. */
export interface Way {
  /** As declared. */
  readonly action: string;
  readonly among?: Among;
  readonly onResult: boolean;
  readonly conditions: readonly Condition[];
  readonly orUnknown: boolean;
}

export interface Guarded {
  /** With the expressions that the ways speak of; the references of the other table stand in it. */
  readonly table: Table;
  /** By goal; undefined of one that no conditions tell, such as what `on_error` gives. */
  readonly ways: ReadonlyMap<Goal, readonly Way[] | undefined>;
}

/** What people agree to and windows hold is no part of the conditions. */
export function guarded(table: Table, goals: readonly Goal[]): Guarded {
  const exprs = new Exprs(table.exprs);
  const ways = new Map(goals.map((goal) => [goal, waysOf(goal.aim, table, exprs)]));
  return { table: { ...table, exprs: exprs.all }, ways };
}

function waysOf(aim: Aim, { rules }: Table, exprs: Exprs): readonly Way[] | undefined {
  if (aim.kind === "decides") return undefined;
  return aim.rows.flatMap((row): readonly Way[] => {
    const rule = rules[row];
    if (rule === undefined) return [];
    const only = aim.kind === "holds" ? aim.action : undefined;
    const actions = rule.actions.filter((action) => only === undefined || action === only);
    const [conditions, orUnknown] = askedBy(aim, rule, exprs);
    return actions.map((action) => ({
      action,
      ...(rule.among && { among: rule.among }),
      onResult: rule.onResult === true,
      conditions,
      orUnknown,
    }));
  });
}

function askedBy(
  aim: Exclude<Aim, { readonly kind: "decides" }>,
  { conditions, permits }: Pick<Table["rules"][number], "conditions" | "permits">,
  exprs: Exprs,
): readonly [conditions: readonly Condition[], orUnknown: boolean] {
  switch (aim.kind) {
    case "holds":
      return [aim.literals.map((literal) => conditionOf(exprs.literal(literal))), false];
    case "value": {
      const { subject, example, scale } = aim;
      return [[conditionOf(exprs.equals(subject, example, scale))], false];
    }
    default:
      return [conditions, !permits];
  }
}

function conditionOf(expr: Ref): Condition {
  return { expr, text: "", origin: "" };
}

/** Grows; equal ones are one. */
class Exprs {
  readonly all: Expr[];
  readonly #known = new Map<string, Ref>();

  constructor(exprs: readonly Expr[]) {
    this.all = [...exprs];
  }

  /** An expression that is true where the literal holds, and else is not. */
  literal({ ref, value, orUnknown }: Literal): Ref {
    if (!orUnknown) return value ? ref : this.#not(ref);
    return this.#not(this.#add({ op: "known", arg: value ? this.#not(ref) : ref }));
  }

  equals(left: Ref, value: number, scale: 0 | 4): Ref {
    const right = this.#add({ op: "literal", value });
    return this.#add({ op: "compare", cmp: "==", left, right, scale, unordered: false });
  }

  #not(arg: Ref): Ref {
    return this.#add({ op: "not", arg });
  }

  #add(expr: Expr): Ref {
    const key = JSON.stringify(expr);
    const known = this.#known.get(key) ?? this.all.push(expr) - 1;
    this.#known.set(key, known);
    return known;
  }
}
