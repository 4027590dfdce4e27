// What a hover says, by the word under the cursor.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { forms } from "../../../../compiler/ast/forms.js";
import { headingOf } from "../../../../lsp/features/hover/named.js";
import { hoverAt, type Hover } from "../../../../lsp/features/hover/hover.js";
import type { Seen } from "../../../../lsp/features/seen.js";
import { scene, viewAt } from "../../../support/scene.js";

const POLICY = `/// Payments.
policy payments { version "1.0.0" }

agent   { /// What it may do.
          role: clerk | lead, id: string }
context { env: Env, ticket?: string, user: { name: string }, cwd: path }
impact  { cost: money(USD), size: bytes }
type Env = dev < staging < prod

/// Sends money.
action payments.send(to: string, amount: money(USD), memo?: string) { effect write }
action search.query(text: string) gives { hits: int, note?: string } { effect read, reversible always }
action shell.exec(command: command, at: url) { runs command, reaches at, reversible always }

/// Two people.
group treasury = ["ana@corp.example", "ben@corp.example"]
data  approved: set<string> from "approved.json"
data  quotas: map<string, int> from "quotas.json" refresh 5m
zone  office = ["10.0.0.0/8"]
detector ticket_no = "T-[0-9]+"
classifier tone(text: string): calm | heated { host "tone", timeout 2s }

sandbox base { read "/usr/**", limit [cpu 60s] }
sandbox box  { extends base, write [context.cwd], hide "**/.env" }

let is_prod = context.env == prod
let above(limit: money(USD)) = args.amount > limit

killswitch stop { scope [all, agent.id] }

/// Nobody else.
rule unlisted on payments.send {
  when  args.to not in approved and is_prod
  block "not on the list"
  code  "PAY-001"
  notify "oncall"
  trip  stop agent.id for 10m
}
rule may_pay on * { allow }
quorum two on payments.send { when above(10_000 USD), need 2 of treasury, else escalate to treasury }
cap total on payments.send { limit sum(args.amount) <= 50_000 USD per 1d by agent.id, else block }
throttle pace on search.* { limit 60 per 90m }
boundary near on shell.exec { reach [office], else block }
grant boxed on shell.exec { inside box, scope agent.id, expires 2h, else block }
redact tidy on payments.send { mask args.memo matching [ticket_no, email] }
rule seen on result of search.query { when result.hits > 5, redact { drop result.note } }
rule loud on search.query { when any word in [args.text]: word == "x" and tone(args.text) == heated, block }
rule wide on payments.send { when formerly(search.query where args.text == "a", by agent.id) or has impact.size and impact.size > 64KiB, block }
assert listed on payments.send { when args.to not in approved, expect at least block }

test "one" {
  agent  { role: clerk, id: "a" }
  context { env: prod, user: { name: "x" }, cwd: "/w" }
  action payments.send(to: "x", amount: 5 USD)
  expect block by unlisted
}
`;

const FILES = `//- approved.json
["Acme", "Beta"]
//- quotas.json
{ "search": 5 }
`;

/** The hover at the `nth` place where `around` stands, whose `|` is the cursor. */
function hoverOn(around: string, seen: Seen = {}, text = POLICY): Hover | undefined {
  const s = scene(
    `//- main.agentpol\n${text.replace(around.replace("|", ""), () => around.replace("|", "<|>"))}${FILES}`,
  );
  return hoverAt(viewAt(s), s.offset, seen);
}

it.each<[what: string, around: string, says: readonly string[]]>([
  [
    "a rule by its name",
    "rule unli|sted",
    [
      "rule unlisted on payments.send",
      "Blocks `payments.send` when `args.to not in approved and is_prod`.",
      "Reason: “not on the list” · Code `PAY-001` · Notifies `oncall` · Does `trip stop agent.id for 10m`",
      "Decides over `may_pay`, `two`, `total`",
      "Nobody else.",
    ],
  ],
  [
    "a quorum",
    "quorum tw|o",
    [
      "Holds `payments.send` when `above(10_000 USD)` until 2 of `treasury` approve.",
      "An approval lives `15m`",
      "Gives way to `unlisted`",
      "- **escalate**: `args.amount > 10_000 USD` and `until approved by 2 of treasury within 15m`",
    ],
  ],
  [
    "a cap",
    "cap tot|al",
    [
      "Blocks `payments.send` where `sum(args.amount) <= 50_000 USD per 1d by agent.id` is not known to hold.",
      "- **block**: `over sum(args.amount) <= 50_000 USD per 1d by agent.id`",
    ],
  ],
  ["a throttle", "throttle pa|ce", ["Holds `search.*` back for a while where `60 per 90m` is used up."]],
  ["a boundary", "boundary ne|ar", ["Blocks `shell.exec` where it reaches anything but `[office]`."]],
  [
    "a grant",
    "grant box|ed",
    [
      "Permits `shell.exec` inside `box`, once for each `agent.id`, until `2h` after its first use: then `block`.",
    ],
  ],
  ["a redaction", "redact ti|dy", ["Masks `ticket_no` and `email` in `args.memo` of `payments.send`."]],
  [
    "a rule on results",
    "rule se|en",
    ["Drops `result.note` of the result of `search.query` when `result.hits > 5`."],
  ],
  [
    "an assert",
    "assert list|ed",
    ["Claims at least `block` of `payments.send` when `args.to not in approved`."],
  ],
  ["a kill switch", "killswitch st|op", ["Once tripped, blocks all that it covers: `[all, agent.id]`."]],
  ["a rule in a test", "by unli|sted", ["Blocks `payments.send`"]],
  ["a kill switch that is tripped", "trip  st|op", ["Once tripped, blocks"]],
  ["the policy", "policy pay|ments", ["Payments.", "3 actions, 12 rules."]],
  ["an attribute", "limit sum(args.am|ount", ["args.amount: money(USD)"]],
  [
    "an attribute where it is declared",
    "ro|le: clerk | lead",
    ["agent.role: clerk | lead", "What it may do."],
  ],
  ["an optional attribute", "mask args.me|mo", ["args.memo?: string", "read it where `has args.memo` holds"]],
  ["a field of a field", "user: { na|me: string", ["context.user.name: string"]],
  ["a prediction", "and impact.si|ze", ["impact.size?: bytes", "Predicted before the action runs."]],
  ["a result", "result.hi|ts > 5", ["result.hits: int"]],
  [
    "an action in a selector",
    "unlisted on payments.se|nd",
    [
      "action payments.send(to: string, amount: money(USD), memo?: string)",
      "Traits: `effect write`.",
      "It has no trait `reversible`, and so cannot be undone.",
      "Sends money.",
    ],
  ],
  [
    "a wildcard in a selector",
    "rule may_pay on |*",
    ["Selects 3 actions: `payments.send`, `search.query` and `shell.exec`."],
  ],
  ["an action in a history", "formerly(search.qu|ery", ["gives { hits: int, note?: string }"]],
  ["an attribute of the earlier action", 'where args.te|xt == "a"', ["args.text: string"]],
  ["a let", "and is_pr|od", ["let is_prod: bool = context.env == prod"]],
  ["a let with parameters", "when abo|ve(", ["let above(limit: money(USD)): bool = args.amount > limit"]],
  ["a parameter", "args.amount > lim|it", ["limit: money(USD)", "A parameter."]],
  ["a variable", 'wo|rd == "x"', ["word: string"]],
  [
    "data",
    "to not in appr|oved and",
    ["data approved: set<string>", '2 entries from `approved.json`: `"Acme"`, `"Beta"`.'],
  ],
  [
    "data that is refreshed",
    "data  quo|tas",
    ["1 entry from `quotas.json`: `search`.", "Loaded anew every `5m`"],
  ],
  ["a group", "need 2 of treas|ury", ["2 members", "`ana@corp.example`", "Two people."]],
  ["a group in a verdict", "escalate to treas|ury", ["2 members"]],
  ["a zone", "reach [off|ice", ["zone office", "`10.0.0.0/8`"]],
  ["a detector", "matching [ticket|_no", ["Finds what matches `T-[0-9]+`"]],
  ["a built-in detector", "ticket_no, ema|il", ["Addresses of mail."]],
  ["a classifier", "tone(args.te|xt", ["args.text: string"]],
  [
    "a classifier's name",
    "and to|ne(",
    ["classifier tone(text: string): calm | heated", "No answer within `2s` is unknown."],
  ],
  [
    "a sandbox with what it extends",
    "inside bo|x",
    [
      "With what it extends, it",
      "reads `/usr/**`",
      "writes `{context.cwd}",
      "hides `/**/.env`",
      "is limited to `cpu 1m`",
    ],
  ],
  [
    "a member of an ordered enum",
    "context.env == pr|od",
    ["A member of `Env`, the 3rd of 3.", "dev < staging < **prod**"],
  ],
  ["a member in a test", "role: cle|rk,", ["One of **clerk**, lead."]],
  ["a field in a test", 'cwd: "/w"'.replace("cwd", "cw|d"), ["context.cwd: path"]],
  ["a nested field in a test", 'user: { na|me: "x"', ["context.user.name: string"]],
  ["an argument in a test", "amount: 5 USD".replace("am", "am|"), ["args.amount: money(USD)"]],
  ["an argument in a trait", "runs com|mand", ["args.command: command"]],
  ["a type", "env: En|v", ["type Env = dev < staging < prod"]],
  ["a built-in type", "hits: in|t", ["A whole number"]],
  ["money", "above(10_0|00 USD)", ["10_000 USD: money(USD)", "= 10,000 USD"]],
  ["a duration", "per 90|m", ["= 1 h 30 min"]],
  ["a size", "64K|iB", ["= 65,536 bytes"]],
  ["a function", "formerl|y(search", ["formerly("]],
  ["an operator of words", "to not i|n approved and", ["Is it no member?"]],
  ["an operator of signs", "hits |> 5", ["Greater."]],
  ["a keyword of a declaration", "thro|ttle pace", ["throttle NAME on"]],
  ["a keyword of a clause", "li|mit 60", ["N per DURATION"]],
  ["a verdict", 'blo|ck "not on', ["Holds: not at all"]],
  ["a step of a test", "exp|ect block by", ["Attempts the action"]],
  ["a trait", "eff|ect write", ["What the action does to the world"]],
  ["a choice of a trait", "effect wri|te", ["It makes or changes something."]],
  ["a quantifier", "when an|y word", ["Does it hold for some member?"]],
])("%s", (_, around, says) => {
  const hover = hoverOn(around);
  for (const each of says) expect(hover?.markdown).toContain(each);
});

it.each([
  ["between words", "{ allow }\nquorum".replace("}\n", "}|\n")],
  ["in a comment", "/// Sends mon|ey."],
  ["in a reason", 'block "not on the| list"'],
])("says nothing %s", (_, around) => {
  expect(hoverOn(around)).toBeUndefined();
});

it("says where a name is declared, in whichever file", () => {
  const s = scene(`//- main.agentpol
import "./people.agentpol"
policy p { version "1" }
action a.b() { reversible always }
rule ask on * { escalate to <|>owners }
//- people.agentpol
group «owners» = ["a@x.example"]
`);
  expect(hoverAt(viewAt(s), s.offset)?.declared).toEqual(s.marks[0]);
});

it("covers the word and no more", () => {
  const text = POLICY.replace("Nobody", "Ünïcode 😀\n/// Nobody");
  const s = scene(
    `//- main.agentpol\r\n${text.replace("unlisted", "<|>unlisted").replaceAll("\n", "\r\n")}`.replace(
      "//- main.agentpol\r\n",
      "//- main.agentpol\n",
    ),
  );
  const view = viewAt(s);
  const hover = hoverAt(view, s.offset);
  expect(view.file.text.slice(hover?.start, hover?.end)).toBe("unlisted");
});

it("names the heading of the reference of each form", () => {
  expect(hoverOn("cap tot|al")?.heading).toBe("cap");
  expect(hoverOn("grant box|ed")?.heading).toBe("sandbox-and-grant");
});

it("stands on a policy without mistakes", () => {
  const s = scene(`//- main.agentpol\n${POLICY}${FILES}`);
  const errors = viewAt(s).policy.compilation.diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ message }) => message)).toEqual([]);
});

it("names no heading that the reference lacks", () => {
  const reference = readFileSync(new URL("../../../../docs/language.md", import.meta.url), "utf8");
  const anchors = Array.from(reference.matchAll(/^#+ (.*)$/gmu), ([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/gu, "")
      .replaceAll(" ", "-"),
  );
  const kinds = [
    "let",
    "data",
    "group",
    "zone",
    "type",
    "detector",
    "classifier",
    "action",
    "test",
    "selectors",
  ];
  for (const word of [...Object.keys(forms), ...kinds]) expect(anchors).toContain(headingOf(word));
});

it("says what an operator and a function come to", () => {
  const text = `policy p { default block }
action a.b(n: int, cost: money(USD), tags: list<string>) { effect read, reversible always }
rule r on a.b { when args.cost + 5 USD > 10 USD and size(args.tags) > 3, block }
`;
  const at = (around: string): string | undefined => {
    const s = scene(text.replace(around.replace("|", ""), around.replace("|", "<|>")));
    return hoverAt(viewAt(s), s.offset)?.markdown;
  };
  expect(at("args.cost |+ 5")).toContain("Here: `money(USD)`.");
  expect(at("si|ze(")).toContain("size(xs): int");
});

it("is there while the rest is being written", () => {
  const text =
    'agent { role: a | b }\naction x.y(n: int)\nrule r on x.y { when args.n > 5 and agent.ro|le == \n block "no" }\nrule q on';
  const s = scene(text.replace("ro|le", "ro<|>le"));
  expect(hoverAt(viewAt(s), s.offset)?.markdown).toContain("agent.role: a | b");
  const named = scene(text.replace("ro|le", "role").replace("rule r", "rule <|>r"));
  expect(hoverAt(viewAt(named), named.offset)?.markdown).toContain(
    "Blocks `x.y` when `args.n > 5 and agent.role ==",
  );
});

it("says what was proved of a rule and what touches it", () => {
  const s = scene(`//- main.agentpol\n${POLICY.replace("rule unlisted", "rule <|>unlisted")}${FILES}`);
  const view = viewAt(s);
  const span = { file: view.file.path, start: s.offset, end: s.offset + "unlisted".length };
  const proof = {
    code: "AP3080",
    severity: "warning",
    message: "no request can match `unlisted`",
    span,
    related: [],
    fixes: [],
  } as const;
  const touched = new Map([["payments.unlisted", { cases: 1, reached: 3, goals: 5 }]]);
  const markdown = hoverAt(view, s.offset, { diagnostics: [proof], touched })?.markdown;
  expect(markdown).toContain("⚠ No request can match `unlisted` (AP3080).");
  expect(markdown).toContain("Has its say in 1 test or case; 3 of its 5 goals of coverage reached.");
});
