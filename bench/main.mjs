// The command `npm run bench`: installs what the benchmark compares with, bundles its program, and runs it.
// `--quick` takes a minute or two; `--write` writes RESULTS.md and RESULTS.svg. See README.md.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const bench = fileURLToPath(new URL(".", import.meta.url));
const modules = join(bench, "node_modules");
const lock = readFileSync(join(bench, "package-lock.json"), "utf8");

/** npm writes down what it installed: the lock file without the package itself. */
function isInstalled() {
  const installed = join(modules, ".package-lock.json");
  if (!existsSync(installed)) return false;
  const wanted = Object.entries(JSON.parse(lock).packages).filter(([path]) => path !== "");
  const { packages } = JSON.parse(readFileSync(installed, "utf8"));
  return wanted.every(([path, { version }]) => packages[path]?.version === version);
}

function run(command, args, options) {
  const { status } = spawnSync(command, args, { stdio: "inherit", cwd: bench, ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!isInstalled()) run("npm", ["ci", "--no-audit", "--no-fund"], { shell: process.platform === "win32" });

const outdir = join(modules, ".bench");
await build({
  absWorkingDir: bench,
  entryPoints: { run: "run.ts", process: "measure/process.ts", runtime: "../runtime/index.ts" },
  bundle: true,
  // An emitted module imports the very runtime that the table is decided by.
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
  outdir,
  outExtension: { ".js": ".mjs" },
  logLevel: "warning",
});
run(process.execPath, [join(outdir, "run.mjs"), ...process.argv.slice(2)], { cwd: process.cwd() });
