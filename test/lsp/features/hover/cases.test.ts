// Hovers in cases files say of names what the policy says of them.

import { expect, it } from "vitest";
import { hoverInCases } from "../../../../lsp/features/hover/hover.js";
import { viewOf } from "../../../../lsp/features/view.js";
import { scene } from "../../../support/scene.js";

const POLICY = `//- pay.agentpol
policy pay { default block }
agent { id: string, role: clerk | lead }
context { env: dev | prod }
/// Sends money.
action pay.send(to: string, amount: money(USD)) { effect write, reversible always }
rule large on pay.send { when args.amount > 10_000 USD, block "too much" }
`;

const CASES = `//- pay.cases.yaml
policy: pay.agentpol
cases:
  - name: "größer 😀"
    agent: { id: a-1, role: clerk }
    matrix: { context.env: [dev, prod] }
    action: { name: pay.send, args: { to: Acme, amount: 48000 } }
    expect: { verdict: block, by: large }
`;

it.each([
  ["an action", "pay.se|nd", ["action pay.send(to: string, amount: money(USD))", "Sends money."]],
  ["a rule", "by: lar|ge", ["Blocks `pay.send` when `args.amount > 10_000 USD`.", "“too much”"]],
  ["an attribute", "ro|le: clerk", ["agent.role: clerk | lead"]],
  ["an argument", "amou|nt: 48000", ["args.amount: money(USD)"]],
  ["an attribute of a matrix", "context.e|nv", ["context.env: dev | prod"]],
  ["a member of an enum", "role: cle|rk", ["One of **clerk**, lead."]],
])("%s", (_, around, says) => {
  for (const eol of ["\n", "\r\n"]) {
    const cases = CASES.replace(around.replace("|", ""), around.replace("|", "<|>"));
    const s = scene(`${POLICY}${cases.replace(/(?<=yaml\n[^]*)\n/gu, eol)}`);
    const view = viewOf(s.workspace, "/w/pay.agentpol");
    const hover = view && hoverInCases(view, s.path, s.offset);
    for (const each of says) expect(hover?.markdown).toContain(each);
  }
});

it("says nothing where no name stands", () => {
  const s = scene(`${POLICY}${CASES.replace("48000", "48<|>000")}`);
  const view = viewOf(s.workspace, "/w/pay.agentpol");
  expect(view && hoverInCases(view, s.path, s.offset)).toBeUndefined();
});
