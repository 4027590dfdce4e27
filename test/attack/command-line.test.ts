// The command line under hostile input: a documented exit code, no stack trace, and an end within seconds.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const POLICY = `policy p { version "1" }
agent { id: string }
action a.b(x: string) { effect read }
rule r on a.b { allow }
`;
const REQUEST = '{"agent":{"id":"i"},"action":{"name":"a.b","args":{"x":"y"}}}';
const CASES = `policy: ok.agentpol
cases:
  - name: many
    agent: { id: i }
    action: { name: a.b, args: { x: y } }
    steps: [{ expect: allow, times: 99999999 }]
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-attack-"));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    "ok.agentpol": POLICY,
    "request.json": REQUEST,
    "nul.agentpol": `${POLICY}\0`,
    "brackets.agentpol": `${POLICY}let x = ${"(".repeat(200_000)}`,
    "big.agentpol": POLICY + " ".repeat(4 * 1024 * 1024),
    "deep.json": "[".repeat(100_000) + "]".repeat(100_000),
    "deep-data.agentpol": `${POLICY}data s: set<string> from "deep.json"\n`,
    "latin.txt": Uint8Array.from([0xff, 0xfe, 0x41]),
    "latin-data.agentpol": `${POLICY}data s: set<string> from "latin.txt"\n`,
    "circle.agentpol": `${POLICY}import "./circle.agentpol"\n`,
    "up.agentpol": `${POLICY}import "../ok.agentpol"\n`,
    "link.agentpol": `${POLICY}data s: set<string> from "link.json"\n`,
    "deep.cases.yaml": "[".repeat(30_000),
    "sequence.cases.yaml": "- ".repeat(100_000),
    "times.cases.yaml": CASES,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  symlinkSync("/etc/hostname", join(folder, "link.json"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Ends by itself, with one of the codes, and tells nothing of its inside. */
function run(args: readonly string[], output: "pipe" | "closed" = "pipe"): { code: number; text: string } {
  const command = [process.execPath, MAIN, ...args];
  const quoted = command.map((word) => `'${word}'`).join(" ");
  const started =
    output === "pipe"
      ? spawnSync(process.execPath, [MAIN, ...args], { cwd: folder, encoding: "utf8", timeout: 10_000 })
      : // The reader is gone before the writer begins.
        spawnSync("sh", ["-c", `{ sleep 0.3; ${quoted}; echo "code $?" >&2; } | true`], {
          cwd: folder,
          encoding: "utf8",
          timeout: 10_000,
        });
  const text = `${started.stdout}${started.stderr}`;
  expect(text).not.toMatch(/^\s+at |node:internal|internal error|fatal error/im);
  return { code: started.status ?? -1, text };
}

describe("hostile files", () => {
  it.each<[number, readonly string[]]>([
    [1, ["check", "nul.agentpol"]],
    [1, ["check", "brackets.agentpol"]],
    [1, ["check", "big.agentpol"]],
    [1, ["check", "deep-data.agentpol"]],
    [1, ["check", "latin-data.agentpol"]],
    [1, ["check", "circle.agentpol"]],
    [1, ["check", "up.agentpol"]],
    [1, ["check", "link.agentpol"]],
    [1, ["test", "deep.cases.yaml"]],
    [1, ["test", "sequence.cases.yaml"]],
    [1, ["test", "times.cases.yaml"]],
    [2, ["check", "none.agentpol"]],
    [2, ["eval", "ok.agentpol", "."]],
    [2, ["eval", "deep.json", "request.json"]],
    [1, ["eval", "ok.agentpol", "deep.json"]],
    [2, ["explain", "-", "-"]],
  ])("gives the exit code %i: agentpol %j", (code, args) => {
    expect(run(args).code).toBe(code);
  });

  it.runIf(process.platform === "linux")("does not hang where no folder can be made", () => {
    expect(run(["compile", "ok.agentpol", "-o", "/proc/nowhere"]).code).toBe(2);
    expect(run(["init", "/proc/nowhere"]).code).toBe(2);
  });
});

describe.skipIf(process.platform === "win32")("a reader that has gone", () => {
  it.each([
    ["--help"],
    ["explain AP1001"],
    ["check ok.agentpol"],
    ["compile ok.agentpol"],
    ["eval ok.agentpol request.json"],
  ])("ends agentpol %s quietly", (line) => {
    expect(run(line.split(" "), "closed").text).toMatch(/code [012]\n$/);
  });
});
