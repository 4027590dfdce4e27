// `agentpol verify` as users run it: what it prints, what it saves, and how it ends.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli, ROOT } from "../support/cli.js";

const FOLDER = join(ROOT, "fixtures/policies");
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "agentpol-verify-"));
  for (const file of ["approved-counterparties.json", "payments.agentpol"])
    writeFileSync(join(scratch, file), readFileSync(join(FOLDER, file)));
  const slipped = readFileSync(join(FOLDER, "payments.agentpol"), "utf8").replace(
    "when   args.amount >= 10_000 USD\n",
    "when   args.amount > 10_000 USD\n",
  );
  writeFileSync(join(scratch, "slipped.agentpol"), slipped);
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

const verify = (...args: readonly string[]) => cli(["verify", ...args], { cwd: scratch });

describe("agentpol verify", () => {
  it("proves what the payments policy claims", () => {
    const { code, stdout, stderr } = verify("payments.agentpol", "--strict");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("✓ only_listed_counterparties payments.agentpol:51:1 proved");
    expect(stdout).toContain("2 claims: 2 proved, 0 refuted, 0 not verified");
  });

  it("refutes them by a payment at the bound that slipped, as a test that fails when pasted", () => {
    const { code, stdout } = verify("slipped.agentpol");
    expect(code).toBe(1);
    expect(stdout).toContain("✗ large_payments_need_treasury slipped.agentpol:56:1 is refuted");
    expect(stdout).toContain("decided  allow by payments.may_pay");
    const block = /^ {6}test [^]*?^ {6}\}$/m.exec(stdout)?.[0] ?? "";
    expect(block).toContain("amount: 10_000 USD");
    for (const [file, ends] of [
      ["slipped.agentpol", 1],
      ["payments.agentpol", 0],
    ] as const) {
      writeFileSync(
        join(scratch, "pasted.agentpol"),
        `${readFileSync(join(scratch, file), "utf8")}\n${block}\n`,
      );
      expect(cli(["test", "pasted.agentpol"], { cwd: scratch })).toMatchObject({ code: ends });
    }
  });

  it("saves what refutes claims as cases, once", () => {
    expect(verify("slipped.agentpol", "--save-cases", "found.cases.yaml").code).toBe(1);
    const { code, stdout } = cli(["test", "found.cases.yaml"], { cwd: scratch });
    expect({ code, failed: stdout.includes("0 passed, 1 failed") }).toEqual({ code: 1, failed: true });
    const path = join(scratch, "found.cases.yaml");
    const saved = readFileSync(path, "utf8");
    expect(saved).toContain("  # review: refutes `");
    writeFileSync(path, `# ours\n${saved}`);
    expect(verify("slipped.agentpol", "--save-cases", "found.cases.yaml").code).toBe(1);
    expect(readFileSync(path, "utf8")).toBe(`# ours\n${saved}`);
  });

  it("adds cases to no other policy's file, and to nothing else", () => {
    writeFileSync(join(scratch, "others.cases.yaml"), "policy: other.agentpol\ncases: []\n");
    const others = verify("slipped.agentpol", "--save-cases", "others.cases.yaml");
    expect(others).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("has the cases of other.agentpol") as string,
    });
    writeFileSync(join(scratch, "broken.cases.yaml"), "policy: [\n");
    const broken = verify("slipped.agentpol", "--save-cases", "broken.cases.yaml");
    expect(broken).toMatchObject({ code: 2, stderr: expect.stringContaining("is no cases file") as string });
  });

  it("reports as JSON", () => {
    const report = JSON.parse(verify("slipped.agentpol", "--json").stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      ...{ proved: 1, refuted: 1, notVerified: 0 },
      policies: [
        {
          file: "slipped.agentpol",
          claims: [
            { name: "only_listed_counterparties", status: "proved" },
            {
              status: "refuted",
              expects: "at least escalate",
              counterexample: {
                request: {
                  action: { name: "payments.send", args: { amount: { amount: 10_000, currency: "USD" } } },
                },
                ...{ approvals: [], state: [], replayed: true },
                decision: { verdict: "allow", rule: "payments.may_pay" },
                because: ["agent.role in [clerk, lead]"],
              },
            },
          ],
          notVerified: [],
        },
      ],
    });
  });

  it("shows what came back, and saves it as a case that fails", () => {
    writeFileSync(
      join(scratch, "back.agentpol"),
      `policy back { default block }
agent { id: string }
action web.get(url: url) gives { status: int } { reaches url, effect read, reversible always }
rule may on web.get { allow }
rule bad on result of web.get { when result.status > 500, block }
assert failures_stay on result of web.get { when result.status >= 500, expect block }
`,
    );
    const { code, stdout } = verify("back.agentpol", "--save-cases", "back.cases.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain("result { status: 500 }\n        expect block // now allow by default");
    const tested = cli(["test", "back.cases.yaml"], { cwd: scratch });
    expect([tested.code, tested.stdout]).toEqual([1, expect.stringContaining("0 passed, 1 failed")]);
    const report = { outcome: "ok", result: { status: 500 } };
    expect(JSON.parse(verify("back.agentpol", "--json").stdout)).toMatchObject({
      policies: [{ claims: [{ onResult: true, counterexample: { report, replayed: true } }] }],
    });
  });

  it("tells what is outside the fragment, which is a failure by --strict alone", () => {
    writeFileSync(
      join(scratch, "open.agentpol"),
      `policy open { default block }
agent { id: string }
action a.b(n: int, m: int) gives { ok: bool } { effect read, reversible always }
rule may on a.b { allow }
rule no on a.b { when args.n < args.m and args.m < args.n, block }
assert below on a.b { when args.n < args.m and args.m < args.n, expect at most allow }
assert back on result of a.b { expect at most block }
`,
    );
    const { code, stdout } = verify("open.agentpol");
    expect(code).toBe(0);
    expect(stdout).toContain("? below");
    expect(stdout).toContain("it hangs on `args.n < args.m`, `args.m < args.n`");
    expect(stdout).toContain("open.no is not verified");
    expect(verify("open.agentpol", "--strict").code).toBe(1);
  });

  it.each([
    [["nowhere.agentpol"], "there is no such file"],
    [["--frobnicate"], "unknown option"],
  ])("%j is bad usage", (args, message) => {
    const { code, stderr } = verify(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("ends with 1 where a policy has errors", () => {
    writeFileSync(join(scratch, "broken.agentpol"), "policy broken { default blok }\n");
    const { code, stderr } = verify("broken.agentpol");
    expect(code).toBe(1);
    expect(stderr).toContain("error[AP");
  });
});
