// correctness/idle-limit: a limit that another limit of its rule always reaches first.

import { clausesOf } from "../../../types/clauses.js";
import type { TypedLimit } from "../../../types/program.js";
import { without } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

export const idleLimit: LintRule = {
  id: "correctness/idle-limit",
  title: "Limit that is never reached",
  recommended: "warning",
  strict: "warning",
  fixes: "changes-meaning",
  why: `Another limit of the same rule counts the same by the same key, is at most as high, and its window is at least as long: it is
always reached first. Mostly the two numbers, or the two windows, were mixed up. (The windows of a policy are known by the place of
their limits, so taking one out without a label starts those behind it anew.)`,
  bad: `policy search { default block }
agent  { id: string }
action search.query(text: string) { effect read, reversible always }

rule may_search on search.query { allow }
throttle budget on search.query {
  limit 600 per 1d by agent.id
  limit 600 per 1h by agent.id
//^^^^^^^^^^^^^^^^^^^^^^^^^^^^ correctness/idle-limit
}
`,
  good: `policy search { default block }
agent  { id: string }
action search.query(text: string) { effect read, reversible always }

rule may_search on search.query { allow }
throttle budget on search.query {
  limit 6_000 per 1d by agent.id
  limit 600 per 1h by agent.id
}
`,
  *check(context) {
    for (const rule of context.program.rules) {
      if (rule.form !== "cap" && rule.form !== "throttle") continue;
      const form = context.formAt(rule.span);
      const clauses = form === undefined ? [] : clausesOf(form, "limit");
      for (const [index, limit] of rule.limits.entries()) {
        const by = rule.limits.findIndex((other, at) => isIdle(limit, other, index > at) && at !== index);
        const [idle, first] = [clauses[index], clauses[by]];
        if (idle === undefined || first === undefined) continue;
        yield {
          span: idle.span,
          message: "this limit is never reached: another is reached before it",
          related: [{ span: first.span, message: "this one" }],
          fixes: changing([{ title: "Take it out", edits: without(clauses, new Set([index])) }]),
        };
      }
    }
  },
};

/** Of two that are equal, the later one is idle. */
function isIdle(limit: TypedLimit, by: TypedLimit, isLater: boolean): boolean {
  if (limit.attribute !== by.attribute || (limit.window === undefined) !== (by.window === undefined))
    return false;
  if (String(limit.window?.by) !== String(by.window?.by)) return false;
  const room = ({ op, bound }: TypedLimit): number => bound - (op === "<" ? 0.5 : 0);
  const [per, other] = [limit.window?.per ?? 0, by.window?.per ?? 0];
  if (room(by) > room(limit) || other < per) return false;
  return room(by) < room(limit) || other > per || isLater;
}
