// The README: its two commands, its policy, and its program, which is type-checked and run against the packed package.

import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installPacked, runTool } from "../package/packed.js";
import { ROOT } from "../support/cli.js";
import { pageOf } from "./markdown.js";

const { blocks } = pageOf("README.md");
const textOf = (language: string): string => blocks.find((block) => block.language === language)?.text ?? "";

let project = "";

beforeAll(() => {
  project = installPacked();
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module", private: true }));
  writeFileSync(join(project, "payments.agentpol"), textOf("agentpol"));
  writeFileSync(join(project, "program.ts"), textOf("ts"));
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describe("the README", () => {
  it("has the two commands", () => {
    const shell = blocks.filter(({ language }) => language === "sh").map(({ text }) => text);
    expect(shell).toContain("npm ci && npx agentpol test fixtures/policies\n");
    expect(shell).toContain("npm test\n");
  });

  it("has a program that is well typed", () => {
    const compilerOptions = {
      module: "node16",
      target: "es2022",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
    expect(runTool("typescript/bin/tsc", ["-p", "tsconfig.json", "--pretty", "false"], project)).toBe("");
  });

  it("has a program that prints what its comments say", () => {
    const program = textOf("ts");
    writeFileSync(join(project, "program.js"), transformSync(program, { loader: "ts", format: "esm" }).code);
    const output = execFileSync(process.execPath, ["program.js"], { cwd: project, encoding: "utf8" });
    const said = Array.from(program.matchAll(/^console\.log.*\/\/ (.*)$/gm), ([, comment = ""]) => comment);
    expect(said.length).toBeGreaterThan(0);
    expect(output.trim().split("\n")).toEqual(said);
  });
});
