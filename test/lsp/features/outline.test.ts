// Outlines of files, and finding declarations of the whole workspace by a few letters.

import { describe, expect, it } from "vitest";
import { type Outlined, outlineOf } from "../../../lsp/features/outline.js";
import { distanceOf, findSymbols } from "../../../lsp/features/workspace-symbols.js";
import { scene } from "../../support/scene.js";

/** One line for each: kind, name and detail, children further in. */
function shown(symbols: readonly Outlined[], indent = ""): readonly string[] {
  return symbols.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind} ${name}${detail === "" ? "" : `: ${detail}`}`,
    ...shown(children, `${indent}  `),
  ]);
}

const POLICY = `policy p { default block }
import "./base.agentpol"
type Role = clerk | lead
agent { role: Role, at: { city: string } }
action pay.send(amount: int, to?: string) { effect write, reversible never }
let big(n: int) = n > 5
data names: set<string> from "n.txt"
detector t = "T-1"
classifier guard(text: string): decimal { host "g" }
group sec = ["a@x"]
zone lan = ["10.0.0.0/8"]
sandbox box { read "/usr" }
cap hosts on pay.* {
  limit most: args.amount <= 5
  else  block
}
audit { log "audit/" }
assert a on * { when true, expect block }
test "a test" { action pay.send(amount: 1), expect block }
`;

describe("the outline", () => {
  it("has declarations, their parts, and tests without their steps", () => {
    const { workspace, path } = scene(POLICY);
    expect(shown(outlineOf(workspace, path))).toEqual([
      "policy p: policy",
      "type Role",
      "  member clerk",
      "  member lead",
      "section agent",
      "  attribute role: Role",
      "  attribute at: { city: string }",
      "action pay.send: (amount: int, to?: string)",
      "  argument amount: int",
      "  argument to: string",
      "let big: (n: int)",
      "data names: set<string>",
      "detector t",
      "classifier guard: (text: string)",
      "group sec",
      "zone lan",
      "sandbox box: sandbox",
      "rule hosts: cap on pay.*",
      "  limit most",
      "rule audit: audit",
      "assert a: assert on *",
      "test a test: test",
    ]);
  });

  it("names lie within what they name, and children within their parents", () => {
    const { workspace, path } = scene(POLICY);
    const check = ({ place, whole, children }: Outlined): void => {
      expect(place.start).toBeGreaterThanOrEqual(whole.start);
      expect(place.end).toBeLessThanOrEqual(whole.end);
      for (const child of children) {
        expect(child.whole.start).toBeGreaterThanOrEqual(whole.start);
        expect(child.whole.end).toBeLessThanOrEqual(whole.end);
        check(child);
      }
    };
    outlineOf(workspace, path).forEach(check);
  });

  it("of a cases file has the cases", () => {
    const { workspace } = scene(`//- p.agentpol
policy p { default block }
//- p.cases.yaml
policy: p.agentpol
cases:
  - name: the first 🦊
    expect: block
  - { name: "the second", expect: block }
  - expect: block
`);
    const found = outlineOf(workspace, "/w/p.cases.yaml");
    expect(shown(found)).toEqual(["case the first 🦊", "case the second"]);
  });

  it("has what can be read of a file with mistakes, in lines that end in \\r\\n, too", () => {
    const { workspace, path } = scene(
      `policy p { default block }\r\nrule on { \r\ngroup sec = [\r\nlet x = 5\r\n`,
    );
    const found = shown(outlineOf(workspace, path));
    expect(found).toContain("policy p: policy");
    expect(found).toContain("let x");
  });

  it("of a file that cannot be read is empty", () => {
    const { workspace } = scene(POLICY);
    expect(outlineOf(workspace, "/w/other.agentpol")).toEqual([]);
    expect(outlineOf(workspace, "/w/other.cases.yaml")).toEqual([]);
  });
});

describe("symbols of the workspace", () => {
  it("are found in every file, open or not, by letters in their order", () => {
    const { workspace } = scene(`//- a.agentpol
policy a { default block }
rule off_allowlist on * { block }
//- b.agentpol
policy b { default block }
rule other on * { block }
test "off the list" { action x(), expect block }
//- b.cases.yaml
policy: b.agentpol
cases: [{ name: the official list, expect: block }]
`);
    const names = (query: string): readonly string[] => findSymbols(workspace, query).map(({ name }) => name);
    expect(names("offlist")).toEqual(["off the list", "off_allowlist", "the official list"]);
    expect(names("OFF_")).toEqual(["off_allowlist"]);
    expect(names("zzz")).toEqual([]);
    expect(names("")).toHaveLength(6);
  });

  it.each([
    ["the same", "abc", "abc", "abcd"],
    ["a beginning", "ab", "abc", "xab"],
    ["what stands together", "ab", "xab", "axb"],
    ["fewer letters between", "ac", "abc", "abbc"],
  ])("%s comes first", (_, query, closer, further) => {
    expect(distanceOf(query, closer)).toBeLessThan(distanceOf(query, further) ?? 0);
  });

  it("a name without one of the letters is none", () => {
    expect(distanceOf("ba", "abc")).toBeUndefined();
  });
});
