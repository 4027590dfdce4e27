// Where deciding may fail: a number beyond its range, a list too long to go over, a scope that has no value. Then it is
// `on_error` that decides, whatever the regions of rules say.

import type { Expr, Rule, Table } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import type { Augmented } from "./augment.js";

const FALLIBLE: ReadonlySet<Expr["op"]> = new Set(["add", "sub", "mul", "neg", "to-decimal", "any", "all"]);

/**
 * The first rule on the action that may fail to be decided, and what is decided then. A result that cannot be decided, or
 * whose action could not be, is withheld.
 */
export function fallibleOn(
  action: string,
  layers: readonly Augmented[],
  ofResult: boolean,
): { readonly rule: Rule; readonly verdicts: readonly Verdict[] } | undefined {
  for (const { table, counts } of layers) {
    const rule = table.rules.find(
      (each) => (ofResult || each.onResult !== true) && each.actions.includes(action) && mayFail(each, table),
    );
    if (rule !== undefined && counts) return { rule, verdicts: ofResult ? ["block"] : fallbacksOf(table) };
  }
  return undefined;
}

export function mayFail({ conditions, trips = [] }: Rule, { exprs }: Table): boolean {
  if (trips.some(({ scope }) => scope !== "all")) return true;
  const reached = reachableFrom(
    conditions.map(({ expr }) => expr),
    exprs,
  );
  return Array.from(reached).some((ref) => FALLIBLE.has(exprs[ref]?.op ?? "literal"));
}

function fallbacksOf({ policy }: Table): readonly Verdict[] {
  return [policy.onError, ...policy.onErrorWhen].map(({ verdict }) => verdict);
}
