// Builds the command line with a fault planted in it.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../support/cli.js";
import type { Fault } from "./fault.js";

/**
 * Calls `use` with the program's path. It lies among the installed packages, where it finds those that are not bundled.
 * @throws {Error} where the fault does not fit the code any more.
 */
export async function withFault<T>(fault: Fault, use: (program: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(ROOT, "node_modules/.fault-"));
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints: ["cli/main.ts"],
      bundle: true,
      splitting: true,
      platform: "node",
      target: "node20",
      format: "esm",
      outdir: folder,
      external: ["libpg-query"],
      banner: {
        js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
      },
      logLevel: "error",
      plugins: [
        {
          name: "plant",
          setup: (bundle) => {
            bundle.onLoad({ filter: new RegExp(`/${fault.file.replaceAll(".", "\\.")}$`) }, ({ path }) => ({
              contents: planted(fault, readFileSync(path, "utf8")),
              loader: "ts",
            }));
          },
        },
      ],
    });
    return await use(join(folder, "main.js"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws {Error} where what the fault replaces does not stand in the text once. */
export function planted({ what, file, from, to }: Fault, text: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`"${what}" does not fit ${file}`);
  return parts.join(to);
}
