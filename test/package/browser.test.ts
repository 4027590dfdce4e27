// What is pure runs in a browser: it bundles without one module of Node, and works where Node's globals are missing.

import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

function filesOf(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, file));
}

/** Bundles as for a browser: an import of a module of Node's fails the build. */
async function bundle(entryPoints: readonly string[], format: "esm" | "iife" = "esm") {
  return build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    bundle: true,
    platform: "browser",
    format,
    globalName: "bundled",
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
}

/** The packages whose code is in a bundle. */
function packagesIn(inputs: object): string[] {
  const names = Object.keys(inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

describe("bundles for a browser", () => {
  it("refuses what needs Node, so that the tests below can fail", async () => {
    await expect(bundle(["cli/main.ts"])).rejects.toThrow('Could not resolve "node:');
  });

  it.each(["lsp/features", "runtime/values"])("every file of %s", async (folder) => {
    const { metafile } = await bundle(filesOf(folder));
    expect(Object.keys(metafile.outputs)).toHaveLength(filesOf(folder).length);
  });

  it("lint and its configuration, though not what proves its fixes", async () => {
    const { metafile } = await bundle(["compiler/lint/lint.ts", "compiler/lint/config.ts"]);
    expect(packagesIn(metafile.inputs)).toContain("yaml");
    await expect(bundle(["compiler/lint/apply.ts"])).rejects.toThrow('Could not resolve "node:');
  });

  it.each(["runtime/table", "runtime/evaluate"])("every file of %s, without any package", async (folder) => {
    const { metafile } = await bundle(filesOf(folder));
    expect(packagesIn(metafile.inputs)).toEqual([]);
  });

  it("the compiler, which then compiles with nothing but the language's own globals", async () => {
    const { outputFiles } = await bundle(["compiler/index.ts"], "iife");
    const source = "policy p { default allow }\nrule r on missing.action { allow }";
    const context = vm.createContext({ source, TextEncoder, TextDecoder, URL });
    vm.runInContext(outputFiles[0]!.text, context);
    const codes: unknown = vm.runInContext(
      `bundled.compile("p.agentpol", { read: () => ({ ok: true, text: source }) }).diagnostics.map((d) => d.code)`,
      context,
    );
    expect(codes).toEqual([expect.stringMatching(/^AP2\d{3}$/)]);
  });

  it("the formatter, with nothing of Node's", async () => {
    const { outputFiles } = await bundle(["compiler/format/format.ts"], "iife");
    const context = vm.createContext({});
    vm.runInContext(outputFiles[0]!.text, context);
    expect(vm.runInContext(`bundled.formatText("let  a = 1 // b").text`, context)).toBe("let a = 1 // b\n");
  });
});
