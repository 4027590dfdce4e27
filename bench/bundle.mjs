// Sources of this project as one module that Node can import: what the measurements of parts of it run.

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folderOf = (name) => join(root, "node_modules", `.bench-${name}`);

/**
 * Writes the module, of what `contents` exports, paths from the root; `options` are esbuild's. Packages are found where they are
 * installed.
 */
export async function bundle(name, contents, options = {}) {
  await mkdir(folderOf(name), { recursive: true });
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    stdin: { resolveDir: root, contents },
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    outfile: join(folderOf(name), "bundle.mjs"),
    logLevel: "warning",
    ...options,
  });
}

/** The module that was written under this name. */
export function bundled(name) {
  return import(pathToFileURL(join(folderOf(name), "bundle.mjs")).href);
}

export async function removeBundle(name) {
  await rm(folderOf(name), { recursive: true });
}
