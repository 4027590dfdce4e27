// `agentpol test --coverage` as a user meets it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-coverage-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const POLICY = `policy p { default block }
agent { id: string }
action pay(amount: money(USD)) { effect write, reversible never }
rule small on pay { when args.amount < 10 USD, allow }
test "nine is small" {
  agent  { id: "a" }
  action pay(amount: 9.99 USD)
  expect allow by small
}
`;

const CASES = `policy: p.agentpol
cases:
  - name: ten is not
    agent: { id: a }
    action: { name: pay, args: { amount: 10 } }
    expect: block
`;

beforeAll(() => {
  writeFileSync(join(folder, "p.agentpol"), POLICY);
  writeFileSync(join(folder, "p.cases.yaml"), CASES);
});

const run = (...args: readonly string[]): ReturnType<typeof cli> => cli(["test", ...args], { cwd: folder });

describe("agentpol test --coverage", () => {
  it("adds up what the suites of one policy touch", () => {
    const alone = run("p.agentpol", "--coverage");
    expect(alone.stdout).toContain("never false: args.amount < 10 USD");
    expect(alone.code).toBe(0);
    const both = run("p.agentpol", "p.cases.yaml", "--coverage");
    expect(both.stdout.slice(both.stdout.indexOf("coverage of"))).toBe(`coverage of p.agentpol (2 decisions)
  rules      100.0 %  2 of 2
  conditions 100.0 %  2 of 2
  boundaries 100.0 %  2 of 2
  regions    100.0 %  1 of 1
`);
  });

  it("writes several reports at once, each to its file", () => {
    const { code, stdout } = run(
      ...["p.agentpol", "--coverage=html=c.html", "--coverage=lcov=c.info", "--coverage", "json=c.json"],
      ...["--coverage=text=c.txt", "--json"],
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ passed: 1 });
    expect(readFileSync(join(folder, "c.html"), "utf8")).toContain("<h1>Coverage</h1>");
    expect(readFileSync(join(folder, "c.info"), "utf8")).toMatch(/^TN:\nSF:p\.agentpol\n/);
    expect(readFileSync(join(folder, "c.json"), "utf8")).toContain('"agentpol-coverage/1"');
    expect(readFileSync(join(folder, "c.txt"), "utf8")).toMatch(/^coverage of p\.agentpol/);
  });

  it("exits with 3 under a threshold, and with 1 where a case fails", () => {
    const short = run("p.agentpol", "--min", "conditions=80,regions=100");
    expect([short.code, short.stderr]).toEqual([3, "p.agentpol: conditions 50.0 %, under 80 % by 1 goal\n"]);
    expect(run("--min", "conditions=80,regions=100").code).toBe(0);
    writeFileSync(join(folder, "q.cases.yaml"), CASES.replace("expect: block", "expect: allow"));
    expect(run("q.cases.yaml", "--min", "rules=100").code).toBe(1);
    rmSync(join(folder, "q.cases.yaml"));
  });

  it("tells of a policy without cases that nothing is touched", () => {
    writeFileSync(join(folder, "bare.agentpol"), POLICY.slice(0, POLICY.indexOf("test ")));
    const { stdout, code } = run("bare.agentpol", "--coverage", "--min", "rules=1");
    expect(stdout).toContain("coverage of bare.agentpol (0 decisions)\n  rules        0.0 %  0 of 2");
    expect(code).toBe(3);
    rmSync(join(folder, "bare.agentpol"));
  });

  it.each([
    [["--coverage=lcov"], "the lcov report of coverage needs a file"],
    [["--coverage=cobertura=x"], "there is no report of coverage cobertura"],
    [["--coverage", "p.agentpol"], "there is no report of coverage p.agentpol"],
    [["--coverage=html="], "html= names no file"],
    [["--coverage", "--json"], "would both go to standard output"],
    [["--min", "lines=10"], "--min: there is no measure lines"],
    [["--coverage=html=p.agentpol/coverage.html"], "cannot write p.agentpol/coverage.html"],
  ])("takes %j for bad usage", (args, problem) => {
    const { code, stderr } = run(...args);
    expect(stderr).toContain(problem);
    expect(code).toBe(2);
  });
});
