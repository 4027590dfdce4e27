// Property suites as a user has them: in a folder of their own, beside vitest, fast-check and the packed package.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.js";
import { installPacked, runTool } from "./packed.js";

const POLICIES = ["payments", "coding", "customer-data", "remediation"];

let project = "";

beforeAll(() => {
  project = installPacked();
  for (const name of ["vitest", "fast-check"])
    symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name));
  writeFileSync(join(project, "payments.test.ts"), documented());
  for (const policy of POLICIES) emit(`fixtures/policies/${policy}.agentpol`);
}, 120_000);

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

function emit(policy: string): void {
  const program = join(project, "node_modules/agentpol/dist/cli/main.js");
  execFileSync(process.execPath, [program, "compile", policy, "--emit", "tests", "-o", project], {
    cwd: ROOT,
    stdio: "ignore",
  });
}

/** The program of `docs/testing.md`. */
function documented(): string {
  const page = readFileSync(join(ROOT, "docs/testing.md"), "utf8");
  return /```ts file=payments\.test\.ts\n(.*?)```/su.exec(page)?.[1] ?? "";
}

/** Runs vitest in the folder, on the files whose names hold one of these. */
function vitest(
  runs: number,
  ...names: readonly string[]
): { readonly ok: boolean; readonly output: string } {
  const program = join(project, "node_modules/vitest/vitest.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "run", ...names], {
    cwd: project,
    encoding: "utf8",
    env: { PATH: process.env.PATH, NO_COLOR: "1", AGENTPOL_RUNS: String(runs), AGENTPOL_SEED: "7" },
  });
  return { ok: status === 0, output: stdout + stderr };
}

describe("the suites of the example policies", () => {
  it("pass, and so do the tests that the documentation shows", () => {
    const { ok, output } = vitest(1);
    expect(ok, output).toBe(true);
    expect(output).toMatch(/Test Files {2}5 passed/u);
  }, 120_000);

  it("are well typed, the documentation's", () => {
    const options = {
      module: "nodenext",
      target: "es2022",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    };
    const config = { compilerOptions: { ...options, resolveJsonModule: true }, files: ["payments.test.ts"] };
    writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
    expect(runTool("typescript/bin/tsc", ["-p", "tsconfig.json", "--pretty", "false"], project)).toBe("");
  }, 60_000);

  it("need nothing but vitest, fast-check and the runtime", () => {
    const text = readFileSync(join(project, "payments.properties.test.mjs"), "utf8");
    const imported = Array.from(text.matchAll(/^import .* from "([^"]+)"/gmu), ([, name]) => name);
    expect(imported).toEqual(["fast-check", "vitest", "agentpol/runtime", "./payments.table.json"]);
  });

  it("fail where the decision point does not keep a promise, with the steps that show it", () => {
    const text = readFileSync(join(project, "payments.properties.test.mjs"), "utf8");
    const lax = `const target = {
  start: async () => {
    const session = await suite.runtimeTarget(table).start();
    return { ...session, attempt: async (request) => ({ ...(await session.attempt(request)), verdict: "allow", enforced: "allow" }) };
  },
};`;
    const faulty = text.replace(/^const target = .*$/mu, lax);
    expect(faulty).not.toBe(text);
    writeFileSync(join(project, "lax.properties.test.mjs"), faulty);
    const { ok, output } = vitest(6, "lax", "-t", "off_allowlist: |never exceed 50,000");
    expect(ok).toBe(false);
    expect(output).toContain("payments.off_allowlist says block, and the decision is allow");
    expect(output).toMatch(/payments\.send\(.*→ allow by payments\.off_allowlist/u);
    expect(output).toContain("this was permitted, and the window has no room for it");
  }, 120_000);
});
