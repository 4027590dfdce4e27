// The doors of the package, tried from outside: types under both ways of resolving modules, and imports in plain Node.

import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.js";
import { installPacked, runTool } from "./packed.js";

const program = `
import { compile, type Compilation, type ReadResult } from "agentpol";
import { languages, parsers } from "agentpol/prettier";
import { createRuntime, decide } from "agentpol/runtime";

const read = (path: string): ReadResult => 
  path === "p.agentpol" ? { ok: true, text: "policy p {}" } : { ok: false, reason: "there is no such file" };
const compilation: Compilation = compile("p.agentpol", { read });
const codes: readonly string[] = compilation.diagnostics.map((each) => each.code);
// @ts-expect-error: a type that is \`any\` would let this pass
const wrong: number = compilation;
export { codes, createRuntime, decide, languages, parsers, wrong };
`;

/** What asks the module that the command emits. */
const asking = `
import type { Decision } from "agentpol/runtime";
import { decide, policy } from "./shop.mjs";

const request = { action: { name: "look" } };
const decision: Decision = decide(request);
const rule: string = decide(request, { now: 0 }).rule;
const digest: string = policy.digest;
// @ts-expect-error: a decision is no text
const wrong: string = decide(request);
// @ts-expect-error: what is said of the policy is not changed
policy.name = "other";
console.log(decision.verdict, rule, digest.length > 0, typeof wrong);
`;

const shop = `policy shop { default block }
action look() { effect read, reversible always }
rule may_look on look { allow }
`;

let project = "";

beforeAll(() => {
  project = installPacked();
  // Whoever opens the plugin's door has prettier.
  symlinkSync(join(ROOT, "node_modules/prettier"), join(project, "node_modules/prettier"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  writeFileSync(join(project, "program.ts"), program);
  writeFileSync(join(project, "asking.ts"), asking);
  writeFileSync(join(project, "shop.agentpol"), shop);
  execFileSync(process.execPath, [command(), "compile", "shop.agentpol", "--emit", "js", "--out", "."], {
    cwd: project,
    stdio: "ignore",
  });
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

function command(): string {
  return join(project, "node_modules/agentpol/dist/cli/main.js");
}

describe("the packed package", () => {
  it("holds what is built and documented, no sources and no tests", () => {
    const entries = readdirSync(join(project, "node_modules/agentpol")).sort();
    expect(entries.filter((entry) => entry !== "docs")).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist",
      "package.json",
    ]);
  });

  it.each([
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])(
    "has types under module %s, resolution %s",
    (module, moduleResolution) => {
      const config = {
        compilerOptions: {
          module,
          moduleResolution,
          target: "es2022",
          strict: true,
          noEmit: true,
          types: [],
        },
        files: ["program.ts", "asking.ts"],
      };
      const file = `tsconfig.${moduleResolution}.json`;
      writeFileSync(join(project, file), JSON.stringify(config));
      const output = runTool("typescript/bin/tsc", ["-p", file, "--pretty", "false"], project);
      expect(output).toBe("");
    },
    120_000,
  );

  it("opens its doors in plain Node", () => {
    const script = `
      const { compile } = await import("agentpol");
      const { createRuntime, decide } = await import("agentpol/runtime");
      const { expectVerdict } = await import("agentpol/testing");
      console.log([compile, createRuntime, decide, expectVerdict].map((each) => typeof each).join(" "));
    `;
    const args = ["--input-type=module", "--eval", script];
    const output = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    expect(output.trim()).toBe("function function function function");
  });

  it("is a plugin for prettier, by the name of its door", () => {
    writeFileSync(join(project, "ugly.agentpol"), "let  a = 1 // b");
    const args = ["--plugin", "agentpol/prettier", "ugly.agentpol"];
    expect(runTool("prettier/bin/prettier.cjs", args, project)).toBe("let a = 1 // b\n");
  });

  it("is what an emitted module decides with", () => {
    writeFileSync(
      join(project, "asking.mjs"),
      transformSync(asking, { loader: "ts", format: "esm" }).code.replace(/^policy\.name.*$/m, ""),
    );
    const output = execFileSync(process.execPath, ["asking.mjs"], { cwd: project, encoding: "utf8" });
    expect(output).toBe("allow shop.may_look true object\n");
  });

  it("keeps all other files to itself", () => {
    const args = ["--input-type=module", "--eval", `await import("agentpol/dist/cli/main.js")`];
    const run = (): string =>
      execFileSync(process.execPath, args, { cwd: project, encoding: "utf8", stdio: "pipe" });
    expect(run).toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("tells its version as a command", () => {
    const output = execFileSync(process.execPath, [command(), "--version"], { encoding: "utf8" });
    expect(output.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
