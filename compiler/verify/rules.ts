// What `verify` says of a policy's rules: what is proved against them, and of which rules nothing is known, since what they
// ask is outside the fragment and no request was found for which they matter.

import type { Model } from "./model.js";
import { findingsIn, type Finding, type Options, type Prospect } from "./findings/findings.js";
import type { Ground } from "./ground.js";
import { isPlain } from "./plain.js";
import { openReason } from "./reasons.js";
import { witnessIn } from "./witness.js";

export interface RuleReport {
  readonly findings: readonly Finding[];
  /** Rules of which it is not known whether they ever matter; `reason` is a clause. */
  readonly notVerified: readonly {
    readonly rule: string;
    readonly origin: string;
    readonly reason: string;
  }[];
  /** How many rules the policy has. */
  readonly rules: number;
}

export function verifyRules(
  ground: Ground,
  options: Options,
  advance: () => void = () => undefined,
): RuleReport {
  const { table } = ground.subject;
  const { findings, prospects, open } = findingsIn(table, { ...options, advance });
  const origins = new Map(table.rules.map(({ name, origin }) => [name, origin]));
  const notVerified: RuleReport["notVerified"][number][] = [];
  for (const [rule, parts] of prospects) {
    advance();
    const origin = origins.get(rule) ?? "";
    if (open.includes(rule))
      notVerified.push({ rule, origin, reason: "its region falls into too many pieces" });
    else if (!parts.some((part) => isMet(part, ground))) {
      const [first] = parts;
      const reason = openReason(first?.part, first?.rule.conditions ?? [], first?.model ?? EMPTY);
      notVerified.push({ rule, origin, reason });
    }
  }
  return { findings, notVerified, rules: new Set(table.rules.map(({ name }) => name)).size };
}

const EMPTY: Model = { action: "", dimensions: [], selections: [], stances: [], claims: [] };

/** Does a request lie in the part? */
function isMet({ rule, part, model }: Prospect, { policies }: Ground): boolean {
  const [stance = []] = model.stances;
  const isOnResult = rule.onResult === true;
  return isPlain(part, model) || witnessIn(part, model, { stance, policies, isOnResult }) !== undefined;
}
