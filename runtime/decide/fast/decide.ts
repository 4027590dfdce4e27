// The fast way to a decision, for what is plainly a request: it looks for the rule that decides, and whatever more a
// decision says is made when it is read. Where anything is unusual there is no fast way, and the thorough one decides;
// where there is one, both say the same.

import type { Rule } from "../../table/format.js";
import { permits, rank, type Verdict } from "../../table/verdict.js";
import type { Policy } from "../policy.js";
import type { Decision, Facts } from "../request.js";
import { decisionBy, type Decider } from "./decision.js";
import type { FastRequest } from "./fast-request.js";
import { readRequest } from "./request.js";

/** Undefined where the thorough way is to be taken. Does not throw. */
export function decideFast(policy: Policy, request: unknown, facts: Facts | undefined): Decision | undefined {
  const { fast } = policy;
  if (fast === undefined || (facts !== undefined && !isTimeAlone(facts))) return undefined;
  try {
    const read = readRequest(policy, fast, request, facts?.now);
    const decider = read && deciderOn(read);
    return decider && decisionBy(decider, read, fast.header);
  } catch {
    // What a getter throws, or a guard that overflows: the thorough way meets it too, and says so.
    return undefined;
  }
}

function isTimeAlone(facts: Facts): boolean {
  return Object.keys(facts).every((name) => name === "now");
}

type Giving = Rule & { readonly verdict: Verdict };

/** What was found of the rules that match. */
interface Found {
  /** The most restrictive rule, the first of several. */
  rule?: Giving;
  isPermitted: boolean;
  /** Is there more to be worked out before the action may proceed, or a limit over a window to be asked first? */
  isPlain: boolean;
}

/** Undefined where more than one rule is to be looked at. */
function deciderOn(request: FastRequest): Decider | undefined {
  const fallback = request.policy.table.policy.default;
  const { rule, isPermitted, isPlain } = find(request, rank(fallback.verdict));
  if (!isPlain) return undefined;
  if (rule === undefined || (!isPermitted && rank(rule.verdict) < rank(fallback.verdict)))
    return { verdict: fallback.verdict, rule: "default", code: "default", origin: fallback.origin };
  const { verdict, name, code, origin } = rule;
  return { verdict, rule: name, code, origin };
}

/**
 * The default joins where nothing permits: a rule that is as restrictive decides whether or not anything does. Where the
 * action is held, what other rules oblige to does not matter; where it proceeds, all of them are looked at.
 */
function find(request: FastRequest, byDefault: number): Found {
  const { index } = request.action;
  const found: Found = { isPermitted: false, isPlain: true };
  index.visit(request, undefined, (rule) => {
    if (rule.shadow) return false;
    const isHeld = found.rule !== undefined && !permits(found.rule.verdict);
    if (!isHeld && !isPlainRule(rule)) {
      found.isPlain = false;
      return true;
    }
    if (!givesVerdict(rule)) return false;
    if (rule.limit !== undefined) {
      if (rule.permits) found.isPlain = false;
      return rule.permits;
    }
    found.rule ??= rule;
    found.isPermitted ||= rule.permits;
    const holds = !permits(found.rule.verdict);
    return !index.canFail && holds && (found.isPermitted || rank(found.rule.verdict) >= byDefault);
  });
  return found;
}

function givesVerdict(rule: Rule): rule is Giving {
  return rule.verdict !== "none" && rule.verdict !== "note";
}

/** Does it ask for nothing besides its verdict? */
function isPlainRule({ limit, redactions, connect, box, grant, trips }: Rule): boolean {
  if (limit !== undefined || redactions.length > 0) return false;
  return connect === undefined && box === undefined && grant === undefined && trips === undefined;
}
