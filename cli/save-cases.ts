// Writes golden cases that were found beside a policy, in a file that `agentpol test` runs.

import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { openCases } from "../compiler/cases/read-cases.js";
import {
  addedCases,
  isWritable,
  newCases,
  type CaseToWrite,
  type PolicyNamed,
} from "../compiler/cases/write-cases.js";
import { InputError } from "./exit.js";
import { causeOf, readText } from "./files.js";

/** The names under which cases stand in the file, and those that no file can say. */
export interface Saved {
  readonly names: readonly string[];
  readonly left: readonly CaseToWrite[];
}

/** Writes cases of the policy: to a new file, or behind the cases of one that stands. */
export function saveCases(path: string, { file, name }: PolicyNamed, cases: readonly CaseToWrite[]): Saved {
  const own = cases.filter(({ testCase }) => isWritable(testCase));
  const left = cases.filter(({ testCase }) => !isWritable(testCase));
  if (own.length === 0) return { names: [], left };
  const { text, names } = existsSync(path)
    ? added(path, { file, name }, own)
    : newCases({ file: fromFolderOf(path, file), name }, own);
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new InputError(`cannot write ${path}`, causeOf(error));
  }
  return { names, left };
}

function added(
  path: string,
  { file, name }: PolicyNamed,
  cases: readonly CaseToWrite[],
): ReturnType<typeof newCases> {
  const text = readText(path);
  const { policy: other } = openCases({ path, text });
  if (other !== undefined && resolve(dirname(path), other) !== resolve(file))
    throw new InputError(
      `${path} has the cases of ${join(dirname(path), other)}`,
      `name another file for those of ${file}`,
    );
  const written = other === undefined ? undefined : addedCases(text, name, cases);
  if (written === undefined)
    throw new InputError(
      `${path} is no cases file that could be added to`,
      "run `agentpol test` on it to see what is wrong, or name another file",
    );
  return written;
}

/** As the cases file names the policy. */
function fromFolderOf(path: string, policy: string): string {
  return relative(dirname(resolve(path)), resolve(policy))
    .split(sep)
    .join("/");
}
