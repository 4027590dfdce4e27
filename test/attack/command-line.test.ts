// The command line under hostile input: a documented exit code, no stack trace, and an end within seconds.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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

/** What a terminal, a comment or a page could obey, in every text that a policy has. */
const TEXT = String.raw`\u202e\u001b[31m\u001b]0;t\u0007 */ export const x = 1; \n export const y = 1; </script> | \u0060b\u0060 \u2028\u0085`;
const ODD = `policy p { version "${TEXT}", default block "${TEXT}" }
agent { id: string }
action act(to: string) { effect write, reversible always }
rule r on act { when args.to == "${TEXT}", block "${TEXT}", notify "${TEXT}" }
rule s on act { when args.to like "*${TEXT}*", allow "${TEXT}" }
assert c on act { when args.to == "${TEXT}", expect allow }
test "${TEXT}" { agent { id: "${TEXT}" } action act(to: "${TEXT}") expect throttle }
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
    "empty.agentpol": "",
    "empty.json": "",
    "half.json": '{"format":"agentpol-table/1"',
    "null.json": "null",
    "latin.agentpol": Uint8Array.from([0xff, 0xfe, 0x41]),
    "no-record.jsonl": `{"request":${REQUEST}}\nnot json\n`,
    "bare-record.jsonl": `${REQUEST}\n`,
    "odd-decision.jsonl": `{"request":${REQUEST},"decision":5}\n`,
    "long-record.jsonl": `{"request":"${"x".repeat(20_000_000)}"}\n`,
    "odd.agentpol": ODD,
    "odd2.agentpol": ODD.replace(", block", ", throttle").replace("default block", "default allow"),
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
    ...["verify", "table", "diff"].flatMap((command): [number, readonly string[]][] => {
      const more = command === "diff" ? ["ok.agentpol"] : [];
      return [
        [1, [command, "empty.agentpol", ...more]],
        [1, [command, "big.agentpol", ...more]],
        [2, [command, "latin.agentpol", ...more]],
        [2, [command, "none.agentpol", ...more]],
      ];
    }),
    [2, ["verify", "."]],
    [2, ["table", "."]],
    [2, ["table", "empty.json"]],
    [2, ["table", "half.json", "--emit", "dmn"]],
    [2, ["table", "deep.json", "--format", "html"]],
    [1, ["compile", "empty.agentpol", "--emit", "js", "-o", "out"]],
    [2, ["compile", "ok.agentpol", "--emit", "js", "-o", "ok.agentpol"]],
    [2, ["compile", "ok.agentpol", "--emit", "dmn"]],
    [2, ["diff", "ok.agentpol", "null.json"]],
    [2, ["diff", "-", "-"]],
    [2, ["diff", "git:HEAD:ok.agentpol", "ok.agentpol"]],
    [2, ["diff", "git:--output=pwned:ok.agentpol", "ok.agentpol"]],
    [2, ["diff", "git::ok.agentpol", "ok.agentpol"]],
    [2, ["diff", "ok.agentpol", "ok.agentpol", "--trace", "no-record.jsonl"]],
    [2, ["diff", "ok.agentpol", "ok.agentpol", "--trace", "bare-record.jsonl"]],
    [2, ["diff", "ok.agentpol", "ok.agentpol", "--trace", "odd-decision.jsonl"]],
    [2, ["diff", "ok.agentpol", "ok.agentpol", "--trace", "latin.txt"]],
    [0, ["diff", "ok.agentpol", "ok.agentpol", "--trace", "long-record.jsonl"]],
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
    ["verify ok.agentpol"],
    ["table ok.agentpol --format html"],
    ["diff ok.agentpol odd.agentpol"],
  ])("ends agentpol %s quietly", (line) => {
    expect(run(line.split(" "), "closed").text).toMatch(/code [012]\n$/);
  });
});

describe("hostile texts of a policy", () => {
  // A control, or what changes the direction of writing, a line end aside.
  const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

  it.each([
    [1, "verify odd.agentpol"],
    [0, "diff odd.agentpol odd2.agentpol"],
    [0, "diff odd.agentpol odd2.agentpol --format markdown"],
    [0, "table odd.agentpol"],
    [0, "table odd.agentpol --format markdown"],
    [0, "table odd.agentpol --format html"],
    [0, "table odd.agentpol --emit dmn"],
    [1, "test odd.agentpol"],
    [0, "compile odd.agentpol --emit types"],
  ])("are seen, and do nothing: exit code %i of agentpol %s", (code, line) => {
    const ended = run(line.split(" "));
    expect(ended.code).toBe(code);
    expect(ended.text.length).toBeGreaterThan(100);
    expect(ended.text).not.toMatch(unseen);
  });

  it("are no code of what is emitted", () => {
    const types = run(["compile", "odd.agentpol", "--emit", "types"]).text;
    expect(types.split("\n").filter((line) => line.includes("const y"))).toHaveLength(1);
    expect(types).not.toMatch(/^ *export const/m);
    run(["compile", "odd.agentpol", "--emit", "js", "-o", "out"]);
    const module = readFileSync(join(folder, "out/odd.mjs"), "utf8");
    expect(module).not.toMatch(/^ *export const [xy]|<\/script|[\u2028\u202e]/m);
    const checked = spawnSync(process.execPath, ["--check", join(folder, "out/odd.mjs")], {
      encoding: "utf8",
    });
    expect(checked.stderr).toBe("");
  });

  it("are in the test of a refuted claim what they are in the policy", () => {
    const told = run(["verify", "odd.agentpol"]).text;
    const [block = ""] = /^ *test "[^]*?^ *\}$/m.exec(told) ?? [];
    writeFileSync(join(folder, "pasted.agentpol"), ODD + block);
    expect(run(["test", "pasted.agentpol"]).text).toContain("0 passed, 2 failed (2 decisions)");
    const mended = ODD + block.replace(/expect +allow.*/, "expect block by r");
    const holding = mended.replace("expect throttle", "expect block");
    writeFileSync(join(folder, "pasted.agentpol"), holding);
    expect(run(["test", "pasted.agentpol"]).text).toContain("2 passed, 0 failed (2 decisions)");
  });
});
