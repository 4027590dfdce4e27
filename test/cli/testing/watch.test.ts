// `agentpol test --watch`, as a process that files change under.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cli, ROOT } from "../../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-watch-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const at = (file: string): string => join(folder, file);
const write = (file: string, text: string): void => {
  writeFileSync(at(file), text);
};

const PART = "rule small on pay { when args.amount < 10 and args.to in known, allow }\n";
const POLICY = `import "part.agentpol"
policy p { default block }
agent { id: string }
action pay(amount: int, to: string) { effect write, reversible never }
data known: set<string> from "known.json"
`;
const cases = (verdict: string): string =>
  `policy: p.agentpol\ncases:\n  - { name: c, agent: { id: a }, action: { name: pay, args: { amount: 5, to: x } }, expect: ${verdict} }\n`;

describe("--watch", () => {
  it("runs again what a change touches, however it is saved, and ends on Ctrl-C", async () => {
    write("part.agentpol", PART);
    write("known.json", '["x"]');
    write("p.agentpol", POLICY);
    write("p.cases.yaml", cases("allow"));
    const child = spawn(process.execPath, [join(ROOT, "dist/cli/main.js"), "test", ".", "--watch"], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", XDG_CACHE_HOME: at("cache") },
    });
    let said = "";
    let heard: (() => void) | undefined;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => {
        said += data.toString();
        heard?.();
      });
    const until = async (text: RegExp): Promise<string> => {
      while (!text.test(said) || !said.includes("waiting for changes"))
        await new Promise<void>((done) => {
          heard = done;
        });
      const all = said;
      said = "";
      return all;
    };
    const ended = new Promise<number | null>((done) => child.on("exit", done));
    expect(await until(/1 passed, 0 failed/)).toContain("✓ p.cases.yaml 1 case");
    write("p.cases.yaml", cases("block"));
    expect(await until(/0 passed, 1 failed/)).toContain("changed: p.cases.yaml");
    write("p.cases.yaml~", cases("allow"));
    renameSync(at("p.cases.yaml~"), at("p.cases.yaml"));
    await until(/1 passed, 0 failed/);
    write("known.json", '["y"]');
    expect(await until(/0 passed, 1 failed/)).toContain("changed: known.json");
    write("known.json", '["x"]');
    await until(/1 passed, 0 failed/);
    write("part.agentpol", PART.replace("10", "5"));
    expect(await until(/0 passed, 1 failed/)).toContain("changed: part.agentpol");
    write("p.agentpol", "policy p {");
    await until(/not compile/);
    write("p.agentpol", POLICY);
    write("part.agentpol", PART);
    await until(/1 passed, 0 failed/);
    mkdirSync(at("more"));
    write("unrelated.txt", "");
    write("q.cases.yaml", cases("allow"));
    await until(/2 passed, 0 failed/);
    rmSync(at("q.cases.yaml"));
    await until(/1 passed, 0 failed/);
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it.each([["--update"], ["--failed"], ["--coverage"]])("does not go with %s", (option) => {
    const { code, stderr } = cli(["test", ".", "--watch", option], { cwd: folder });
    expect(stderr).toContain("--watch does not go with");
    expect(code).toBe(2);
  });
});
