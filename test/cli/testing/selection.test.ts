// Which cases `agentpol test` runs, as a user asks for them.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cli, type CliResult } from "../../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-selection-"));
const cache = join(folder, "cache");
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]): CliResult =>
  cli(["test", ...args], { cwd: folder, env: { XDG_CACHE_HOME: cache } });

/** The names of the cases that ran, and whether they passed. */
function cases(...args: readonly string[]): readonly string[] {
  const { suites } = JSON.parse(run(...args, "--json").stdout) as {
    suites: { cases: { name: string; passed: boolean }[] }[];
  };
  return suites.flatMap((suite) => suite.cases.map(({ name, passed }) => `${passed ? "✓" : "✗"} ${name}`));
}

const write = (file: string, text: string): void => {
  writeFileSync(join(folder, file), text);
};

const POLICY = `policy p { default block }
agent { id: string }
context { env: dev | prod }
action pay(amount: int) { effect write, reversible never }
rule small on pay { when args.amount < 10, allow }
test "five is small" {
  agent { id: "a" }, context { env: dev }
  action pay(amount: 5)
  expect allow by small
}
`;

const oneCase = (name: string, amount: number, more = ""): string =>
  `  - name: ${name}\n${more}    agent: { id: a }\n    context: { env: dev }\n    action: { name: pay, args: { amount: ${String(amount)} } }\n    expect: allow\n`;

/** `b` fails, and both products of `c`. */
const CASES =
  "policy: p.agentpol\ncases:\n" +
  oneCase("a", 1, "    tags: [quick, first]\n") +
  oneCase("b", 11) +
  oneCase("c", 12, "    tags: [slow]\n    matrix: { context.env: [dev, prod] }\n");

write("p.agentpol", POLICY);
write("p.cases.yaml", CASES);

describe("--filter and --rule", () => {
  it.each([
    ["five", ["✓ five is small"]],
    ["small", ["✓ five is small"]],
    ["p.agentpol", ["✓ five is small"]],
    ["cases.yaml", ["✓ a", "✗ b", "✗ c [context.env=dev]", "✗ c [context.env=prod]"]],
    ["slow", ["✗ c [context.env=dev]", "✗ c [context.env=prod]"]],
    ["[context.env=prod]", ["✗ c [context.env=prod]"]],
    ["first", ["✓ a"]],
  ])("selects by name, rule, file, tag and product: %s", (text, expected) => {
    expect(cases(".", "--filter", text)).toEqual(expected);
  });

  it("tells how many were not selected, and leaves out files of which none was", () => {
    const { stdout } = run(".", "--filter", "first");
    expect(stdout).toBe("✓ p.cases.yaml 1 case\n\n1 passed, 0 failed (1 decision, 4 not selected)\n");
  });

  it("ends with 2 where no case fits, unless a file cannot be read as a whole", () => {
    expect(run(".", "--rule", "smal").code).toBe(2);
    write("broken.agentpol", "policy q {");
    expect(run(".", "--rule", "smal").code).toBe(1);
    rmSync(join(folder, "broken.agentpol"));
  });
});

describe("--bail", () => {
  it("stops after so many failures, and says so", () => {
    expect(cases(".", "--bail")).toEqual(["✓ five is small", "✓ a", "✗ b"]);
    expect(cases(".", "--bail", "2")).toEqual(["✓ five is small", "✓ a", "✗ b", "✗ c [context.env=dev]"]);
    const { stdout, code } = run(".", "--bail");
    expect(stdout).toMatch(/\nstopped: not all cases were run\n--failed runs only what failed\n$/);
    expect(code).toBe(1);
  });

  it("says nothing where everything was run", () => {
    expect(run(".", "--bail", "3").stdout).not.toContain("stopped");
    expect(JSON.parse(run(".", "--bail", "3", "--json").stdout)).toMatchObject({ stopped: false });
  });

  it.each(["0", "-1", "many"])("refuses %s", (count) => {
    expect(run(".", `--bail=${count}`).code).toBe(2);
  });
});

describe("--failed", () => {
  it("runs what failed in the last run, until it passes", () => {
    run(".");
    expect(cases(".", "--failed")).toEqual(["✗ b", "✗ c [context.env=dev]", "✗ c [context.env=prod]"]);
    write("p.cases.yaml", CASES.replace("amount: 12", "amount: 2"));
    expect(cases(".", "--failed")).toEqual(["✗ b", "✓ c [context.env=dev]", "✓ c [context.env=prod]"]);
    expect(cases(".", "--failed")).toEqual(["✗ b"]);
    write("p.cases.yaml", CASES.replace("amount: 12", "amount: 2").replace("amount: 11", "amount: 1"));
    expect(cases(".", "--failed")).toEqual(["✓ b"]);
    const { code, stdout, stderr } = run(".", "--failed");
    expect(stderr).toContain("nothing failed in the last run");
    expect(stdout).toContain("0 passed, 0 failed");
    expect(code).toBe(0);
    write("p.cases.yaml", CASES);
  });

  it("still knows of failures that a narrower run did not look at", () => {
    run(".");
    run(".", "--filter", "five");
    run("p.agentpol");
    run(".", "--bail");
    expect(cases(".", "--failed", "--filter", "b")).toEqual(["✗ b"]);
    expect(cases(".", "--failed")).toEqual(["✗ b", "✗ c [context.env=dev]", "✗ c [context.env=prod]"]);
  });

  it("runs all of a file that could not be read, once it can be", () => {
    run(".");
    write("p.cases.yaml", `${CASES}  - nonsense`);
    run(".");
    write("p.cases.yaml", CASES);
    expect(cases(".", "--failed")).toHaveLength(4);
  });

  it("runs everything where no run is known, or what is remembered is garbage", () => {
    rmSync(cache, { recursive: true });
    const { stdout, stderr } = run(".", "--failed");
    expect(stderr).toContain("no earlier run is known here");
    expect(stdout).toContain("2 passed, 3 failed");
    const memory = join(cache, "agentpol", "last-run");
    const [file = ""] = readdirSync(memory);
    for (const garbage of ["", "{", "null", "[]", '{"version":1,"failed":7}', '{"version":9}']) {
      writeFileSync(join(memory, file), garbage);
      expect(run(".", "--failed").stdout).toContain("2 passed, 3 failed");
    }
  });

  it("tells where nothing can be remembered, and goes on", () => {
    write("no-folder", "");
    const { code, stderr } = cli(["test", "p.agentpol"], {
      cwd: folder,
      env: { XDG_CACHE_HOME: join(folder, "no-folder") },
    });
    expect(code).toBe(0);
    expect(stderr).toContain("what failed cannot be remembered for --failed");
  });

  it("knows files outside the working folder by their paths", () => {
    mkdirSync(join(folder, "deeper"), { recursive: true });
    const there = { cwd: join(folder, "deeper"), env: { XDG_CACHE_HOME: cache } };
    expect(cli(["test", "../p.cases.yaml"], there).code).toBe(1);
    const again = cli(["test", "..", "--failed"], there);
    expect(again.stdout).toContain("\n0 passed, 3 failed");
  });
});
