// Imports modules that were emitted, as programs do: from a file, by Node alone, with the package built.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { emitModule } from "../../compiler/emit/js/module.js";
import type { Decision, Facts } from "../../runtime/decide/request.js";
import type { TableFile } from "../../runtime/table/format.js";

export interface EmittedModule {
  readonly decide: (request: unknown, facts?: Facts) => Decision;
  /** Undefined where the table is to decide. */
  readonly decideHere: (request: unknown, facts?: Facts) => Decision | undefined;
  readonly policy: Decision["policy"];
}

const root = fileURLToPath(new URL("../../", import.meta.url));
let folder: Promise<string> | undefined;
let written = 0;

export async function importEmitted(table: TableFile): Promise<EmittedModule> {
  const place = await (folder ??= withRuntime());
  written += 1;
  const file = join(place, `${String(written)}.mjs`);
  const text = emitModule(table).replace('"agentpol/runtime"', '"./runtime.mjs"');
  writeFileSync(file, `${text}\nexport { decideHere };\n`);
  return (await import(pathToFileURL(file).href)) as EmittedModule;
}

/** A new folder with the runtime as one file, which finds its packages. */
async function withRuntime(): Promise<string> {
  const parent = join(root, "node_modules/.emitted");
  mkdirSync(parent, { recursive: true });
  const place = mkdtempSync(join(parent, "run-"));
  await build({
    absWorkingDir: root,
    entryPoints: ["runtime/index.ts"],
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    outfile: join(place, "runtime.mjs"),
  });
  return place;
}
