// Thirty mistakes that authors make, one at a time in a policy that is free of them: each gives one diagnostic, whose
// span is the mistake, and which names what was meant where something near is there.

import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import type { Fix } from "../../compiler/diagnostics/diagnostic.js";

const POLICY = `policy shop {
  version "1.0.0"
  default block "no rule permits this action"
}

agent   { id: string, role: clerk | lead, session: string, owner?: string }
context { env: dev | staging | prod, ticket?: string, share: percent }
impact  { cost: money(USD), hosts: int }

action payments.send(counterparty: string, amount: money(USD), memo?: string) { effect write, reversible never }
action files.read(path: path) { reads path, effect read, reversible always }
action http.fetch(url: url)   { reaches url, effect read, reversible always }

group treasury = ["ana@corp.example", "ben@corp.example"]
zone  office   = ["*.office.example", "10.2.0.0/16"]
data  approved: set<string> from "approved.json"
let   large(amount: money(USD)) = amount >= 10_000 USD

rule may_pay on payments.send {
  when  agent.role in [clerk, lead] and large(args.amount)
  allow
}

rule listed on payments.send {
  when  args.counterparty not in approved
  block "not on the list"
}

quorum two on payments.send {
  when   args.amount >= 10_000 USD
  need   2 of treasury
  within 30m
  else   escalate to treasury
}

cap spend on payments.send {
  limit sum(args.amount) <= 50_000 USD per 1d by agent.id
  else  block
}

rule may_read on files.* {
  when  args.path like "/srv/**" and context.share <= 5%
  allow
}

boundary stay on http.fetch {
  reach [office]
  else  block
}

rule may_fetch on http.fetch {
  when  has context.ticket and context.ticket like "OPS-*"
  allow
}

test "a payment" {
  agent   { id: "a", role: clerk, session: "s" }
  context { env: prod, share: 1% }
  action  payments.send(counterparty: "Mallory", amount: 1 USD)
  expect  block by listed
}
`;

/** What is written instead of what, the text that must be marked, and the name that must be suggested. */
type Mistake = readonly [name: string, before: string, after: string, marked: string, meant?: string];

const MISTAKES: readonly Mistake[] = [
  [
    "a misspelt action",
    "rule listed on payments.send",
    "rule listed on payments.sent",
    "payments.sent",
    "payments.send",
  ],
  [
    "a misspelt argument",
    "args.counterparty not in",
    "args.counterpart not in",
    "counterpart",
    "counterparty",
  ],
  ["a misspelt attribute", "when  agent.role in", "when  agent.rol in", "rol", "role"],
  ["a misspelt enum member", "[clerk, lead] and", "[clerck, lead] and", "clerck", "clerk"],
  ["a misspelt group", "2 of treasury", "2 of tresury", "tresury", "treasury"],
  ["a misspelt data set", "not in approved", "not in aproved", "aproved", "approved"],
  ["a misspelt let", "large(args.amount)", "larg(args.amount)", "larg", "large"],
  ["a misspelt zone", "reach [office]", "reach [ofice]", "ofice", "office"],
  ["a misspelt type", "path: path", "path: pth", "pth", "path"],
  ["a misspelt clause", "need   2 of", "ned    2 of", "ned", "need"],
  ["a misspelt keyword of a declaration", "boundary stay on", "boundry stay on", "boundry", "boundary"],
  ["a misspelt verdict", '  block "not on the list"', '  blok "not on the list"', "blok", "block"],
  ["a misspelt rule in a test", "expect  block by listed", "expect  block by lister", "lister", "listed"],
  ["a missing has", "has context.ticket and context.ticket like", "context.ticket like", "context.ticket"],
  [
    "dollars against euros",
    "when   args.amount >= 10_000 USD",
    "when   args.amount >= 10_000 EUR",
    "10_000 EUR",
  ],
  [
    "an amount without a currency",
    "when   args.amount >= 10_000 USD",
    "when   args.amount >= 10_000",
    "10_000",
    "10_000 USD",
  ],
  ["5 for 5%", "context.share <= 5%", "context.share <= 5", "5", "5%"],
  ["a selector that picks nothing", "rule may_read on files.*", "rule may_read on disks.*", "disks.*"],
  ["a number for a string", "agent.role in [clerk, lead] and large", "agent.id == 5 and large", "5"],
  ["a malformed CIDR", '"10.2.0.0/16"]', '"10.2.0.0/33"]', '"10.2.0.0/33"'],
  ["a path that is none", 'like "/srv/**"', 'like "srv/**"', '"srv/**"'],
  ["a need that the group cannot meet", "2 of treasury", "3 of treasury", "3"],
  ["a rule twice", "rule may_fetch on", "rule may_pay on", "may_pay"],
  [
    "an action twice",
    "action http.fetch",
    "action files.read(key: string) {}\naction http.fetch",
    "files.read",
  ],
  ["a chained comparison", "context.share <= 5%", "1% <= context.share <= 5%", "<="],
  ["two verdicts in a rule", "  allow\n}\n\nrule listed", "  allow\n  block\n}\n\nrule listed", "block"],
  ["no verdict in a rule", '  block "not on the list"\n', "", "listed"],
  [
    "an argument of an action that has none",
    "rule may_read on files.*",
    "rule may_read on files.*, http.fetch",
    "path",
  ],
  ["a duration without a unit", "within 30m", "within 30", "30"],
  ["an unknown unit", "within 30m", "within 30min", "min", "30m"],
  ["a missing operand", "args.counterparty not in approved", "args.counterparty not in", ""],
  ["an enum compared by order", "when  agent.role in [clerk, lead]", "when  agent.role < lead", "<"],
  ["an unclosed string", '"not on the list"', '"not on the list', '"not on the list'],
  [
    "an unclosed brace",
    "  need   2 of treasury\n  within 30m\n  else   escalate to treasury\n}",
    "  need   2 of treasury\n  within 30m\n  else   escalate to treasury\n",
    "",
  ],
  ["a window without a length", "per 1d by agent.id", "by agent.id", "by"],
  ["an optional attribute as a key", "per 1d by agent.id", "per 1d by agent.owner", "agent.owner"],
];

function check(text: string) {
  const read = (path: string) =>
    path === "shop.agentpol"
      ? { ok: true as const, text }
      : path === "approved.json"
        ? { ok: true as const, text: '["Acme"]' }
        : { ok: false as const, reason: "there is no such file" };
  return compile("shop.agentpol", { read }).diagnostics;
}

/** The text after a fix. */
function mended(text: string, { edits }: Fix): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((soFar, { span, newText }) => soFar.slice(0, span.start) + newText + soFar.slice(span.end), text);
}

describe("seeded mistakes", () => {
  it("the policy without them is clean", () => {
    expect(check(POLICY)).toEqual([]);
  });

  const rows = MISTAKES.map(
    ([name, before, after, marked, meant = ""]) => [name, before, after, marked, meant] as const,
  );
  it.each(rows)("%s", (_, before, after, marked, meant) => {
    expect(POLICY).toContain(before);
    const text = POLICY.replace(before, after);
    const found = check(text);
    expect(found.map(({ code, message }) => `${code} ${message}`)).toHaveLength(1);
    const [diagnostic] = found;
    if (diagnostic === undefined) return;
    expect(text.slice(diagnostic.span.start, diagnostic.span.end)).toBe(marked);
    const suggested = [diagnostic.help ?? "", ...diagnostic.fixes.map((fix) => mended(text, fix))].join("\n");
    expect(suggested).toContain(meant);
  });
});
