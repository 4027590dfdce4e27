// `agentpol test --parallel`: the same report as without, whatever happens on the way.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { runPool } from "../../../cli/testing/pool.js";
import { cli } from "../../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-parallel-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const write = (file: string, text: string): string => {
  writeFileSync(join(folder, file), text);
  return join(folder, file);
};

const oneCase = (name: string, amount: number): string =>
  `  - { name: ${name}, agent: { id: a }, action: { name: pay, args: { amount: ${String(amount)} } }, expect: allow }\n`;

write("part.agentpol", "rule small on pay { when args.amount < 10, allow }\n");
write(
  "p.agentpol",
  'import "part.agentpol"\npolicy p { default block }\nagent { id: string }\naction pay(amount: int) { effect write, reversible never }\ntest "t" {\n  agent { id: "a" }\n  action pay(amount: 9)\n  expect block\n}\n',
);
write("broken.agentpol", "policy p {\n");
for (const [index, amounts] of [[1, 20, 3], [4, 30, 40, 5], []].entries())
  write(
    `${String(index)}.cases.yaml`,
    `policy: p.agentpol\ncases:${amounts.length === 0 ? " []" : "\n"}${amounts.map((each, i) => oneCase(`c${String(i)}`, each)).join("")}`,
  );

/** Ids and times differ from run to run. */
const report = (args: readonly string[]): unknown => {
  const { stdout, stderr, code } = cli(["test", ...args], { cwd: folder });
  return { stdout: stdout.replace(/"id": "[0-9a-f-]{36}"/g, ""), stderr, code };
};

describe("--parallel", () => {
  it.each(["0", "65", "many"])("refuses %s threads", (count) => {
    const { code, stderr } = cli(["test", "--parallel", count]);
    expect(stderr).toContain("--parallel");
    expect(code).toBe(2);
  });

  it.each([
    ["."],
    [".", "--json"],
    [".", "--coverage", "--min", "rules=100"],
    [".", "--bail"],
    [".", "--bail", "3", "--json"],
    [".", "--filter", "c1"],
    [".", "--filter", "nothing"],
    ["1.cases.yaml", "--json"],
    ["1.cases.yaml", "--bail", "1"],
    ["part.agentpol", "p.agentpol"],
    ["p.agentpol", "no-such.cases.yaml"],
    ["0.cases.yaml", "missing.agentpol", "--bail"],
  ])("reports what one thread reports: %s %s %s", (...args) => {
    const alone = report(args);
    expect(report([...args, "--parallel", "3"])).toEqual(alone);
  });
});

describe("a pool of workers", () => {
  const script = pathToFileURL(
    write(
      "worker.mjs",
      `import { parentPort, workerData } from "node:worker_threads";
parentPort.on("message", (unit) => {
  if (unit === "exit") process.exit(3);
  if (unit === "throw") throw new Error("out of order");
  parentPort.postMessage({ kind: "steps", steps: 2 });
  if (unit === "refuse") return parentPort.postMessage({ kind: "refused", problem: "no", remedy: "yes" });
  parentPort.postMessage({ kind: "done", value: unit + workerData });
});
`,
    ),
  );
  const pool = (units: readonly string[], more = (): boolean => true) => {
    let steps = 0;
    const answers = runPool<string, string>(units, {
      script,
      count: 2,
      common: "!",
      nameOf: (unit) => `unit ${unit}`,
      advance: (count) => {
        steps += count;
      },
      more,
    });
    return answers.then((all) => ({
      said: all.map((each) => (each?.ok === true ? each.value : each?.error.message)),
      steps,
    }));
  };

  it("gives an answer for every unit in its place, and goes on after deaths", async () => {
    const { said, steps } = await pool(["a", "exit", "b", "throw", "c", "refuse", "d"]);
    expect(said).toEqual([
      "a!",
      expect.stringContaining("a worker died on unit exit (exit code 3)"),
      "b!",
      expect.stringContaining("a worker died on unit throw (out of order)"),
      "c!",
      "no: yes",
      "d!",
    ]);
    expect(steps).toBe(10);
  });

  it("leaves units that are not needed", async () => {
    expect((await pool(["a", "b", "c"], () => false)).said).toEqual([undefined, undefined, undefined]);
  });
});
