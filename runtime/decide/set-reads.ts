// What of a table reads which refreshed data.

import type { HistoryPattern, Ref, Rule, Table } from "../table/format.js";
import { reachableFrom } from "../table/operands.js";

/** What reads refreshed data: rules on the attempt or the result, and histories of which the attempt is an event. */
export type SetReads = ReadonlyMap<Rule | HistoryPattern, readonly number[]>;

/** What of a table reads which refreshed sets. */
export function setReadsOf({ data, exprs, rules, histories, grants }: Table): SetReads {
  if (data.every(({ refresh }) => refresh === undefined)) return new Map();
  const setsIn = (roots: readonly Ref[]): readonly number[] => {
    const found = Array.from(reachableFrom(roots, exprs), (ref) => exprs[ref]).flatMap((expr) =>
      expr !== undefined && "data" in expr && data[expr.data]?.refresh !== undefined ? [expr.data] : [],
    );
    return Array.from(new Set(found));
  };
  const revokes = ({ grant }: Rule): readonly Ref[] => optional(grants[grant ?? -1]?.revoke);
  return new Map<Rule | HistoryPattern, readonly number[]>([
    ...rules.map((rule) => {
      const roots = [...rule.conditions.map(({ expr }) => expr), ...revokes(rule)];
      return [rule, setsIn(roots)] as const;
    }),
    ...histories.map((pattern) => [pattern, setsIn(optional(pattern.where))] as const),
  ]);
}

function optional<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}
