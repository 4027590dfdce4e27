// Cedar, in WebAssembly: policies are parsed before.

import { cedarLike } from "../families/glob.js";
import type { Condition, Request, Rule, Verdict } from "../families/rules.js";
import { installed, type Contender, type Loaded } from "./contender.js";

interface Uid {
  readonly type: string;
  readonly id: string;
}

interface Call {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  readonly context: Readonly<Record<string, unknown>>;
  readonly preparsedPolicySetId: string;
  readonly entities: readonly { uid: Uid; attrs: object; parents: readonly Uid[] }[];
}

interface Failure {
  readonly type: "failure";
  readonly errors: readonly { readonly message: string }[];
}

interface Success {
  readonly type: "success";
  readonly response: {
    readonly decision: "allow" | "deny";
  };
}

interface Package {
  readonly preparsePolicySet: (
    id: string,
    policies: { staticPolicies: unknown },
  ) => Failure | { readonly type: "success" };
  readonly statefulIsAuthorized: (call: Call) => Failure | Success;
}

const POLICIES = "bench";

export const cedar: Contender = {
  name: "@cedar-policy/cedar-wasm",
  write: ({ rules }) =>
    JSON.stringify(Object.fromEntries(rules.map((rule) => [rule.name, policyText(rule)]))),
  load: async (text): Promise<Loaded<Call>> => {
    const { preparsePolicySet, statefulIsAuthorized } = (await installed(
      "@cedar-policy/cedar-wasm/nodejs",
    )) as Package;
    const parsed = preparsePolicySet(POLICIES, { staticPolicies: JSON.parse(text) });
    if (parsed.type === "failure") throw new Error(parsed.errors[0]?.message);
    return { form: callFor, decide: (call) => verdictIn(statefulIsAuthorized(call)) };
  },
};

function callFor({ agent, context, action: { name, args } }: Request): Call {
  const principal = { type: "Agent", id: agent.id };
  return {
    principal,
    action: { type: "Action", id: name },
    resource: { type: "Tool", id: name },
    context: { env: context.env, ...args },
    preparsedPolicySetId: POLICIES,
    entities: [{ uid: principal, attrs: { role: agent.role, team: agent.team }, parents: [] }],
  };
}

function verdictIn(answer: Failure | Success): Verdict {
  if (answer.type === "failure") throw new Error(answer.errors[0]?.message);
  return answer.response.decision === "allow" ? "allow" : "block";
}

function policyText({ tool, conditions, verdict }: Rule): string {
  const effect = verdict === "allow" ? "permit" : "forbid";
  return `${effect} (principal, action == Action::"${tool}", resource) when { ${conditions.map(conditionText).join(" && ")} };`;
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "role":
      return `${JSON.stringify(condition.in)}.contains(principal.role)`;
    case "team":
      return `${JSON.stringify(condition.in)}.contains(principal.team)`;
    case "region":
      return `${JSON.stringify(condition.in)}.contains(context.region)`;
    case "env":
      return `context.env != "${condition.not}"`;
    case "amount":
      return `context.amount >= ${condition.from} && context.amount <= ${condition.to}`;
    case "risk":
      return `context.risk >= ${condition.from}`;
    case "file":
      return cedarLike(condition.like, "context.file");
  }
}
