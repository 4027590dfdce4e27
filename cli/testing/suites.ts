// What there is to test: the test blocks of each policy, and the cases files, each with the table they run on.

import { posix, resolve } from "node:path";
import { openCases } from "../../compiler/cases/read-cases.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { SourceFile } from "../../compiler/source/source.js";
import { withFloors } from "../../runtime/table/floor.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { readText, shown } from "../files.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy, type CompiledPolicy } from "../load.js";

export interface Suite {
  /** The policy or cases file, as diagnostics call it. */
  readonly entry: string;
  /** From the working folder. */
  readonly path: string;
  /** Absent where a cases file names none. */
  readonly policy?: CompiledPolicy;
  /** Absent where the policy does not compile: its diagnostics say why. */
  readonly table: TableFile | undefined;
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** A policy file without a `policy` block. */
  readonly headless: boolean;
  /** The files that were asked for, by their whole paths, there or not. */
  readonly asked: ReadonlySet<string>;
}

/** Reads the suite of a file. */
export type SuiteReader = (file: string) => Promise<Suite>;

/** Reads any number of suites, and compiles each policy once. */
export function suiteReader(): SuiteReader {
  const compiled = new Map<string, Promise<CompiledPolicy>>();
  const compileOnce = (path: string): Promise<CompiledPolicy> => {
    const known = compiled.get(path) ?? compilePolicy(path);
    compiled.set(path, known);
    return known;
  };
  return async (file) =>
    isCases(file) ? casesSuite(file, compileOnce) : ownTests(file, await compileOnce(posix.normalize(file)));
}

/** All suites, policies first, less the policies that are parts of others. */
export async function collect(files: readonly string[]): Promise<Suite[]> {
  const read = suiteReader();
  const suites: Suite[] = [];
  for (const file of inOrder(files)) suites.push(await read(file));
  return withoutLibraries(suites);
}

/** Policies before cases files. */
export function inOrder(files: readonly string[]): string[] {
  return [...files.filter((file) => !isCases(file)), ...files.filter(isCases)];
}

export function isCases(file: string): boolean {
  return file.endsWith(".yaml") || file.endsWith(".yml");
}

function ownTests(path: string, compiled: CompiledPolicy): Suite {
  const { cases = [], entry, table, diagnostics, sources, headless, asked } = compiled;
  return { entry, path: pathOf(path), policy: compiled, table, cases, diagnostics, sources, headless, asked };
}

/** From the working folder, as results and memory name a file. */
export function pathOf(file: string): string {
  return file === "-" ? file : shown(process.cwd(), file);
}

async function casesSuite(
  path: string,
  compileOnce: (path: string) => Promise<CompiledPolicy>,
): Promise<Suite> {
  const file: SourceFile = { path: pathOf(path), text: readText(path) };
  const own = { entry: file.path, path: file.path, sources: new Map([[file.path, file]]), headless: false };
  const { policy, read } = openCases(file);
  const asked = new Set([resolve(path)]);
  if (policy === undefined) return { ...own, asked, table: undefined, ...read({ policy: "", rules: [] }) };
  const compiled = await compileOnce(posix.join(posix.dirname(path), policy));
  for (const each of compiled.asked) asked.add(each);
  const { table, diagnostics, sources } = compiled;
  if (table === undefined) return { ...own, asked, policy: compiled, table, cases: [], diagnostics, sources };
  const all = withFloors(table).flatMap(({ rules, killswitches }) => [...rules, ...killswitches]);
  const rules = [...new Set(all.map(({ name }) => name))];
  return { ...own, asked, policy: compiled, table, ...read({ policy: table.policy.name, rules }) };
}
