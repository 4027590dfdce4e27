// This project: policies written in agentpol, compiled, and asked through `decide()`.

import { compile } from "../../compiler/index.js";
import { decide, loadPolicy, ready } from "../../runtime/index.js";
import type { TableFile } from "../../runtime/table/format.js";
import { ENVS, ROLES } from "../families/family.js";
import type { Condition, Family, Request, Rule, Verdict } from "../families/rules.js";
import type { Contender, Loaded } from "./contender.js";

/** The table, as `agentpol compile` writes it, and the runtime that reads it. */
export const agentpolTable: Contender = {
  name: "agentpol (table)",
  write: policyText,
  compile: (text) => JSON.stringify(tableOf(text)),
  load: async (text): Promise<Loaded<Request>> => {
    await ready();
    const loaded = loadPolicy(JSON.parse(text));
    if (!loaded.ok) throw new Error(loaded.reason);
    const { policy } = loaded;
    return { form: (request) => request, decide: (request) => verdictIn(decide(policy, request).verdict) };
  },
};

/** @throws {Error} where the policy does not compile. */
export function tableOf(text: string): TableFile {
  const { table, diagnostics } = compile("bench.agentpol", { read: () => ({ ok: true, text }) });
  if (table === undefined) throw new Error(diagnostics[0]?.message);
  return table;
}

/** @throws {Error} where it is another than the families have. */
export function verdictIn(verdict: string): Verdict {
  if (verdict === "allow" || verdict === "block") return verdict;
  throw new Error(`no rule of the benchmark gives ${verdict}`);
}

/** The family in agentpol's words. */
export function policyText({ tools, rules }: Family): string {
  return `policy bench { version "1" default block }
agent { id: string, role: ${ROLES.join(" | ")}, team: string }
context { env: ${ENVS.join(" | ")} }
${tools.map((tool) => `action ${tool}(amount: int, risk: int, region: string, file: path) { effect write, reversible always }`).join("\n")}
${rules.map(ruleText).join("\n")}
`;
}

function ruleText({ name, tool, conditions, verdict }: Rule): string {
  return `rule ${name} on ${tool} {\n  when ${conditions.map(conditionText).join(" and ")}\n  ${verdict}\n}`;
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case "role":
      return `agent.role in [${condition.in.join(", ")}]`;
    case "team":
      return `agent.team in [${quoted(condition.in)}]`;
    case "region":
      return `args.region in [${quoted(condition.in)}]`;
    case "env":
      return `context.env != ${condition.not}`;
    case "amount":
      return `args.amount in ${condition.from}..${condition.to}`;
    case "risk":
      return `args.risk >= ${condition.from}`;
    case "file":
      return `args.file like "${condition.like}"`;
  }
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(", ");
}
