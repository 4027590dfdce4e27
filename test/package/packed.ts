// The package as an installation sees it: packed by npm, unpacked beside its real dependencies.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

function dependenciesOf(name: string, found = new Set<string>()): ReadonlySet<string> {
  const folder = name === "" ? root : join(root, "node_modules", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (found.has(dependency)) continue;
    found.add(dependency);
    dependenciesOf(dependency, found);
  }
  return found;
}

/** A new folder in which `agentpol` is installed with what its manifest asks for, and nothing else. */
export function installPacked(): string {
  const project = mkdtempSync(join(tmpdir(), "agentpol-packed-"));
  const [tarball] = JSON.parse(npmPack(project)) as { filename: string }[];
  const modules = join(project, "node_modules");
  mkdirSync(join(modules, "agentpol"), { recursive: true });
  const file = join(project, tarball!.filename);
  execFileSync("tar", ["-xzf", file, "-C", join(modules, "agentpol"), "--strip-components=1"]);
  for (const dependency of dependenciesOf("")) {
    mkdirSync(join(modules, dependency, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", dependency), join(modules, dependency));
  }
  return project;
}

function npmPack(destination: string): string {
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", destination];
  return execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** Runs a program of this project's own `node_modules` with Node, and gives all that it printed. */
export function runTool(tool: string, args: readonly string[], cwd: string): string {
  const run = spawnSync(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd,
    encoding: "utf8",
  });
  return run.stdout + run.stderr;
}
