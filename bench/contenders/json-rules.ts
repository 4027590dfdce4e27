// json-rules-engine: conditions as JSON, those that block first: where one of them matches, the others are not asked.

import { patternOf } from "../families/glob.js";
import type { Condition, Request, Rule, Verdict } from "../families/rules.js";
import { installed, type Contender, type Loaded } from "./contender.js";

const PRIORITIES = { block: 2, allow: 1 } as const;

interface Engine {
  addOperator(name: string, ask: (value: string, wanted: string) => boolean): void;
  on(event: "success", handle: () => void): void;
  stop(): void;
  run(facts: Facts): Promise<{ readonly events: readonly { readonly type: Verdict }[] }>;
}

type Facts = Readonly<Record<string, unknown>>;

interface Package {
  readonly Engine: new (rules: readonly unknown[]) => Engine;
}

export const jsonRules: Contender = {
  name: "json-rules-engine",
  write: ({ rules }) => JSON.stringify(rules.map(ruleOf)),
  load: async (text): Promise<Loaded<Facts>> => {
    const { Engine } = (await installed("json-rules-engine")) as Package;
    const engine = new Engine(JSON.parse(text) as unknown[]);
    engine.addOperator("like", (path, glob) => patternOf(glob).test(path));
    // What is left has lower priorities.
    engine.on("success", () => {
      engine.stop();
    });
    return {
      form: ({ agent, context, action }: Request) => ({
        ...{ role: agent.role, team: agent.team, env: context.env, tool: action.name },
        ...action.args,
      }),
      decide: async (facts) => (await engine.run(facts)).events[0]?.type ?? "block",
    };
  },
};

function ruleOf({ name, tool, conditions, verdict }: Rule): unknown {
  const onTool = { fact: "tool", operator: "equal", value: tool };
  return {
    name,
    conditions: { all: [onTool, ...conditions.flatMap(testsOf)] },
    event: { type: verdict },
    priority: PRIORITIES[verdict],
  };
}

function testsOf(condition: Condition): readonly unknown[] {
  switch (condition.kind) {
    case "role":
    case "team":
    case "region":
      return [{ fact: condition.kind, operator: "in", value: condition.in }];
    case "env":
      return [{ fact: "env", operator: "notEqual", value: condition.not }];
    case "amount":
      return [
        { fact: "amount", operator: "greaterThanInclusive", value: condition.from },
        { fact: "amount", operator: "lessThanInclusive", value: condition.to },
      ];
    case "risk":
      return [{ fact: "risk", operator: "greaterThanInclusive", value: condition.from }];
    case "file":
      return [{ fact: "file", operator: "like", value: condition.like }];
  }
}
