// `agentpol init`: a first policy, its cases and a CI snippet that pass at once.

import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError, type ExitCode } from "../exit.js";
import { causeOf, makeFolder } from "../files.js";
import { styleFor } from "../style.js";
import { TEMPLATES } from "../templates.js";

export interface InitOptions {
  readonly force: boolean;
}

export function init(folder: string, { force }: InitOptions): ExitCode {
  const files = TEMPLATES.map(({ path, text }) => ({ path: join(folder, path), text }));
  const standing = files.filter(({ path }) => existsSync(path)).map(({ path }) => path);
  if (standing.length > 0 && !force) {
    throw new InputError(
      `${standing.join(", ")} would be overwritten`,
      "choose another folder, or add --force",
    );
  }
  const style = styleFor(process.stdout);
  for (const { path, text } of files) {
    write(path, text);
    process.stdout.write(`${style.green("✓")} ${path}\n`);
  }
  process.stdout.write(`\nNext: agentpol test ${folder}\n`);
  return 0;
}

function write(path: string, text: string): void {
  try {
    makeFolder(dirname(path));
    writeFileSync(path, text);
  } catch (error) {
    throw new InputError(`cannot write ${path}`, causeOf(error));
  }
}
