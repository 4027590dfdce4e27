// Compiles policies that stand in texts, with the files that they read.

import { compile } from "../../compiler/compile.js";
import type { Program } from "../../compiler/types/program.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Policy } from "../../runtime/decide/policy.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { TableFile } from "../../runtime/table/format.js";
import { reading, type Files } from "./problems.js";

/** @throws {Error} with all diagnostics, where the policy has a mistake. */
export function compiledFiles(
  files: Files,
  entry = "p.agentpol",
): { readonly program: Program; readonly table: TableFile; readonly cases: readonly TestCase[] } {
  const { program, table, cases = [], diagnostics } = compile(entry, { read: reading(files), parseSchema });
  if (program !== undefined && table !== undefined) return { program, table, cases };
  const told = diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
  throw new Error(`${told}\n${Object.values(files).join("\n")}`);
}

export function tableOfFiles(files: Files, entry?: string): TableFile {
  return compiledFiles(files, entry).table;
}

/** As a program loads its table. */
export function policyOfFiles(files: Files): Policy {
  const loaded = loadPolicy(tableOfFiles(files));
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.policy;
}
