// `agentpol test` as a user meets it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    const paths = ["fixtures/policies/coding.agentpol", "fixtures/policies/payments.agentpol"];
    expect(cli(["test", ...paths, "--filter", "dot-dot"]).stdout).toContain("\n1 passed, 0 failed");
    expect(cli(["test", ...paths, "--filter", "off_allowlist"]).stdout).toMatch(/\n[1-9] passed, 0 failed/);
    const none = cli(["test", ...paths, "--filter", "no such thing"]);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('no case fits --filter "no such thing"');
  });

  it("reports JSON and JUnit", () => {
    const json = JSON.parse(cli(["test", "p.agentpol", "--json"], { cwd: folder }).stdout) as object;
    expect(json).toMatchObject({ passed: 0, failed: 1 });
    const junit = cli(["test", "p.agentpol", "--reporter", "junit"], { cwd: folder }).stdout;
    expect(junit).toContain('<testsuite name="p.agentpol" tests="1" failures="1" errors="0">');
    expect(junit).toContain("expected allow, got block by default");
  });

  it("reports TAP and annotations on GitHub, errors of files too", () => {
    writeFileSync(join(folder, "broken.agentpol"), "policy p {\n");
    const tap = cli(["test", "p.agentpol", "broken.agentpol", "--reporter", "tap"], { cwd: folder }).stdout;
    expect(tap).toMatch(
      /^TAP version 14\n1\.\.\d+\nnot ok 1 - broken\.agentpol: compiles\n {2}---\n {2}message: "AP\d{4}: /,
    );
    expect(tap).toContain(
      'not ok 2 - p.agentpol: ten is small\n  ---\n  message: "expected allow, got block by default"',
    );
    const github = cli(["test", ".", "--reporter", "github"], { cwd: folder }).stdout;
    expect(github).toContain(
      "::error file=p.agentpol,line=13,col=3,title=ten is small::expected allow, got block",
    );
    expect(github).toMatch(/::error file=broken\.agentpol,.*title=AP\d{4}::/);
    rmSync(join(folder, "broken.agentpol"));
  });

  it("writes reports to files, and one for people where none goes to standard output", () => {
    const { code, stdout } = cli(
      ["test", "p.agentpol", "--reporter", "junit=out.xml", "--reporter", "pretty=out.txt"],
      { cwd: folder, env: { FORCE_COLOR: "1" } },
    );
    expect(code).toBe(1);
    expect(stdout).toContain("ten is small");
    expect(readFileSync(join(folder, "out.xml"), "utf8")).toContain('failures="1"');
    expect(readFileSync(join(folder, "out.txt"), "utf8")).toMatch(/^✗ p\.agentpol 1 case\n/);
  });

  it.each([
    [["--reporter", "junt"], "there is no reporter junt"],
    [["--reporter", "junit="], "junit= names no file"],
    [["--reporter", "junit", "--reporter", "tap"], "both junit and tap would go to standard output"],
    [["--json", "--reporter", "tap"], "both json and tap would go to standard output"],
    [["--reporter", "junit=p.agentpol/report.xml"], "cannot write p.agentpol/report.xml"],
  ])("refuses %j", (args, problem) => {
    const { code, stderr } = cli(["test", "p.agentpol", ...args], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });

  it("selects by the rule that is expected", () => {
    const { stdout } = cli(["test", "fixtures/policies/payments.agentpol", "--rule", "large_payment"]);
    const all = cli(["test", "fixtures/policies/payments.agentpol", "--rule", "payments.large_payment"]);
    expect(stdout).toBe(all.stdout);
    expect(stdout).toMatch(/\n[1-9]\d* passed, 0 failed/);
    expect(cli(["test", "fixtures/policies/payments.agentpol", "--rule", "payment"]).stderr).toContain(
      "no case fits --rule payment",
    );
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
