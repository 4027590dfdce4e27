// `agentpol record-cases` as a user meets it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-record-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const POLICY = `policy p { default block, on_error block }
agent { id: string, role: clerk | lead }
action pay(amount: money(USD)) { effect write, reversible never }
action look(what: string) gives { size: int } { effect read, reversible always }
group people = ["ana@corp.example"]
rule may on * { allow }
quorum large on pay { when args.amount >= 100 USD, need 1 of people, else escalate to people }
throttle often on look { limit 2 per 1h }
rule late on look { when now >= time("2026-05-01T00:00:00Z"), block }
rule big on result of look { when result.size > 10, block }
`;

const agent = { id: "a", role: "clerk" };
const pay = (amount: number, more: object = {}): object => ({
  agent,
  action: { name: "pay", args: { amount } },
  ...more,
});
const look = (more: object = {}): object => ({
  agent,
  action: { name: "look", args: { what: "x" } },
  ...more,
});

const REQUESTS: readonly object[] = [
  ...Array.from({ length: 30 }, (_, i) => pay(i)),
  pay(100),
  pay(100, { approvals: [{ by: "ana@corp.example" }] }),
  look({ time: "2026-04-01T00:00:00Z" }),
  look({ time: "2026-04-01T00:01:00Z", report: { outcome: "ok", result: { size: 11 } } }),
  // Throttled by what came before.
  look({ time: "2026-04-01T00:02:00Z" }),
  look({ time: "2026-05-02T00:00:00Z" }),
  { agent, action: { name: "pay" } },
  { agent, action: { name: "pay", args: { amount: 1 } }, more: 1 },
];

const record = (...args: readonly string[]): ReturnType<typeof cli> =>
  cli(["record-cases", ...args], { cwd: folder });

beforeAll(() => {
  writeFileSync(join(folder, "p.agentpol"), POLICY);
  writeFileSync(join(folder, "r.jsonl"), REQUESTS.map((each) => `${JSON.stringify(each)}\n`).join(""));
  const { stdout } = cli(["eval", "p.agentpol", "r.jsonl", "--jsonl", "--keep-state", "--record"], {
    cwd: folder,
  });
  writeFileSync(join(folder, "d.jsonl"), stdout);
});

interface Told {
  readonly records: number;
  readonly cases: number;
  readonly goals: { readonly reached: number; readonly total: number };
  readonly unlike: { readonly count: number; readonly first: readonly object[] };
  readonly unsayable: { readonly count: number; readonly first: readonly number[] };
}

describe("agentpol record-cases", () => {
  it("picks few records that reach what all of them do, and that pass as cases", () => {
    const { code, stdout } = record("d.jsonl", "--policy", "p.agentpol", "-o", "p.cases.yaml", "--json");
    expect(code).toBe(0);
    const told = JSON.parse(stdout) as Told;
    expect(told).toMatchObject({
      records: REQUESTS.length,
      unlike: { count: 1, first: [{ line: 35, recorded: "throttle", decided: "allow" }] },
      unsayable: { count: 1, first: [38] },
    });
    expect(told.cases).toBeGreaterThanOrEqual(4);
    expect(told.cases).toBeLessThanOrEqual(7);
    const written = readFileSync(join(folder, "p.cases.yaml"), "utf8");
    expect(written).toContain(
      "# review: copied from line 32 of d.jsonl: look for secrets before it is shared",
    );
    const test = cli(["test", "p.cases.yaml", "--coverage=json=c.json"], { cwd: folder });
    expect(test.code).toBe(0);
    const { policies } = JSON.parse(readFileSync(join(folder, "c.json"), "utf8")) as {
      policies: { totals: Record<string, { reached: number }> }[];
    };
    const reached = Object.values(policies[0]?.totals ?? {}).reduce((sum, each) => sum + each.reached, 0);
    expect(reached).toBe(told.goals.reached);
    // Agreement, time and results are steps of the cases.
    expect(written).toContain("approve: ana@corp.example");
    expect(written).toContain("result:");
    expect(written.match(/2026-\d\d-\d\d/g)).toEqual(["2026-05-02"]);
  });

  it("tells what is left out, and that requests are copied", () => {
    const { stderr, stdout } = record("d.jsonl", "--policy", "p.agentpol");
    expect(stdout).toMatch(/^policy: p\.agentpol\ncases:\n/);
    expect(stderr).toContain("requests are copied as they were recorded: look for secrets");
    expect(stderr).toContain("1 record is left out, since from fresh state the policy decides otherwise");
    expect(stderr).toContain("  line 35: recorded throttle, decided allow\n");
    expect(stderr).toContain("1 record is left out, since no case can say it");
    expect(stderr).toContain("  line 38\n");
  });

  it("adds to a file that stands, and reads standard input", () => {
    writeFileSync(
      join(folder, "own.cases.yaml"),
      "policy: p.agentpol # ours\ncases:\n  - name: mine\n    agent: { id: a, role: lead }\n    action: { name: pay, args: { amount: 1 } }\n    expect: allow\n",
    );
    const { code } = cli(["record-cases", "-", "--policy", "p.agentpol", "-o", "own.cases.yaml"], {
      cwd: folder,
      input: `${JSON.stringify({ request: pay(1) })}\r\n\n${JSON.stringify({ request: pay(200) })}`,
    });
    expect(code).toBe(0);
    const text = readFileSync(join(folder, "own.cases.yaml"), "utf8");
    expect(text).toMatch(/^policy: p\.agentpol # ours\ncases:\n {2}- name: mine\n/);
    expect(text).toContain("pay: allow by p.may");
    expect(text).toContain("pay: escalate by p.large");
    expect(cli(["test", "own.cases.yaml"], { cwd: folder }).code).toBe(0);
  });

  it("takes a trace of any length, line by line", () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => JSON.stringify({ request: pay(i % 300) }));
    writeFileSync(join(folder, "long.jsonl"), lines.join("\n"));
    const { stdout } = record("long.jsonl", "--policy", "p.agentpol", "-o", "long.cases.yaml", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ records: 3_000, unlike: { count: 0 } });
  });

  it.each([
    ['{"request": {}}\n{"request"', ":2 is no record"],
    ["[]", ":1 is no record"],
    ['{"request": {}}\n\n{"decision": {}}', ":3 is no record"],
    ["\u00ff", ":1 is no record"],
    ["\n\n", "holds no records"],
  ])("names the line that is no record, in %j", (text, problem) => {
    writeFileSync(join(folder, "bad.jsonl"), text);
    const { code, stderr } = record("bad.jsonl", "--policy", "p.agentpol");
    expect(stderr).toContain(problem);
    expect(code).toBe(2);
  });

  it("names the line that is not UTF-8", () => {
    writeFileSync(join(folder, "bad.jsonl"), Buffer.from([0x7b, 0x7d, 0x0a, 0xff, 0x0a]));
    const { code, stderr } = record("bad.jsonl", "--policy", "p.agentpol");
    expect(stderr).toMatch(/bad\.jsonl:[12] is no/);
    expect(code).toBe(2);
  });

  it.each([
    [["d.jsonl", "--policy", "p.agentpol", "--json"], 2, "would both go to standard output"],
    [["d.jsonl", "--policy", "p.table.json"], 2, "p.table.json is a compiled table"],
    [["no.jsonl", "--policy", "p.agentpol"], 2, "cannot read no.jsonl"],
    [["-", "--policy", "-"], 2, "both the policy and the request are on standard input"],
    [["d.jsonl"], 2, "--policy"],
  ])("takes %j for bad usage", (args, code, problem) => {
    const result = record(...args);
    expect(result.stderr).toContain(problem);
    expect(result.code).toBe(code);
  });

  it("shows what is wrong with the policy", () => {
    writeFileSync(join(folder, "broken.agentpol"), "policy p { default }");
    const { code, stderr } = record("d.jsonl", "--policy", "broken.agentpol");
    expect(code).toBe(1);
    expect(stderr).toContain("broken.agentpol:1");
  });
});
