// Policies in no language: what each contender's policy is written from, and what all of them must say of a request.

import { patternOf } from "./glob.js";

/** What all engines here can say. */
export type Verdict = "allow" | "block";

/** What an agent attempts: a request of agentpol's, as plain data. */
export interface Request {
  readonly agent: { readonly id: string; readonly role: string; readonly team: string };
  readonly context: { readonly env: string };
  readonly action: {
    readonly name: string;
    readonly args: {
      readonly amount: number;
      readonly risk: number;
      readonly region: string;
      readonly file: string;
    };
  };
}

/** What a rule asks of one attribute. */
export type Condition =
  | { readonly kind: "role" | "team" | "region"; readonly in: readonly string[] }
  | { readonly kind: "env"; readonly not: string }
  | { readonly kind: "amount"; readonly from: number; readonly to: number }
  | { readonly kind: "risk"; readonly from: number }
  | { readonly kind: "file"; readonly like: string };

/** The rule matches an action of its tool on which all conditions hold. */
export interface Rule {
  readonly name: string;
  readonly tool: string;
  readonly conditions: readonly Condition[];
  readonly verdict: Verdict;
}

export interface Family {
  readonly tools: readonly string[];
  readonly rules: readonly Rule[];
}

/** The rules that block first, else in their order: in that order the first that matches decides. */
export function mostRestrictiveFirst(rules: readonly Rule[]): readonly Rule[] {
  return (["block", "allow"] as const).flatMap((verdict) => rules.filter((rule) => rule.verdict === verdict));
}

/** What is to be said of a request, found by asking each rule: one that blocks wins, and where none matches it is blocked. */
export function verdictOf({ rules }: Family, request: Request): Verdict {
  const given = new Set(rules.filter((rule) => matches(rule, request)).map(({ verdict }) => verdict));
  return given.has("allow") && !given.has("block") ? "allow" : "block";
}

function matches({ tool, conditions }: Rule, request: Request): boolean {
  return tool === request.action.name && conditions.every((condition) => holds(condition, request));
}

/** Does the attribute have what is asked of it? */
export function holds(condition: Condition, { agent, context, action: { args } }: Request): boolean {
  switch (condition.kind) {
    case "role":
      return condition.in.includes(agent.role);
    case "team":
      return condition.in.includes(agent.team);
    case "region":
      return condition.in.includes(args.region);
    case "env":
      return context.env !== condition.not;
    case "amount":
      return condition.from <= args.amount && args.amount <= condition.to;
    case "risk":
      return args.risk >= condition.from;
    case "file":
      return patternOf(condition.like).test(args.file);
  }
}
