// Earlier attempts that were held, where a question about the past counts those too.

import type { HistoryPattern, Rule } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import { permits } from "../../runtime/table/verdict.js";
import { fillings } from "./fillings.js";
import { attempt, type Script } from "./move.js";
import type { Seed, Seeds } from "./seeds.js";
import { joined, valueAt } from "./values.js";

const MOST_ROWS = 4;

/** As many attempts as are wanted, by each of some rules that hold them, and by a kill switch. */
export function heldBefore(
  pattern: HistoryPattern,
  amount: number,
  later: Seed,
  seeds: Seeds,
): readonly Script[] {
  const times = Math.max(1, amount);
  const byRule = holding(pattern, seeds)
    .slice(0, MOST_ROWS)
    .flatMap((row) => {
      const own = seeds.inside(row).filter(({ action }) => pattern.actions.includes(action));
      return own.slice(0, 1).flatMap((seed): readonly Script[] => {
        const request = joined(seed.request, later.request, pattern);
        const window = row.limit && seeds.file.windows[row.limit.window];
        if (row.limit === undefined || window === undefined) return [[attempt(request, times)]];
        const [filling] = fillings([{ limit: row.limit, window }], { ...seed, request }, seeds);
        return filling === undefined ? [] : [[...filling.fill, { ...filling.once, times }]];
      });
    });
  return [...byRule, ...halted(pattern, times, later, seeds)];
}

/** The rows that give a verdict which is asked for; where none is, those that hold. */
function holding({ where, actions }: HistoryPattern, { file }: Seeds): readonly Rule[] {
  const named = Array.from(where === undefined ? [] : reachableFrom([where], file.exprs)).flatMap((ref) => {
    const expr = file.exprs[ref];
    return expr?.op === "literal" && typeof expr.value === "string" ? [expr.value] : [];
  });
  const rows = file.rules.filter(
    ({ verdict, actions: own, onResult }) =>
      verdict !== "none" &&
      verdict !== "note" &&
      !permits(verdict) &&
      onResult !== true &&
      own.some((action) => actions.includes(action)),
  );
  const wanted = rows.filter(({ verdict }) => named.includes(verdict));
  return wanted.length > 0 ? wanted : rows;
}

function halted(pattern: HistoryPattern, times: number, later: Seed, seeds: Seeds): readonly Script[] {
  const scopes = new Set(seeds.file.killswitches.flatMap(({ scope }) => scope));
  const own = pattern.actions.includes(later.action) ? [later.request] : [];
  const counted = seeds.counted(pattern).map(({ request }) => joined(request, later.request, pattern));
  return Array.from(scopes).flatMap((scope) =>
    [...own, ...counted].slice(0, 1).flatMap((request): readonly Script[] => {
      const value = valueAt(request, scope);
      if (scope !== "all" && value === undefined) return [];
      const at = { scope, ...(scope !== "all" && { value }) };
      return [[{ do: "kill", ...at }, attempt(request, times), { do: "revive", ...at }]];
    }),
  );
}
