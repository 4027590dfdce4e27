// The fast way to a decision, for what is plainly a request: it looks for the rule that decides, and whatever more a
// decision says is made when it is read. Where anything is unusual there is no fast way, and the thorough one decides;
// where there is one, both say the same.

import type { Rule } from "../../table/format.js";
import { rank, type Verdict } from "../../table/verdict.js";
import type { Policy } from "../policy.js";
import type { Decision, Facts } from "../request.js";
import { decisionBy, type Decider } from "./decision.js";
import type { FastPolicy } from "./policy.js";
import { readRequest, type FastRequest } from "./request.js";

/** Undefined where the thorough way is to be taken. Does not throw. */
export function decideFast(policy: Policy, request: unknown, facts: Facts | undefined): Decision | undefined {
  const { fast } = policy;
  if (fast === undefined || (facts !== undefined && !isTimeAlone(facts))) return undefined;
  try {
    const read = readRequest(fast, request, facts?.now);
    const decider = read && deciderOn(read, fast);
    return decider && decisionBy(decider, read, fast);
  } catch {
    // What a getter throws, or a guard that overflows: the thorough way meets it too, and says so.
    return undefined;
  }
}

function isTimeAlone(facts: Facts): boolean {
  return Object.keys(facts).every((name) => name === "now");
}

/** Undefined where a limit over a window is to be asked first. */
function deciderOn(request: FastRequest, { policy }: FastPolicy): Decider | undefined {
  const fallback = policy.table.policy.default;
  const { index } = request.action;
  let decider: (Rule & { readonly verdict: Verdict }) | undefined;
  let isPermitted = false;
  let isLimited = false;
  index.visit(request, undefined, (rule) => {
    if (rule.shadow || !givesVerdict(rule)) return false;
    if (rule.limit !== undefined) {
      isLimited ||= decider === undefined || rule.permits;
      return isLimited;
    }
    decider ??= rule;
    isPermitted ||= rule.permits;
    return !index.canFail && (isPermitted || rank(decider.verdict) >= rank(fallback.verdict));
  });
  if (isLimited) return undefined;
  const found = decider as (Rule & { readonly verdict: Verdict }) | undefined;
  if (found !== undefined && (isPermitted || rank(found.verdict) >= rank(fallback.verdict))) {
    const { verdict, name, code, origin } = found;
    return { verdict, rule: name, code, origin };
  }
  return { verdict: fallback.verdict, rule: "default", code: "default", origin: fallback.origin };
}

function givesVerdict(rule: Rule): rule is Rule & { readonly verdict: Verdict } {
  return rule.verdict !== "none" && rule.verdict !== "note";
}
