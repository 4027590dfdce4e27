// What there is to lint: policies with the golden cases beside them, each under the configuration that is nearest above it.

import { readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { openCases } from "../../compiler/cases/read-cases.js";
import { compile, type Compilation } from "../../compiler/compile.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Overlay, Subject } from "../../compiler/lint/apply.js";
import { lint } from "../../compiler/lint/lint.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { withFloors } from "../../runtime/table/floor.js";
import { discover, readText } from "../files.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy, type CompiledPolicy } from "../load.js";
import type { Configured } from "./config.js";

export interface LintSubject extends Subject {
  readonly policy: CompiledPolicy;
}

export interface Looking {
  readonly configOf: (folder: string) => Configured;
  readonly only: ReadonlySet<string> | undefined;
}

export async function subjectsIn(
  paths: readonly string[],
  looking: Looking,
): Promise<readonly LintSubject[]> {
  const compiled: CompiledPolicy[] = [];
  for (const file of discover(paths, [".agentpol"])) compiled.push(await compilePolicy(file));
  const casesFiles = discover(
    paths.filter((path) => path !== "-" && !path.endsWith(".agentpol")),
    [".cases.yaml"],
  );
  return withoutLibraries(compiled).map((policy) => subjectOf(policy, casesFiles, looking));
}

function subjectOf(
  policy: CompiledPolicy,
  casesFiles: readonly string[],
  { configOf, only }: Looking,
): LintSubject {
  const { root, entry, options } = policy;
  const path = resolve(root, entry);
  const { config, folder } = configOf(dirname(path));
  const keyOf = (file: string): string => resolve(root, file);
  const cases = casesOf(policy, path, casesFiles);
  return {
    policy,
    keyOf,
    compile: (overlay) => compile(entry, { ...options, read: reading(options.read, keyOf, overlay) }),
    lint: (compilation) =>
      lint(compilation, {
        ...{ config, cases },
        ...(only !== undefined && { only }),
        pathOf: (file) => relative(folder, keyOf(file)).split(sep).join("/"),
      }),
  };
}

function reading(
  read: CompiledPolicy["options"]["read"],
  keyOf: (file: string) => string,
  overlay: Overlay,
): CompiledPolicy["options"]["read"] {
  return (file) => {
    const text = overlay.get(keyOf(file));
    return text === undefined ? read(file) : { ok: true, text };
  };
}

/** Cases of the files that were named and of those beside the policy, as far as they can be read. */
function casesOf({ table }: Compilation, path: string, files: readonly string[]): readonly TestCase[] {
  if (table === undefined) return [];
  const beside = besides(dirname(path)).filter((name) => name.endsWith(".cases.yaml"));
  const all = new Set(
    [...files, ...beside.map((name) => join(dirname(path), name))].map((file) => resolve(file)),
  );
  const names = withFloors(table).flatMap(({ rules, killswitches }) =>
    [...rules, ...killswitches].map(({ name }) => name),
  );
  return Array.from(all).flatMap((file) => {
    const { policy, read } = openCases({ path: file, text: readText(file) });
    if (policy === undefined || resolve(dirname(file), policy) !== path) return [];
    return read({ policy: table.policy.name, rules: [...new Set(names)] }).cases;
  });
}

/** Nothing where the folder is not there, as for standard input. */
function besides(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What lint and the compiler say of a policy; warnings of the compiler are told by `check`. */
export function findingsOf({ lint: linted }: LintSubject, compilation: Compilation): readonly Diagnostic[] {
  const errors = compilation.diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 ? errors : linted(compilation);
}
