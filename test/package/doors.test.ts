// The doors of the package, tried from outside: types under both ways of resolving modules, and imports in plain Node.

import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked, runTool } from "./packed.js";

const program = `
import { compile, type Compilation, type ReadResult } from "agentpol";
import { createRuntime, decide } from "agentpol/runtime";

const read = (path: string): ReadResult => 
  path === "p.agentpol" ? { ok: true, text: "policy p {}" } : { ok: false, reason: "there is no such file" };
const compilation: Compilation = compile("p.agentpol", { read });
const codes: readonly string[] = compilation.diagnostics.map((each) => each.code);
// @ts-expect-error: a type that is \`any\` would let this pass
const wrong: number = compilation;
export { codes, createRuntime, decide, wrong };
`;

let project = "";

beforeAll(() => {
  project = installPacked();
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  writeFileSync(join(project, "program.ts"), program);
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

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
  ])("has types under module %s, resolution %s", (module, moduleResolution) => {
    const config = {
      compilerOptions: { module, moduleResolution, target: "es2022", strict: true, noEmit: true, types: [] },
      files: ["program.ts"],
    };
    const file = `tsconfig.${moduleResolution}.json`;
    writeFileSync(join(project, file), JSON.stringify(config));
    const output = runTool("typescript/bin/tsc", ["-p", file, "--pretty", "false"], project);
    expect(output).toBe("");
  });

  it("opens its doors in plain Node", () => {
    const script = `
      const { compile } = await import("agentpol");
      const { createRuntime, decide } = await import("agentpol/runtime");
      console.log([compile, createRuntime, decide].map((each) => typeof each).join(" "));
    `;
    const args = ["--input-type=module", "--eval", script];
    const output = execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });
    expect(output.trim()).toBe("function function function");
  });

  it("keeps all other files to itself", () => {
    const args = ["--input-type=module", "--eval", `await import("agentpol/dist/cli/main.js")`];
    const run = (): string =>
      execFileSync(process.execPath, args, { cwd: project, encoding: "utf8", stdio: "pipe" });
    expect(run).toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("tells its version as a command", () => {
    const command = join(project, "node_modules/agentpol/dist/cli/main.js");
    const output = execFileSync(process.execPath, [command, "--version"], { encoding: "utf8" });
    expect(output.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
