// @microsoft/agent-governance-sdk: conditions as text, of which the rule with the highest priority decides. It knows no path
// patterns, so its host says of each pattern whether it covers the path.

import { patternOf } from "../families/glob.js";
import { mostRestrictiveFirst, type Condition, type Family, type Request } from "../families/rules.js";
import { installed, type Contender, type Loaded } from "./contender.js";

const ACTIONS = { block: "deny", allow: "allow" } as const;
const PRIORITIES = { block: 2, allow: 1 } as const;

interface Engine {
  loadJson(text: string): unknown;
  evaluatePolicy(agent: string, context: Readonly<Record<string, unknown>>): { readonly allowed: boolean };
}

interface Package {
  readonly PolicyEngine: new () => Engine;
}

interface Form {
  readonly agent: string;
  readonly context: Readonly<Record<string, unknown>>;
}

export const governance: Contender = {
  name: "@microsoft/agent-governance-sdk",
  write: policyText,
  load: async (text): Promise<Loaded<Form>> => {
    const { PolicyEngine } = (await installed("@microsoft/agent-governance-sdk")) as Package;
    const engine = new PolicyEngine();
    engine.loadJson(text);
    const { patterns } = JSON.parse(text) as { patterns: readonly string[] };
    return {
      form: (request) => formOf(request, patterns),
      decide: ({ agent, context }) => (engine.evaluatePolicy(agent, context).allowed ? "allow" : "block"),
    };
  },
};

function formOf({ agent, context, action }: Request, patterns: readonly string[]): Form {
  const like = patterns.map((pattern, index) => [`like${index}`, patternOf(pattern).test(action.args.file)]);
  const facts: unknown = Object.fromEntries(like);
  return {
    agent: agent.id,
    context: { agent, env: context.env, tool: action.name, args: action.args, facts },
  };
}

function policyText({ rules }: Family): string {
  const patterns = [
    ...new Set(
      rules.flatMap((rule) => rule.conditions.flatMap((each) => (each.kind === "file" ? [each.like] : []))),
    ),
  ];
  return JSON.stringify({
    name: "bench",
    default_action: "deny",
    patterns,
    rules: mostRestrictiveFirst(rules).map(({ name, tool, conditions, verdict }) => ({
      name,
      condition: [`tool == '${tool}'`, ...conditions.map((each) => conditionText(each, patterns))].join(
        " and ",
      ),
      ruleAction: ACTIONS[verdict],
      priority: PRIORITIES[verdict],
    })),
  });
}

function conditionText(condition: Condition, patterns: readonly string[]): string {
  switch (condition.kind) {
    case "role":
      return `agent.role in [${quoted(condition.in)}]`;
    case "team":
      return `agent.team in [${quoted(condition.in)}]`;
    case "region":
      return `args.region in [${quoted(condition.in)}]`;
    case "env":
      return `env != '${condition.not}'`;
    case "amount":
      return `args.amount >= ${condition.from} and args.amount <= ${condition.to}`;
    case "risk":
      return `args.risk >= ${condition.from}`;
    case "file":
      return `facts.like${patterns.indexOf(condition.like)}`;
  }
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `'${text}'`).join(", ");
}
