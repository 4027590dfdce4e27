// Collects the licences of the packages whose code a bundle holds: they ask to travel with it.

import { readFile, readdir } from "node:fs/promises";

/** The folders of the packages that contributed code to the bundles, sorted. */
function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : (await readFile(`${folder}/${file}`, "utf8")).trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** One text with name, version and licence of every bundled package. Metafiles are esbuild's, paths relative to `root`. */
export async function thirdPartyNotices(root, metafiles) {
  const notices = await Promise.all(bundledPackages(metafiles).map((folder) => notice(root + folder)));
  return notices.join(`\n${"-".repeat(80)}\n\n`);
}
