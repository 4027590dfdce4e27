// Policies, each with all golden cases that speak of it: its test blocks, and the cases files that name it.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { openCases } from "../../compiler/cases/read-cases.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { InputError } from "../exit.js";
import { discover, readText } from "../files.js";
import type { CompiledPolicy } from "../load.js";
import { collect, type Suite } from "./suites.js";

/** A policy that compiles. */
export interface PolicyWithCases {
  readonly policy: CompiledPolicy;
  readonly cases: readonly TestCase[];
}

/**
 * The policies under the paths, with the cases in them and beside them; and the suites that are broken.
 * @throws {InputError} where there is no policy.
 */
export async function policiesWithCases(
  paths: readonly string[],
): Promise<{ readonly policies: readonly PolicyWithCases[]; readonly suites: readonly Suite[] }> {
  const named = discover(paths, [".agentpol", ".cases.yaml"]);
  const suites = await collect(Array.from(new Set([...named, ...named.flatMap(casesBeside)])));
  if (suites.length === 0)
    throw new InputError(
      `no policies under ${paths.join(", ")}`,
      "name a *.agentpol file or a folder that holds one",
    );
  const cases = new Map<CompiledPolicy, TestCase[]>();
  for (const { policy, cases: own } of suites) {
    if (policy?.table === undefined) continue;
    cases.set(policy, [...(cases.get(policy) ?? []), ...own]);
  }
  return { policies: Array.from(cases, ([policy, own]) => ({ policy, cases: own })), suites };
}

/** The cases files in the policy's folder that name it. */
function casesBeside(policy: string): readonly string[] {
  if (!policy.endsWith(".agentpol")) return [];
  const folder = dirname(policy);
  if (!existsSync(policy)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".cases.yaml"))
    .map((name) => join(folder, name))
    .filter((path) => {
      const { policy: own } = openCases({ path, text: readText(path) });
      return own !== undefined && posix.join(posix.dirname(path), own) === posix.normalize(policy);
    });
}
