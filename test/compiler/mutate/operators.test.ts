// Each operator, by what it makes of a clause.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { OPERATORS } from "../../../compiler/mutate/operators.js";
import { loadSql } from "../../../runtime/facts/sql/index.js";
import { mutationsIn } from "../../support/mutating.js";

beforeAll(loadSql);

const HEAD = `policy p { default block }
agent { id: string, team: string, level: low < high }
context { ticket?: string, at: time, spent: money(USD) }
group g = ["a@x.example", "c@x.example", "d@x.example"]
group h = ["b@x.example"]
killswitch k { scope [all, agent.id], need 1 of g }
action a.x(n: int, d: decimal, url: url, body: string, tags: set<string>, memo?: string) { effect write, reversible never, reaches url }
action a.y(n: int, d: decimal, url: url, body: string, tags: set<string>, memo?: string) { effect read, reversible always, reaches url }
`;

/** The lines that the operator makes of the last line. */
function madeOf(operator: string, line: string): readonly string[] {
  const text = `${HEAD}${line}`;
  return mutationsIn(text, operator)
    .filter(({ span }) => span.start >= HEAD.length)
    .map(({ span, text: put }) => `${text.slice(HEAD.length, span.start)}${put}${text.slice(span.end)}`);
}

/** What stands between `{ ` and the rest of each line that is made of the rule. */
function madeOfWhen(operator: string, condition: string): readonly string[] {
  return madeOf(operator, `rule r on a.x { when ${condition}, block }`).map((line) =>
    line.replace(/^rule r on a\.x \{ (?:when )?/, "").replace(/,? *block \}$/, ""),
  );
}

describe("what an operator makes", () => {
  it.each([
    ["threshold", "args.n > 5", ["args.n > 6", "args.n > 4"]],
    ["threshold", "args.n > 0", ["args.n > 1", "args.n > -1"]],
    ["threshold", "args.n > 10_000", ["args.n > 10001", "args.n > 9999"]],
    ["threshold", "args.d > 1.50", ["args.d > 1.51", "args.d > 1.49"]],
    ["threshold", "context.spent > 10 USD", ["context.spent > 10.01 USD", "context.spent > 9.99 USD"]],
    [
      "threshold",
      'context.at > time("2026-01-01T00:00:00Z")',
      ['context.at > time("2026-01-01T00:00:01Z")', 'context.at > time("2025-12-31T23:59:59Z")'],
    ],
    ["comparison", "args.n > 5", ["args.n >= 5", "args.n <= 5"]],
    ["comparison", "args.n == 5", ["args.n != 5"]],
    ["connective", "args.n == 1 and args.n == 2", ["args.n == 1 or args.n == 2"]],
    ["connective", 'any t in args.tags: t == "x"', ['all t in args.tags: t == "x"']],
    ["negation", "args.n in [1, 2]", ["args.n not in [1, 2]"]],
    ["negation", 'args.body not like "x*"', ['args.body like "x*"']],
    ["negation", 'not (args.body like "x*")', ['((args.body like "x*"))']],
    [
      "negation",
      'args.n == 1 and args.body matches "x"',
      ['not (args.n == 1 and args.body matches "x")', 'args.n == 1 and not (args.body matches "x")'],
    ],
    ["presence", "has context.ticket", ["not has context.ticket"]],
    ["presence", "not has context.ticket", ["has context.ticket"]],
    ["condition", "args.n == 1", [""]],
    [
      "condition",
      "(args.n == 1 or args.n == 2) and args.d == 1.0",
      [
        "",
        "args.d == 1.0",
        "(args.n == 1 or args.n == 2)",
        "(args.n == 2) and args.d == 1.0",
        "(args.n == 1) and args.d == 1.0",
      ],
    ],
    ["entry", "args.n in [1, 2]", ["args.n in [2]", "args.n in [1]"]],
    ["entry", 'args.body like "x*"', []],
    ["arithmetic", "args.n + 1 > 2", ["args.n - 1 > 2"]],
    [
      "history",
      "count(attempts a.y where args.n == 1, within 1h) > 1",
      [
        "count(a.y where args.n == 1, within 1h) > 1",
        "count(attempts a.y, within 1h) > 1",
        "count(attempts a.y where args.n == 1) > 1",
      ],
    ],
    ["window", "formerly(a.y, within 1h)", ["formerly(a.y, within 30m)", "formerly(a.y, within 2h)"]],
    ["key", "formerly(a.y, by agent.id)", ["formerly(a.y, by agent.team)"]],
  ])("%s of %s", (operator, condition, made) => {
    expect(madeOfWhen(operator, condition).toSorted()).toEqual(made.toSorted());
  });

  it.each([
    ["rule", "rule r on a.x { block }", [""]],
    ["condition", "rule r on a.x { unless args.n == 1, block }", ["rule r on a.x { block }"]],
    ["verdict", "rule r on a.x { allow }", ["rule r on a.x { throttle }"]],
    ["verdict", 'rule r on a.x { block "no" }', ['rule r on a.x { escalate to g "no" }']],
    [
      "verdict",
      "rule r on a.x { allow once approved by g }",
      ["rule r on a.x { allow }", "rule r on a.x { escalate to g }"],
    ],
    ["group", "rule r on a.x { escalate to g }", ["rule r on a.x { escalate to h }"]],
    [
      "quorum",
      "quorum q on a.x { need 2 of g, need 1 of h acknowledging irreversible, else block }",
      [
        "quorum q on a.x { need 1 of h acknowledging irreversible, else block }",
        "quorum q on a.x { need 3 of g, need 1 of h acknowledging irreversible, else block }",
        "quorum q on a.x { need 1 of g, need 1 of h acknowledging irreversible, else block }",
        "quorum q on a.x { need 2 of g, else block }",
        "quorum q on a.x { need 2 of g, need 2 of h acknowledging irreversible, else block }",
        "quorum q on a.x { need 2 of g, need 1 of h, else block }",
      ],
    ],
    [
      "threshold",
      "throttle t on a.x { limit 5 per 1h }",
      [
        "throttle t on a.x { limit 6 per 1h }",
        "throttle t on a.x { limit 4 per 1h }",
        "throttle t on a.x { limit 5 per 61m }",
        "throttle t on a.x { limit 5 per 59m }",
      ],
    ],
    [
      "comparison",
      "cap c on a.x { limit args.n <= 5, else block }",
      ["cap c on a.x { limit args.n < 5, else block }"],
    ],
    [
      "rule",
      "cap c on a.x { limit args.n <= 5, limit args.n <= 6, else block }",
      [
        "",
        "cap c on a.x { limit args.n <= 6, else block }",
        "cap c on a.x { limit args.n <= 5, else block }",
      ],
    ],
    [
      "key",
      "throttle t on a.x { limit 5 per 1h by agent.id }",
      ["throttle t on a.x { limit 5 per 1h }", "throttle t on a.x { limit 5 per 1h by agent.team }"],
    ],
    [
      "selector",
      "rule r on a.x, a.y { block }",
      [
        "rule r on a.y { block }",
        "rule r on a.*, a.y { block }",
        "rule r on a.x { block }",
        "rule r on a.x, a.* { block }",
      ],
    ],
    [
      "selector",
      "rule r on a.* except a.y { block }",
      ["rule r on * except a.y { block }", "rule r on a.* { block }"],
    ],
    [
      "entry",
      'boundary b on a.x { reach ["x.example", "y.example"], deny [private, metadata], else block }',
      [
        'boundary b on a.x { reach ["y.example"], deny [private, metadata], else block }',
        'boundary b on a.x { reach ["x.example"], deny [private, metadata], else block }',
      ],
    ],
    [
      "entry",
      "killswitch l { scope [all, agent.id] }",
      ["killswitch l { scope [agent.id] }", "killswitch l { scope [all] }"],
    ],
    [
      "redaction",
      "redact d on a.x { mask args.body matching [email, iban], drop args.memo }",
      [
        "redact d on a.x { drop args.memo }",
        "redact d on a.x { mask args.body matching [iban], drop args.memo }",
        "redact d on a.x { mask args.body matching [email], drop args.memo }",
        "redact d on a.x { mask args.body matching [email, iban] }",
      ],
    ],
    ["trip", "rule r on a.x { block, trip k agent.id }", ["rule r on a.x { block }"]],
    [
      "reversibility",
      "action z(n: int) { effect read, reversible never }",
      ["action z(n: int) { effect read, reversible always }"],
    ],
  ])("%s of %s", (operator, line, made) => {
    expect(madeOf(operator, line).toSorted()).toEqual(made.toSorted());
  });

  it("touches nothing that decides nothing", () => {
    const lines = [
      'rule r on a.x { when args.n > 1, note "seen" }',
      "rule r on a.x { when args.n > 1, block, mode shadow }",
      'sandbox s { read ["/a", "/b"] }',
      "assert s on a.x { when args.n > 1, expect block }",
      'test "t" { agent { id: "x", team: "y", level: low } context { at: "2026-01-01T00:00:00Z", spent: 1 USD } action a.x(n: 1, d: 1.0, url: "https://x.example", body: "", tags: []) expect block }',
    ];
    for (const line of lines)
      expect(
        OPERATORS.flatMap(({ name }) => madeOf(name, line)),
        line,
      ).toEqual([]);
  });

  it("has a line in the documentation", () => {
    const page = readFileSync(new URL("../../../docs/commands/mutate.md", import.meta.url), "utf8");
    const rows = Array.from(page.matchAll(/^\| `(\w+)`\s+\| (.*?)\s*\|$/gm), ([, name, about]) => ({
      name,
      about,
    }));
    const own = OPERATORS.map(({ name, about }) => ({ name, about }));
    expect(rows).toEqual(own.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  });
});
