// Builds what is shipped: the package in `dist/` and the editor extension in `vscode-extension/dist/`.
//
// Every npm package is bundled (hence a devDependency), so that the command line starts fast and an installation is
// small; those that carry WebAssembly find their file beside themselves and therefore stay real `dependencies`.

import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(await readFile(`${root}package.json`, "utf8"));

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  // Names stay as they are: stack traces read well, and chevrotain looks at the names of functions.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  metafile: true,
  write: false,
  logLevel: "warning",
};

/** The doors and programs of the package, in one build, so that they share their chunks. */
const packageBuild = {
  ...shared,
  format: "esm",
  splitting: true,
  entryPoints: [
    "cli/main.ts",
    "cli/testing/worker.ts",
    "compiler/index.ts",
    "compiler/format/plugin.ts",
    "runtime/index.ts",
    "testing/index.ts",
  ],
  chunkNames: "chunks/[name]-[hash]",
  outbase: ".",
  outdir: "dist",
  external: Object.keys(manifest.dependencies),
};

/** The editor loads its client as CommonJS, and gives it `vscode`. */
const clientBuild = {
  ...shared,
  format: "cjs",
  entryPoints: ["vscode-extension/extension.ts"],
  outfile: "vscode-extension/dist/extension.cjs",
  external: ["vscode"],
};

/** The command line, which the extension starts as a program of its own, as the language server too: nothing else is installed. */
const programBuild = {
  ...packageBuild,
  entryPoints: ["cli/main.ts"],
  outdir: "vscode-extension/dist",
  external: [],
  plugins: [
    {
      name: "carried",
      setup: ({ onResolve }) => {
        for (const name of Object.keys(manifest.dependencies)) {
          // The program and its chunks stand one folder below `dist`.
          const carried = { path: `../carried/${name}.cjs`, external: true };
          onResolve({ filter: new RegExp(`^${name}$`) }, () => carried);
        }
      },
    },
  ],
};

/** An extension is packed without `node_modules`: each real dependency is a file for itself, with its WebAssembly beside it. */
const carriedBuild = {
  ...shared,
  format: "cjs",
  entryPoints: Object.keys(manifest.dependencies),
  outdir: "vscode-extension/dist/carried",
  outExtension: { ".js": ".cjs" },
};

async function carryWebAssembly() {
  for (const name of Object.keys(manifest.dependencies)) {
    const folder = `${root}node_modules/${name}`;
    const files = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".wasm"));
    for (const file of files)
      await cp(`${folder}/${file}`, `${root}vscode-extension/dist/carried/${basename(file)}`);
  }
}

/** Where CommonJS packages were bundled, esbuild's helper wants a `require` for Node's own modules: only there. */
function withRequire(text) {
  if (!/\b__require\s*=/.test(text)) return text;
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? "";
  const define =
    'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);';
  return shebang + define + text.slice(shebang.length);
}

async function write(outputs, format) {
  for (const { path, text } of outputs) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, format === "esm" ? withRequire(text) : text);
  }
}

/** `npx agentpol` in a clone looks among the installed commands first; otherwise it installs the clone into its cache. */
async function linkCommand() {
  const link = `${root}node_modules/.bin/agentpol`;
  await rm(link, { force: true });
  await symlink("../../dist/cli/main.js", link);
}

const builds = [packageBuild, clientBuild, programBuild, carriedBuild];
const results = await Promise.all(builds.map((options) => build(options)));

await rm(`${root}dist`, { recursive: true, force: true });
await rm(`${root}vscode-extension/dist`, { recursive: true, force: true });
for (const [index, { outputFiles }] of results.entries()) await write(outputFiles, builds[index].format);
await carryWebAssembly();
await chmod(`${root}dist/cli/main.js`, 0o755);
if (process.platform !== "win32") await linkCommand();

const notices = await thirdPartyNotices(
  root,
  results.map((result) => result.metafile),
);
await writeFile(`${root}dist/THIRD-PARTY-NOTICES.txt`, notices);
await writeFile(`${root}vscode-extension/dist/THIRD-PARTY-NOTICES.txt`, notices);

const size = results
  .flatMap((result) => result.outputFiles)
  .reduce((sum, file) => sum + file.contents.length, 0);
console.log(`built ${relative(process.cwd(), `${root}dist`) || "."}: ${Math.round(size / 1024)} KiB`);
