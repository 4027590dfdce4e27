// `agentpol suggest-cases` as users run it: what it prints, what it writes, and how it ends.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const POLICY = `policy refunds { default block }
agent { id: string, role: clerk | lead }
action refund.pay(amount: money(EUR))
group sales = ["ana@corp.example"]
rule may_refund on refund.pay { when agent.role == lead, allow }
rule large on refund.pay { when args.amount > 500 EUR, escalate to sales }
test "a lead pays" {
  agent  { id: "a-1", role: lead }
  action refund.pay(amount: 20 EUR)
  expect allow
}
`;

let scratch = "";
const at = (name: string): string => join(scratch, name);
const suggest = (...args: readonly string[]) => cli(["suggest-cases", ...args], { cwd: scratch });

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "agentpol-suggest-"));
  writeFileSync(at("refunds.agentpol"), POLICY);
});

afterEach(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe("agentpol suggest-cases", () => {
  it("prints what is missing as a cases file, which passes and leaves nothing to suggest", () => {
    const printed = suggest("refunds.agentpol");
    expect(printed.code).toBe(1);
    expect(printed.stderr).toContain("large: args.amount > 500 EUR at 500 EUR");
    writeFileSync(at("more.cases.yaml"), printed.stdout);
    expect(cli(["test", "more.cases.yaml"], { cwd: scratch }).code).toBe(0);
    expect(suggest("refunds.agentpol")).toMatchObject({ code: 0, stdout: "" });
  });

  it("writes beside the policy, and to a file that stands, of which all else stays", () => {
    expect(suggest("refunds.agentpol", "--write", "--max", "1").code).toBe(0);
    const first = readFileSync(at("refunds.cases.yaml"), "utf8");
    expect(first.match(/^ {2}- name: /gm)).toHaveLength(1);
    writeFileSync(at("refunds.cases.yaml"), `# ours\n${first}`);
    expect(suggest("refunds.agentpol", "-o", "refunds.cases.yaml")).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("written to refunds.cases.yaml: review what they expect") as string,
    });
    const all = readFileSync(at("refunds.cases.yaml"), "utf8");
    expect(all.startsWith(`# ours\n${first}`)).toBe(true);
    expect(cli(["test"], { cwd: scratch }).code).toBe(0);
    const again = suggest("refunds.agentpol", "--write");
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("no case is missing")]);
    expect(readFileSync(at("refunds.cases.yaml"), "utf8")).toBe(all);
  });

  it("looks at one rule alone", () => {
    const { stdout } = suggest("refunds.agentpol", "--rule", "large", "--json");
    const report = JSON.parse(stdout) as {
      readonly policies: readonly {
        readonly suggestions: readonly { readonly reaches: readonly unknown[] }[];
      }[];
    };
    const reached = report.policies.flatMap(({ suggestions }) =>
      suggestions.flatMap(({ reaches }) => reaches),
    );
    expect(reached.length).toBeGreaterThan(0);
    for (const each of reached)
      expect(each).toMatchObject({ rule: "refunds.large", file: "refunds.agentpol", line: 6 });
    expect(suggest("refunds.agentpol", "--rule", "larger")).toMatchObject({ code: 2 });
  });

  it("says what no case was found for", () => {
    writeFileSync(
      at("asks.agentpol"),
      `policy asks {}
agent { id: string }
action a.b()
classifier bad(text: string): bool { host "h" }
rule unheard on a.b { when bad(agent.id), block }
rule rest on a.b { allow }
`,
    );
    const { stderr, code } = suggest("asks.agentpol");
    expect(code).toBe(1);
    expect(stderr).toContain("? asks.unheard: bad(agent.id) is true: no case was found");
    const { stdout } = suggest("asks.agentpol", "--json");
    expect(stdout).toContain('"reason": "not found"');
  });

  it("begins with cases that pass", () => {
    writeFileSync(at("refunds.agentpol"), POLICY.replace("expect allow", "expect block"));
    const { code, stderr } = suggest("refunds.agentpol");
    expect([code, stderr]).toEqual([1, expect.stringContaining("cases fail before any is added")]);
  });

  it("refuses what contradicts itself, and what is not there", () => {
    expect(suggest("refunds.agentpol", "--write", "-o", "x.yaml").code).toBe(2);
    expect(suggest("nowhere.agentpol").code).toBe(2);
    writeFileSync(at("more.agentpol"), POLICY.replace("policy refunds", "policy more"));
    expect(suggest(".", "-o", "x.cases.yaml")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("cases of several policies are missing") as string,
    });
  });
});
