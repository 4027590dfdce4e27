// The two families of policies, and the requests that are made under them.

import { randomFrom, type Random } from "./random.js";
import type { Condition, Family, Request, Rule, Verdict } from "./rules.js";

/**
 * - `tool-scoped`: twenty rules for each tool, as policies are written: what asks for another tool is out at once.
 * - `adversarial`: one tool for all rules, and no attribute that every rule asks about; ranges, patterns and sets overlap, and
 *   what blocks is so narrow that nearly all rules have to be ruled out.
 */
export const KINDS = ["tool-scoped", "adversarial"] as const;

export type Kind = (typeof KINDS)[number];

export interface FamilyOptions {
  readonly kind: Kind;
  readonly rules: number;
  readonly seed: number;
}

const RULES_OF_A_TOOL = 20;

const ATTRIBUTES = ["role", "team", "region", "env", "amount", "risk", "file"] as const;

export const ROLES = ["clerk", "lead", "researcher", "deployer", "auditor", "oncall"] as const;
export const ENVS = ["dev", "test", "staging", "prod"] as const;
const REGIONS = numbered("r", 24);
const TEAMS = numbered("team-", 200);
export const FOLDERS = numbered("d", 12);
export const PARTS = numbered("p", 8);
export const ENDINGS = [".txt", ".md"] as const;
const MOST = { amount: 150_000, risk: 100 } as const;

export function familyOf({ kind, rules, seed }: FamilyOptions): Family {
  const random = randomFrom(seed);
  const tools = numbered("tool.t", kind === "tool-scoped" ? Math.ceil(rules / RULES_OF_A_TOOL) : 1);
  return { tools, rules: Array.from({ length: rules }, (_, index) => ruleOf(`r${index}`)) };

  function ruleOf(name: string): Rule {
    const verdict = random.pick<Verdict>(["allow", "allow", "block"]);
    const kinds = kindsFor(verdict);
    const conditions = kinds.map((each) => conditionOf(each, kind, random));
    return { name, tool: random.pick(tools), conditions, verdict };
  }

  function kindsFor(verdict: Verdict): readonly Condition["kind"][] {
    if (kind === "tool-scoped") return random.some(ATTRIBUTES, random.int(1, 3));
    if (verdict === "allow") return random.some(ATTRIBUTES, random.int(2, 4));
    const one = random.pick(ATTRIBUTES);
    return ATTRIBUTES.filter((each) => each !== one);
  }
}

function conditionOf(kind: Condition["kind"], family: Kind, random: Random): Condition {
  const isScoped = family === "tool-scoped";
  switch (kind) {
    case "role":
      return { kind, in: random.some(ROLES, 3) };
    case "team":
      return { kind, in: random.some(TEAMS, isScoped ? 1 : 40) };
    case "region":
      return { kind, in: random.some(REGIONS, 8) };
    case "env":
      return { kind, not: random.pick(ENVS) };
    case "amount": {
      const from = random.int(0, 90_000);
      return { kind, from, to: from + random.int(1_000, 60_000) };
    }
    case "risk":
      return { kind, from: random.int(0, 60) };
    case "file":
      return { kind, like: globOf(random) };
  }
}

/** Patterns that every engine here can say in one way or another. */
function globOf(random: Random): string {
  const folder = random.pick(FOLDERS);
  const part = random.pick(PARTS);
  const ending = random.pick(ENDINGS);
  return random.pick([
    `/srv/${folder}/**`,
    `/srv/${folder}/${part}/**`,
    `/srv/${folder}/**/*${ending}`,
    `/srv/*/**/*${ending}`,
    `/srv/${folder}/*/*`,
    `/srv/*/${part}/*`,
    `/srv/*/${part}/n*${ending}`,
    `/srv/${folder}/${part}/*${ending}`,
  ]);
}

/** Requests under a family, each of them in order: agentpol finds nothing wrong with any. */
export function requestsFor({ tools }: Family, count: number, seed: number): readonly Request[] {
  const random = randomFrom(seed + 99);
  return Array.from({ length: count }, () => ({
    agent: { id: `a${random.int(0, 49)}`, role: random.pick(ROLES), team: random.pick(TEAMS) },
    context: { env: random.pick(ENVS) },
    action: {
      name: random.pick(tools),
      args: {
        amount: random.int(0, MOST.amount),
        risk: random.int(0, MOST.risk),
        region: random.pick(REGIONS),
        file: fileOf(random),
      },
    },
  }));
}

/** Names are many, so that no engine meets the same path often. */
function fileOf(random: Random): string {
  const name = `${random.pick(["n", "f", "x"])}${random.int(0, 99_999)}${random.pick([".txt", ".md", ".csv"])}`;
  const below = random.pick(["", "", "", `k${random.int(0, 9)}/`]);
  return `/srv/${random.pick(FOLDERS)}/${random.pick(PARTS)}/${below}${name}`;
}

function numbered(head: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${head}${index}`);
}
