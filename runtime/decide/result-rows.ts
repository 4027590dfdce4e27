// The rules that bear on a result: those that were written on it, and what rules on the action asked of it.

import { isArgument } from "../redact/plan.js";
import { findsWork } from "../redact/redact.js";
import type { ResultRewrite } from "../state/store.js";
import type { Rule } from "../table/format.js";
import type { Policy } from "./policy.js";
import type { Returned, Situation } from "./situation.js";

/** In declaration order. */
export function rowsOnResult(
  policy: Policy,
  { rewrites }: Returned,
  results: readonly Rule[],
): readonly Rule[] {
  if (rewrites.length === 0) return results;
  const order = new Map(policy.table.rules.map(({ name }, i) => [name, i]));
  const place = ({ name }: Rule): number => order.get(name) ?? 0;
  return [...rewrites.map(rowOf), ...results].sort((a, b) => place(a) - place(b));
}

/** A rewriting whose guard held when the action was permitted: it says how, never whether. */
function rowOf({ depth: _, ...rewrite }: ResultRewrite): Rule {
  return {
    ...rewrite,
    actions: [],
    onResult: true,
    conditions: [],
    verdict: "redact",
    permits: false,
    shadow: false,
  };
}

/** What the rules that permit an action ask of its result. */
export function rewritesOf(rules: readonly Rule[]): readonly ResultRewrite[] {
  return rules.flatMap(({ name, origin, code, explicit, reason, notify, redactions: all }) => {
    const redactions = all.filter(({ target }) => !isArgument(target));
    return redactions.length === 0 ? [] : [{ name, origin, code, explicit, reason, notify, redactions }];
  });
}

/** Does the rule rewrite, and is there nothing for it to rewrite in what came back? */
export function isIdle({ redactions }: Rule, { returned, schema }: Situation): boolean {
  const sent = returned?.sent;
  if (returned === undefined || redactions.length === 0) return false;
  return sent === undefined || !redactions.some((each) => findsWork(sent, "result", each, schema.result));
}
