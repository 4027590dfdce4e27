// What z3 says of a policy: an oracle for proofs, over tables whose rules compare numbers, members and truths.

import type { Context, Bool, Arith } from "z3-solver";
import type { Claim } from "../../compiler/emit/table.js";
import type { CompareOp, Expr, Ref, Rule, Table } from "../../runtime/table/format.js";
import { rank, type Verdict } from "../../runtime/table/verdict.js";
import type { Value } from "../../runtime/values/value.js";

type Z = Context;
type Truth = Bool;
type Num = Arith;

/** Kleene's truth: where it is true, and where it is false. */
interface Known {
  readonly yes: Truth;
  readonly no: Truth;
}

/** A formula that is satisfiable where some request on the action breaks the claim. */
export function breaking(z: Z, table: Table, claim: Claim, action: string): Truth {
  const encoder = new Encoder(z, table);
  const when = encoder.all(claim.conditions.map(({ expr }) => expr)).yes;
  const least = (verdict: Verdict): Truth => encoder.givenAtLeast(rank(verdict), action);
  const below = z.Not(least(claim.verdict));
  const above = encoder.givenAtLeast(rank(claim.verdict) + 1, action);
  const broken = claim.bound === "at least" ? below : claim.bound === "at most" ? above : z.Or(below, above);
  return z.And(when, broken, encoder.domains());
}

class Encoder {
  readonly #texts = new Map<string, number>();
  readonly #domains: Truth[] = [];

  constructor(
    private readonly z: Z,
    private readonly table: Table,
  ) {}

  domains(): Truth {
    return this.z.And(...this.#domains, this.z.Bool.val(true));
  }

  givenAtLeast(least: number, action: string): Truth {
    const { z, table } = this;
    const rules = table.rules.filter(
      (rule) => rule.actions.includes(action) && rule.onResult !== true && !rule.shadow,
    );
    const matching = (some: readonly Rule[]): Truth =>
      z.Or(...some.map((rule) => this.#matches(rule)), z.Bool.val(false));
    const giving = rules.filter(
      ({ verdict }) => verdict !== "none" && verdict !== "note" && rank(verdict) >= least,
    );
    const { verdict, needs } = table.policy.default;
    const joins = z.Not(matching(rules.filter(({ permits }) => permits)));
    const approved = needs === undefined ? z.Bool.val(false) : this.#approved(needs);
    const byDefault = z.Or(
      z.And(z.Bool.val(rank(verdict) >= least), z.Not(approved)),
      z.And(z.Bool.val(least <= 0), approved),
    );
    return z.Or(matching(giving), z.And(joins, byDefault));
  }

  all(refs: readonly Ref[]): Known {
    const known = refs.map((ref) => this.#truth(ref));
    return {
      yes: this.z.And(...known.map(({ yes }) => yes), this.z.Bool.val(true)),
      no: this.z.Or(...known.map(({ no }) => no), this.z.Bool.val(false)),
    };
  }

  #matches(rule: Rule): Truth {
    const guard = this.all(rule.conditions.map(({ expr }) => expr));
    const holds = rule.permits ? guard.yes : this.z.Not(guard.no);
    return rule.needs === undefined ? holds : this.z.And(holds, this.z.Not(this.#approved(rule.needs)));
  }

  #approved(needs: number): Truth {
    return this.z.Bool.const(`approved ${String(needs)}`);
  }

  #truth(ref: Ref): Known {
    const { z } = this;
    const expr = this.#at(ref);
    switch (expr.op) {
      case "literal":
        return { yes: z.Bool.val(expr.value === true), no: z.Bool.val(expr.value === false) };
      case "and":
        return this.all(expr.args);
      case "or": {
        const known = expr.args.map((arg) => this.#truth(arg));
        return { yes: z.Or(...known.map(({ yes }) => yes)), no: z.And(...known.map(({ no }) => no)) };
      }
      case "not": {
        const { yes, no } = this.#truth(expr.arg);
        return { yes: no, no: yes };
      }
      case "has":
        return this.#twoValued(this.#there(expr.path));
      case "approved":
        return this.#twoValued(this.#approved(expr.needs));
      case "attribute":
        return this.#where(expr.path, z.Bool.const(`is ${expr.path}`));
      case "compare":
        return this.#compared(expr.left, expr.cmp, expr.right);
      case "in": {
        const items = this.#at(expr.items);
        if (items.op !== "list") throw new Error("z3 is asked about lists only");
        const known = items.items.map((item) => this.#compared(expr.item, "==", item));
        return {
          yes: z.Or(...known.map(({ yes }) => yes), z.Bool.val(false)),
          no: z.And(...known.map(({ no }) => no), z.Bool.val(true)),
        };
      }
      default:
        throw new Error(`z3 is not asked about ${expr.op}`);
    }
  }

  #compared(left: Ref, cmp: CompareOp, right: Ref): Known {
    const [a, b] = [this.#at(left), this.#at(right)];
    const holds = this.#ordered(this.#number(a), cmp, this.#number(b));
    const paths = [a, b].flatMap((each) => (each.op === "attribute" ? [each.path] : []));
    const there = this.z.And(...paths.map((path) => this.#there(path)), this.z.Bool.val(true));
    return { yes: this.z.And(there, holds), no: this.z.And(there, this.z.Not(holds)) };
  }

  #ordered(a: Num, cmp: CompareOp, b: Num): Truth {
    switch (cmp) {
      case "==":
        return a.eq(b);
      case "!=":
        return a.neq(b);
      case "<":
        return a.lt(b);
      case "<=":
        return a.le(b);
      case ">":
        return a.gt(b);
      case ">=":
        return a.ge(b);
    }
  }

  /** Texts are numbers, too: equal ones are the same. */
  #number(expr: Expr): Num {
    if (expr.op === "attribute") {
      const number = this.z.Int.const(expr.path);
      this.#bound(expr.path, number);
      return number;
    }
    if (expr.op === "literal") return this.z.Int.val(this.#numbered(expr.value));
    throw new Error(`z3 is not asked to compare ${expr.op}`);
  }

  #numbered(value: Value): number {
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return value ? 1 : 0;
    if (typeof value !== "string") throw new Error("z3 is asked about single values only");
    const known = this.#texts.get(value) ?? this.#texts.size;
    this.#texts.set(value, known);
    return known;
  }

  /** A member of an enum is one of them, a truth is 0 or 1. */
  #bound(path: string, number: Num): void {
    const type = typeAt(this.table, path);
    const values = type?.type === "enum" ? type.members : type?.type === "bool" ? [false, true] : undefined;
    if (values !== undefined)
      this.#domains.push(this.z.Or(...values.map((value) => number.eq(this.#numbered(value)))));
  }

  #there(path: string): Truth {
    const { z } = this;
    return isOptional(this.table, path) ? z.Bool.const(`has ${path}`) : z.Bool.val(true);
  }

  #where(path: string, holds: Truth): Known {
    const there = this.#there(path);
    return { yes: this.z.And(there, holds), no: this.z.And(there, this.z.Not(holds)) };
  }

  #twoValued(holds: Truth): Known {
    return { yes: holds, no: this.z.Not(holds) };
  }

  #at(ref: Ref): Expr {
    const expr = this.table.exprs[ref];
    if (expr === undefined) throw new Error(`no expression ${String(ref)}`);
    return expr;
  }
}

function fieldAt(
  { schema }: Table,
  path: string,
): { readonly schema: { readonly type: string }; readonly optional: boolean } | undefined {
  const [section = "", name = ""] = path.split(".");
  const [action] = Object.values(schema.actions);
  const record = section === "args" ? action?.args : schema[section as "agent" | "context" | "impact"];
  return record?.fields[name];
}

function isOptional(table: Table, path: string): boolean {
  return path.startsWith("impact.") || fieldAt(table, path)?.optional === true;
}

function typeAt(
  table: Table,
  path: string,
): { readonly type: string; readonly members?: readonly string[] } | undefined {
  return fieldAt(table, path)?.schema;
}
