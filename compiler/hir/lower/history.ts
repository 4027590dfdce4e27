// LAW: a question about the past keeps its meaning, and questions of one meaning share one pattern.
//
//   count(SEL where E, since SEL2, within D, by [K, L = M])
//   (or of attempts SEL)
//     →  history(pattern), pattern = (count, the actions of SEL, E, the actions of SEL2, D, [K, M], of the earlier [K, L])
//
// What ends a count is never counted itself: `count(money.*, since money.receive)` asks what `count(money.send, since
// money.receive)` does. Of `attempts`, one that is held ends nothing, and counts.

import type { HistoryPattern, Ref } from "../../../runtime/table/format.js";
import type { Action } from "../../types/declared.js";
import type { Join } from "../../types/typed-expr.js";
import { amongOf } from "../among.js";
import type { Lowerer, Of } from "./lowerer.js";
import { type Scope, TOP } from "./scope.js";

export function lowerHistory(expr: Of<"history">, _scope: Scope, { pool, histories, part }: Lowerer): Ref {
  const { fn, attribute, within } = expr;
  // The earlier action has attributes of its own: nothing that is bound here means anything there.
  const where = expr.where && part(expr.where, TOP);
  const counted = expr.attempts ? expr.actions : withoutEnds(expr);
  const among = amongOf(counted, expr.picked);
  const sinceAmong = expr.since && expr.sincePicked && amongOf(expr.since, expr.sincePicked);
  const pattern = histories.intern({
    fn,
    actions: namesOf(counted),
    ...(expr.attempts && { attempts: true }),
    ...(among && { among }),
    ...(where !== undefined && { where }),
    ...(attribute !== undefined && { attribute }),
    ...(within !== undefined && { within }),
    ...(expr.since && { since: namesOf(expr.since) }),
    ...(sinceAmong && { sinceAmong }),
    ...keysOf(expr.by),
  });
  return pool.intern({ op: "history", pattern });
}

/** Without the actions of which each ends the count, whatever its name; where all do, the question is left as it is. */
function withoutEnds({ actions, since = [], sincePicked }: Of<"history">): readonly Action[] {
  if (sincePicked === undefined || amongOf(since, sincePicked) !== undefined) return actions;
  const ends = new Set(since.map(({ name }) => name));
  const counted = actions.filter(({ name }) => !ends.has(name));
  return counted.length === 0 ? actions : counted;
}

function namesOf(actions: readonly Action[]): readonly string[] {
  return actions.map((action) => action.name).sort();
}

/** Each pair once, in one order however they were named. */
function keysOf(joins: readonly Join[]): Pick<HistoryPattern, "by" | "earlier"> {
  const pairs = [...new Map(joins.map((join) => [`${join.earlier} ${join.now}`, join]))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const by = pairs.map(([, { now }]) => now);
  const earlier = pairs.map(([, join]) => join.earlier);
  return pairs.every(([, join]) => join.earlier === join.now) ? { by } : { by, earlier };
}
