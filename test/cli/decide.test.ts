// `agentpol compile`, `eval`, `explain` and `init` as a user meets them.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Decision } from "../../runtime/decide/request.js";
import { cli } from "../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-cli-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PAYMENTS = "fixtures/policies/payments.agentpol";
const request = (amount: unknown, more: object = {}): string =>
  JSON.stringify({
    agent: { id: "a-1", role: "lead", session: "s" },
    context: { env: "prod" },
    action: { name: "payments.send", args: { counterparty: "Acme GmbH", amount } },
    ...more,
  });

const RESULTS = "fixtures/policies/primitives/results.agentpol";
/** A page from inside, which somebody of security must approve of. */
const page = (report: object): string =>
  JSON.stringify({
    agent: { id: "a-1", session: "s" },
    context: { env: "prod" },
    action: { name: "web.get", args: { url: "https://wiki.internal.example/" } },
    report: { outcome: "ok", result: { content: "hello", links: [] }, ...report },
  });

function decisions(stdout: string): Decision[] {
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Decision);
}

describe("agentpol eval", () => {
  it("decides one request from standard input", () => {
    const { code, stdout } = cli(["eval", PAYMENTS], { input: request(5) });
    expect(code).toBe(0);
    expect(decisions(stdout)).toMatchObject([{ verdict: "allow", rule: "payments.may_pay" }]);
  });

  it("takes approvals as given just now for this action", () => {
    const approvals = [{ by: "ana@corp.example" }, { by: "BEN@corp.example" }];
    expect(decisions(cli(["eval", PAYMENTS], { input: request(10_000) }).stdout)).toMatchObject([
      { verdict: "escalate" },
    ]);
    expect(
      decisions(cli(["eval", PAYMENTS], { input: request(10_000, { approvals }) }).stdout),
    ).toMatchObject([{ verdict: "allow" }]);
  });

  it("takes what came back, and who approves of that", () => {
    const verdicts = (report: object): readonly string[] =>
      decisions(cli(["eval", RESULTS], { input: page(report) }).stdout).map(({ verdict }) => verdict);
    expect(verdicts({})).toEqual(["allow", "escalate"]);
    expect(verdicts({ approvals: [{ by: "eve@corp.example" }] })).toEqual(["allow", "escalate"]);
    expect(verdicts({ approvals: [{ by: "ana@corp.example" }] })).toEqual(["allow", "allow"]);
    expect(verdicts({ outcome: "failed" })).toEqual(["allow", "allow"]);
  });

  it("takes what classifiers answer from the request", () => {
    const policy = "fixtures/policies/primitives/classifier.agentpol";
    const mail = { name: "mail.send", args: { to: "ben", body: "Hello", cc: ["ann"] } };
    const asked = (classifiers?: unknown): ReturnType<typeof cli> =>
      cli(["eval", policy], {
        input: JSON.stringify({ agent: { id: "a", level: 1 }, action: mail, classifiers }),
      });
    expect(decisions(asked({ injection: 0.2, tone: "calm" }).stdout)).toMatchObject([{ verdict: "allow" }]);
    expect(decisions(asked({ injection: 0.7, tone: "calm" }).stdout)).toMatchObject([{ verdict: "block" }]);
    expect(decisions(asked({ injection: 0.2 }).stdout)).toMatchObject([
      { verdict: "allow", notes: [{ text: "not known to be calm" }] },
    ]);
    expect(decisions(asked().stdout)).toMatchObject([{ verdict: "block" }]);
    const { code, stderr } = asked([0.5]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("`classifiers` is no object")]);
  });

  it("decides a request on each line in fresh state, unless state is kept", () => {
    const lines =
      `${request(30_000, { approvals: [{ by: "ana@corp.example" }, { by: "ben@corp.example" }] })}\n`.repeat(
        2,
      );
    const verdicts = (args: string[]): string[] =>
      decisions(cli(["eval", PAYMENTS, "-", "--jsonl", ...args], { input: lines }).stdout).map(
        ({ verdict }) => verdict,
      );
    expect(verdicts([])).toEqual(["allow", "allow"]);
    expect(verdicts(["--keep-state"])).toEqual(["allow", "block"]);
  });

  it.each([
    ["not JSON", "{"],
    ["a member twice", '{"agent":{},"agent":{}}'],
    ["an array", "[]"],
    ["null", "null"],
    ["__proto__", '{"__proto__":{},"agent":{"id":"a","role":"lead","session":"s"}}'],
    ["2^60", request(2 ** 60)],
    ["a lone surrogate", request(1).replace("Acme GmbH", "\\ud800")],
    ["10,000 brackets", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["a wrong type", request("5")],
    ["another currency", request({ amount: 5, currency: "EUR" })],
  ])("%s gets the on_error verdict", (_, input) => {
    const { code, stdout, stderr } = cli(["eval", PAYMENTS], { input });
    expect(decisions(stdout)).toMatchObject([
      { verdict: "block", rule: "on_error", code: "request.invalid" },
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });

  it("decides by a compiled table, and refuses a tampered one", () => {
    expect(cli(["compile", PAYMENTS, "-o", folder]).code).toBe(0);
    const path = join(folder, "payments.table.json");
    expect(decisions(cli(["eval", path], { input: request(5) }).stdout)).toMatchObject([
      { verdict: "allow" },
    ]);
    writeFileSync(join(folder, "tampered.json"), readFileSync(path, "utf8").replace("Globex SA", "Mallory"));
    const { code, stderr } = cli(["eval", join(folder, "tampered.json")], { input: request(5) });
    expect(code).toBe(2);
    expect(stderr).toContain("is refused");
  });
});

describe("agentpol compile", () => {
  it("writes the table, the schemas and the types", () => {
    const { code, stdout } = cli([
      "compile",
      PAYMENTS,
      "--emit",
      "table,schema,types",
      "-o",
      folder,
      "--json",
    ]);
    expect(code).toBe(0);
    const { written, digest } = JSON.parse(stdout) as { written: string[]; digest: string };
    expect(written.map((path) => path.slice(folder.length + 1))).toEqual([
      "payments.table.json",
      "payments.request.schema.json",
      "payments.cases.schema.json",
      "payments.d.ts",
    ]);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("gives the same bytes each time", () => {
    expect(cli(["compile", PAYMENTS]).stdout).toBe(cli(["compile", PAYMENTS]).stdout);
  });

  it.each([
    [["compile", PAYMENTS, "--emit", "cobol"]],
    [["compile", PAYMENTS, "--emit", "table,types"]],
    [["compile", "nowhere.agentpol"]],
    [["compile", PAYMENTS, "-o", "package.json/x"]],
    [["compile"]],
  ])("%j is bad usage", (args) => {
    const { code, stderr } = cli(args);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe("agentpol explain", () => {
  it("says of each rule whether it matched, with the values of its conditions", () => {
    const { code, stdout } = cli(["explain", PAYMENTS], { input: request(12_500) });
    expect(code).toBe(0);
    expect(stdout).toContain("escalate by payments.large_payment");
    expect(stdout).toMatch(/true\s+args\.amount >= 10_000 USD\n\s+where args\.amount = 12500 USD/);
    expect(stdout).toContain("payments.may_search");
  });

  it("says it of what came back, as approved", () => {
    const explained = (report: object): string => cli(["explain", RESULTS], { input: page(report) }).stdout;
    expect(explained({})).toMatch(/^escalate by results.from_prod/);
    expect(explained({})).toMatch(/true\s+context.env == prod/);
    expect(explained({})).not.toContain("results.may_run");
    expect(explained({ approvals: [{ by: "ana@corp.example" }] })).toMatch(/^allow by default/);
  });

  it("explains a diagnostic, and suggests one where there is none", () => {
    expect(cli(["explain", "ap1001"]).stdout).toContain("AP1001");
    expect(cli(["explain", "AP9999"]).code).toBe(2);
  });
});

describe("agentpol init", () => {
  it("writes a policy whose checks and cases pass at once, and overwrites nothing", () => {
    const target = join(folder, "new");
    expect(cli(["init", target]).code).toBe(0);
    expect(cli(["check", target, "--max-warnings", "0"])).toMatchObject({ code: 0 });
    expect(cli(["test", target]).stdout).toMatch(/\n\d+ passed, 0 failed/);
    expect(cli(["init", target]).code).toBe(2);
    expect(cli(["init", target, "--force"]).code).toBe(0);
  });
});

describe("agentpol", () => {
  it("shows help with examples for every command", () => {
    for (const command of ["", "init", "check", "compile", "test", "eval", "explain"]) {
      const { code, stdout } = cli([...(command === "" ? [] : [command]), "--help"]);
      expect(code).toBe(0);
      expect(stdout).toContain("Examples:");
    }
  });
});
