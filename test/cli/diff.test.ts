// `agentpol diff` as a user meets it: files, revisions, standard input, formats, traces and exit codes.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-diff-"));
const run = (args: readonly string[], input = "") => cli(["diff", ...args], { cwd: folder, input });

function policy(bound: number, more = ""): string {
  return `policy p { default block }
import "./lib/names.agentpol"
agent { id: string }
action pay(to: string, amount: int) { effect write, reversible always }
rule may_pay on pay { when args.to in known, allow }
rule big on pay { when args.amount > ${String(bound)}, block "<b>big</b> | bigger" }
${more}`;
}

function git(...args: readonly string[]): void {
  const own = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  const { status, stderr } = spawnSync("git", [...own, ...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

beforeAll(() => {
  mkdirSync(join(folder, "lib"));
  writeFileSync(join(folder, "lib/names.agentpol"), 'data known: set<string> from "names.json"\n');
  writeFileSync(join(folder, "lib/names.json"), '["Acme"]');
  writeFileSync(join(folder, "p.agentpol"), policy(100));
  git("init", "-q", ".");
  git("add", ".");
  git("commit", "-q", "-m", "first");
  writeFileSync(join(folder, "q.agentpol"), policy(200));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("agentpol diff", () => {
  it("tells what is loosened, and fails where that is asked for", () => {
    const { code, stdout } = run(["p.agentpol", "q.agentpol"]);
    expect(code).toBe(0);
    expect(stdout).toContain("loosened   pay: block → allow\n");
    expect(stdout).toContain('args.amount > 100 and args.amount <= 200 and args.to == "Acme"');
    expect(run(["p.agentpol", "q.agentpol", "--fail-on", "loosened"]).code).toBe(1);
    expect(run(["p.agentpol", "q.agentpol", "--fail-on", "tightened"]).code).toBe(0);
    expect(run(["q.agentpol", "p.agentpol", "--fail-on", "loosened"]).code).toBe(0);
    expect(run(["q.agentpol", "p.agentpol", "--fail-on", "any"]).code).toBe(1);
    expect(run(["p.agentpol", "p.agentpol", "--fail-on", "any"])).toMatchObject({
      code: 0,
      stdout: "no request is decided otherwise\n",
    });
  });

  it("reads a revision with what it imports, and standard input", () => {
    const names = join(folder, "lib/names.json");
    writeFileSync(names, '["Acme", "Hooli"]');
    const { code, stdout } = run(["git:HEAD:p.agentpol", "p.agentpol", "--json"]);
    writeFileSync(names, '["Acme"]');
    expect(code).toBe(0);
    const { differences } = JSON.parse(stdout) as { differences: { where: string; direction: string }[] };
    expect(differences).toMatchObject([
      { direction: "loosened", where: 'args.to == "Hooli" and args.amount <= 100' },
    ]);
    expect(run(["git:HEAD:p.agentpol", "-"], policy(100)).stdout).toBe("no request is decided otherwise\n");
  });

  it.each([
    ["git:HEAD:none.agentpol", "there is no such file in HEAD; check the path"],
    ["git:none:p.agentpol", "the repository has no revision none; fetch it, or check its name"],
    ["git:--help:p.agentpol", "the repository has no revision --help; fetch it, or check its name"],
    ["git:p.agentpol", "write it as git:REV:path, as in git:main:payments.agentpol"],
    ["git:HEAD:lib", "it is a folder; name a file in it"],
    ["none.agentpol", "there is no such file; check the path"],
  ])("%s is refused with a remedy", (path, remedy) => {
    const { code, stderr } = run([path, "p.agentpol"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`help: ${remedy}`)]);
  });

  it("takes standard input once, and tells errors of either policy", () => {
    expect(run(["-", "-"]).stderr).toContain("several inputs are standard input");
    const { code, stderr } = run(["-", "p.agentpol"], "policy p { default");
    expect(code).toBe(1);
    expect(stderr).toContain("error[AP1");
  });

  it("writes Markdown in which a policy's text is text", () => {
    const rule = 'rule odd on pay { when args.to == "a|b`c", block "no" }';
    const { stdout } = run(["p.agentpol", "-", "--format", "markdown"], policy(200, rule));
    expect(stdout).toContain("### Policy `p`: 1 loosened");
    expect(stdout).toMatch(
      /^\| \*\*loosened\*\* \| `pay` \| `args\.amount > 100 [^\n]*` \| block → allow \|$/m,
    );
    expect(stdout).toContain("<summary>pay: block → allow</summary>");
    expect(stdout).toContain("```json\n{");
  });

  it("replays recorded decisions", () => {
    const request = (amount: number): string =>
      JSON.stringify({
        id: `r-${String(amount)}`,
        time: "2026-03-02T09:30:00Z",
        agent: { id: "me" },
        action: { name: "pay", args: { to: "Acme", amount } },
      });
    const lines = [50, 150, 250].map(request).join("\n");
    const recorded = cli(["eval", "p.agentpol", "-", "--jsonl", "--record"], { cwd: folder, input: lines });
    expect(JSON.parse(recorded.stdout.split("\n")[1] ?? "")).toMatchObject({
      request: { id: "r-150" },
      decision: { verdict: "block" },
    });
    const { stdout } = run(["p.agentpol", "q.agentpol", "--trace", "-", "--json"], recorded.stdout);
    expect((JSON.parse(stdout) as { trace: unknown }).trace).toEqual({
      records: 3,
      unlike: 0,
      flips: [
        {
          line: 2,
          id: "r-150",
          action: "pay",
          direction: "loosened",
          before: { verdict: "block", rule: "p.big" },
          after: { verdict: "allow", rule: "p.may_pay" },
        },
      ],
    });
    const other = recorded.stdout.replaceAll('"verdict":"block"', '"verdict":"throttle"');
    expect(run(["p.agentpol", "q.agentpol", "--trace", "-"], other).stdout).toContain(
      "2 were recorded with another verdict than the old policy gives here",
    );
    expect(run(["p.agentpol", "q.agentpol", "--trace", "-"], `${request(5)}\n`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("standard input:1 is no record") as string,
    });
  });

  it("keeps state through a trace", () => {
    const limit = (most: number): string =>
      policy(100, `throttle often on pay { limit ${String(most)} per 1h by agent.id }`);
    const request = { agent: { id: "me" }, action: { name: "pay", args: { to: "Acme", amount: 1 } } };
    const record = (minute: number): string =>
      JSON.stringify({ request: { ...request, time: `2026-03-02T09:0${String(minute)}:00Z` } });
    writeFileSync(join(folder, "two.agentpol"), limit(2));
    writeFileSync(join(folder, "three.agentpol"), limit(3));
    writeFileSync(join(folder, "trace.jsonl"), [1, 2, 3, 4].map(record).join("\n"));
    const { stdout } = run(["two.agentpol", "three.agentpol", "--trace", "trace.jsonl"]);
    expect(stdout).toContain("1 of 4 recorded requests flip\n  line 3 ");
  });
});
