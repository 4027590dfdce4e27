// A function written by hand: for each tool its rules as `if`s, the most restrictive first.

import { moduleOf, type Contender, type Loaded } from "../contenders/contender.js";
import { sourceOf } from "../families/glob.js";
import {
  mostRestrictiveFirst,
  type Condition,
  type Family,
  type Request,
  type Rule,
} from "../families/rules.js";
import { NO_REQUEST, NO_RULE, type Decided } from "./decided.js";
import { isRequest } from "./form.js";

/** Rules in one function. V8 does not optimise functions of any length, so nobody would put them all into one. */
const RULES_OF_A_FUNCTION = 50;

/** The functions of each tool: the first that answers has the last word. */
interface Written {
  readonly tools: ReadonlyMap<string, readonly ((request: Request) => Decided | undefined)[]>;
}

export const functionByHand: Contender = {
  name: "function by hand",
  write: sourceText,
  load: async (text): Promise<Loaded<Request>> => {
    const { tools } = (await moduleOf(text)) as Written;
    const decide = (request: unknown): Decided => {
      if (!isRequest(request)) return NO_REQUEST;
      for (const ask of tools.get(request.action.name) ?? []) {
        const decided = ask(request);
        if (decided !== undefined) return decided;
      }
      return NO_RULE;
    };
    return { form: (request) => request, decide: (request) => decide(request).verdict };
  },
};

function sourceText({ tools, rules }: Family): string {
  const constants = new Map<string, string>();
  const entries = tools.map((tool) => {
    const own = mostRestrictiveFirst(rules.filter((rule) => rule.tool === tool));
    const functions = chunks(own, RULES_OF_A_FUNCTION).map((some) => functionText(some, constants));
    return `  ["${tool}", [${functions.join(", ")}]],`;
  });
  const named = Array.from(constants, ([value, name]) => `const ${name} = ${value};`);
  return `${named.join("\n")}\nexport const tools = new Map([\n${entries.join("\n")}\n]);\n`;
}

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}

function functionText(rules: readonly Rule[], constants: Map<string, string>): string {
  const statements = rules.map(({ name, conditions, verdict }) => {
    const asked = conditions.map((condition) => conditionText(condition, constants)).join(" && ");
    return `    if (${asked}) return { verdict: "${verdict}", rule: "${name}" };`;
  });
  return `({ agent, context, action: { args } }) => {\n${statements.join("\n")}\n  }`;
}

/** Sets and patterns are made once, in front. */
function conditionText(condition: Condition, constants: Map<string, string>): string {
  switch (condition.kind) {
    case "role":
      return `(${condition.in.map((role) => `agent.role === "${role}"`).join(" || ")})`;
    case "team":
      return `${setOf(condition.in, constants)}.has(agent.team)`;
    case "region":
      return `${setOf(condition.in, constants)}.has(args.region)`;
    case "env":
      return `context.env !== "${condition.not}"`;
    case "amount":
      return `args.amount >= ${condition.from} && args.amount <= ${condition.to}`;
    case "risk":
      return `args.risk >= ${condition.from}`;
    case "file":
      return `${constant(`new RegExp(${JSON.stringify(sourceOf(condition.like))}, "u")`, constants)}.test(args.file)`;
  }
}

function setOf(texts: readonly string[], constants: Map<string, string>): string {
  return constant(`new Set(${JSON.stringify(texts)})`, constants);
}

function constant(value: string, constants: Map<string, string>): string {
  const known = constants.get(value);
  if (known !== undefined) return known;
  const name = `c${constants.size}`;
  constants.set(value, name);
  return name;
}
