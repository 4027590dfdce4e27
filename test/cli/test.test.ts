// `agentpol test` as a user meets it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-test-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const FAILING = `policy p { default block }
agent { id: string }
action pay(amount: money(USD)) { effect write, reversible never }
rule small on pay {
  when  args.amount < 10 USD
  allow
}
test "ten is small" {
  agent  { id: "a" }
  action pay(amount: 9 USD)
  expect allow by small
  action pay(amount: 10 USD)
  expect allow
}
`;

describe("agentpol test", () => {
  it("passes on all fixtures", () => {
    const { code, stdout } = cli(["test", "fixtures/policies"]);
    expect(stdout).toMatch(/\n\d+ passed, 0 failed \(\d+ decisions\)\n$/);
    expect(code).toBe(0);
  });

  it("says which parts had a stand-in", () => {
    expect(cli(["test", "fixtures/policies/coding.agentpol"]).stdout).toContain("stand-in for: sandbox");
  });

  it("shows expected and actual verdict, the rules that matched, and each condition with its value", () => {
    writeFileSync(join(folder, "p.agentpol"), FAILING);
    const { code, stdout } = cli(["test", "p.agentpol"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("✗ ten is small");
    expect(stdout).toContain("p.agentpol:13:3");
    expect(stdout).toContain("expected allow");
    expect(stdout).toContain("actual   block by default");
    expect(stdout).toContain("args.amount < 10 USD");
    expect(stdout).toContain("args.amount = 10 USD");
  });

  it("filters by name, file and rule", () => {
    expect(cli(["test", "fixtures/policies", "--filter", "dot-dot"]).stdout).toContain(
      "\n1 passed, 0 failed",
    );
    expect(cli(["test", "fixtures/policies", "--filter", "off_allowlist"]).stdout).toContain(
      "\n1 passed, 0 failed",
    );
    expect(cli(["test", "fixtures/policies", "--filter", "no such thing"]).stdout).toContain(
      "\n0 passed, 0 failed",
    );
  });

  it("reports JSON and JUnit", () => {
    const json = JSON.parse(cli(["test", "p.agentpol", "--json"], { cwd: folder }).stdout) as object;
    expect(json).toMatchObject({ passed: 0, failed: 1 });
    const junit = cli(["test", "p.agentpol", "--format", "junit"], { cwd: folder }).stdout;
    expect(junit).toContain('<testsuite name="p.agentpol" tests="1" failures="1" errors="0">');
    expect(junit).toContain("expected allow, got block by default");
  });

  it("fails where a policy or a cases file does not compile", () => {
    writeFileSync(join(folder, "broken.agentpol"), "policy p {\n");
    expect(cli(["test", "broken.agentpol"], { cwd: folder }).code).toBe(1);
    writeFileSync(
      join(folder, "p.cases.yaml"),
      "policy: p.agentpol\ncases:\n  - name: x\n    agnet: {}\n    expect: block\n",
    );
    const { code, stdout } = cli(["test", "p.cases.yaml"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("p.cases.yaml:4:5");
    expect(stdout).toContain("did you mean `agent`?");
    rmSync(join(folder, "broken.agentpol"));
  });

  it("asks for paths that hold something", () => {
    expect(cli(["test", "docs"]).code).toBe(2);
    expect(cli(["test", "no/such/path"]).code).toBe(2);
  });
});
