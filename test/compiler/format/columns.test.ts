// Columns of neighbours on one line each.

import { describe, expect, it } from "vitest";
import { formatted } from "../../support/formatting.js";

function unchanged(text: string): void {
  expect(formatted(text.replace(/ +/g, " "))).toBe(text);
  expect(formatted(text)).toBe(text);
}

describe("columns", () => {
  it("hold attributes, sets and types", () => {
    unchanged(`agent   { a: int }
// of it
context { b: int }
impact  { c: int }

group treasury = ["a", "b"] // people
data  approved: set<string> from "x.json"
group sre      = ["c"]

type Area     = a | b
type Severity = a < b
`);
  });

  it("hold actions with their traits, and heads of rules", () => {
    unchanged(
      `action a.read(path: path)         { reads path,   effect read, reversible always }
action a.write(path: path, x: s)  { effect write, reversible always }

rule r on a.read       { allow }
rule longer on a.write { when x, allow }
cap c on a { limit x <= 1, else block }
`,
    );
  });

  it("hold the labels of limits, which stand on several lines", () => {
    unchanged(`cap c on a {
  limit pods:    impact.pods <= 50
  limit traffic: impact.traffic <= 10%
  limit impact.hosts <= 3
  else  block
}
cap d on a { limit pods: impact.pods <= 50, limit traffic: impact.traffic <= 10%, else block }
`);
  });

  it("end at a blank line, at another kind, and at what takes several lines", () => {
    unchanged(`rule a on x { allow }

rule longer on x { allow }
rule b on x {
  allow
}
rule c on x { allow }
`);
  });

  it("count what is seen: a wide character takes two columns", () => {
    unchanged(`group a = ["日本"]
type T = x
`);
    const [first = "", second = ""] = formatted(
      'rule a on x { when a == "日本", allow }\nrule bb on x { allow }\n',
    ).split("\n");
    expect(first).toBe('rule a on x  { when a == "日本", allow }');
    expect(second).toBe("rule bb on x { allow }");
  });

  it("leave out a row that would become too long", () => {
    const long = `rule a on x { when name == "${"y".repeat(50)}", allow }`;
    const text = `rule much_longer on something { allow }\nrule b on x { allow }\n${long}\n`;
    expect(formatted(text, { printWidth: 90 })).toBe(
      `rule much_longer on something { allow }\nrule b on x                   { allow }\n${long}\n`,
    );
  });

  it("take time in proportion to the rows", () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `rule r${at} on x { allow }`).join("\n");
    expect(formatted(rows).split("\n")).toHaveLength(5_001);
  });
});
