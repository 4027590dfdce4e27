// Lowers policies given as text, over one small world that declares what the tests of lowerings speak of.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Core } from "../../compiler/hir/hir.js";
import { lower } from "../../compiler/hir/lower.js";
import { load } from "../../compiler/names/load.js";
import { check } from "../../compiler/types/check.js";
import type { Program } from "../../compiler/types/program.js";
import { reading } from "./problems.js";

const FILES: Readonly<Record<string, string>> = {
  "listed.json": '["Acme", "Globex"]',
  "orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, note text);",
};

/** Every declaration that the policies of these tests use. */
export const WORLD = `
policy p { version "1.0.0", default block "no" }
agent   { id: string, role: clerk | lead, session: string, level: int, owner?: string }
context { env: dev | staging | prod, ticket?: string, tags: list<string>, share: percent }
impact  { hosts: int, cost: money(USD), traffic: percent }
action pay(to: string, amount: money(USD), memo?: string, body: string) { effect write, reversible never }
action read(path: path) { reads path, effect read, reversible always }
action exec(command: command) { runs command, effect execute, reversible reported }
action fetch(url: url) { reaches url, effect read, reversible always }
action migrate(statement: sql) { migrates statement, effect write, reversible never }
group g = ["ana@corp.example", "ben@corp.example", "chi@corp.example"]
group h = ["dan@corp.example"]
data listed: set<string> from "listed.json"
sandbox box { read "/usr/**", run ["sh"] }
`;

/** The program of `world` and `policy`; fails where they do not compile. */
export function programOf(policy: string, world = WORLD): Program {
  const read = reading({ ...FILES, "p.agentpol": world + policy });
  const loaded = load("p.agentpol", read);
  const checked = check(loaded, { read });
  return orThrow(checked.program, [...loaded.diagnostics, ...checked.diagnostics]);
}

export function lowered(policy: string, world = WORLD): Core {
  const { core, diagnostics } = lower(programOf(policy, world));
  return orThrow(core, diagnostics);
}

function orThrow<T>(result: T | undefined, diagnostics: readonly Diagnostic[]): T {
  if (result !== undefined) return result;
  throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
}
