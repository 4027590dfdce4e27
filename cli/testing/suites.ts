// What there is to test: the test blocks of each policy, and the cases files, each with the table they run on.

import { posix } from "node:path";
import { readCases, policyOf } from "../../compiler/cases/read-cases.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { SourceFile } from "../../compiler/source/source.js";
import { withFloors } from "../../runtime/table/floor.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { readText, shown } from "../files.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy, type CompiledPolicy } from "../load.js";

export interface Suite {
  /** The policy or cases file. */
  readonly file: string;
  /** Absent where a cases file names none. */
  readonly policy?: CompiledPolicy;
  /** Absent where the policy does not compile: its diagnostics say why. */
  readonly table: TableFile | undefined;
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/** Does the policy, or the cases file, have errors? Then not all of its cases are there. */
export function isBroken({ table, diagnostics }: Suite): boolean {
  return table === undefined || diagnostics.some(({ severity }) => severity === "error");
}

export async function collect(files: readonly string[]): Promise<Suite[]> {
  const compiled = new Map<string, Promise<CompiledPolicy>>();
  const compileOnce = (path: string): Promise<CompiledPolicy> => {
    const known = compiled.get(path) ?? compilePolicy(path);
    compiled.set(path, known);
    return known;
  };
  const policies = [];
  for (const file of files) if (!isCases(file)) policies.push(await compileOnce(posix.normalize(file)));
  const suites = withoutLibraries(policies).map(ownTests);
  for (const file of files) if (isCases(file)) suites.push(await casesSuite(file, compileOnce));
  return suites;
}

function isCases(file: string): boolean {
  return file.endsWith(".cases.yaml") || file.endsWith(".yaml") || file.endsWith(".yml");
}

function ownTests(policy: CompiledPolicy): Suite {
  const { entry, table, cases = [], diagnostics, sources } = policy;
  return { file: entry, policy, table, cases, diagnostics, sources };
}

async function casesSuite(
  path: string,
  compileOnce: (path: string) => Promise<CompiledPolicy>,
): Promise<Suite> {
  const file: SourceFile = { path: shown(process.cwd(), path), text: readText(path) };
  const policy = policyOf(file);
  if (policy === undefined) return suiteOf(file, undefined, readCases(file, { policy: "", rules: [] }));
  const compiled = await compileOnce(posix.join(posix.dirname(path), policy));
  const { table, diagnostics, sources } = compiled;
  if (table === undefined)
    return { file: file.path, policy: compiled, table, cases: [], diagnostics, sources };
  const all = withFloors(table).flatMap(({ rules: own, killswitches }) => [...own, ...killswitches]);
  const rules = all.map(({ name }) => name);
  const read = readCases(file, { policy: table.policy.name, rules: [...new Set(rules)] });
  return { ...suiteOf(file, table, read), policy: compiled };
}

function suiteOf(file: SourceFile, table: TableFile | undefined, read: ReturnType<typeof readCases>): Suite {
  return {
    file: file.path,
    table,
    cases: read.cases,
    diagnostics: read.diagnostics,
    sources: new Map([[file.path, file]]),
  };
}
