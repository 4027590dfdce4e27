// Compiles policies and gives what `verify` is asked about, and what decides.

import { compile } from "../../compiler/compile.js";
import { groundOf, type Ground } from "../../compiler/verify/ground.js";
import { subjectOf } from "../../compiler/verify/subject.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { Policy } from "../../runtime/decide/policy.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import type { TableFile } from "../../runtime/table/format.js";

export type Files = Readonly<Record<string, string>>;

/** @throws {Error} with all diagnostics, where the policy has a mistake. */
function compiled(files: Files) {
  const { program, table, diagnostics } = compile("p.agentpol", {
    read: (path) => {
      const text = files[path];
      return text === undefined ? { ok: false, reason: "there is no such file" } : { ok: true, text };
    },
    parseSchema,
  });
  if (program !== undefined && table !== undefined) return { program, table };
  const told = diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
  throw new Error(`${told}\n${files["p.agentpol"] ?? ""}`);
}

/** Of a policy of one file. */
export function groundIn(text: string): Ground {
  return groundOfFiles({ "p.agentpol": text });
}

/** Of `p.agentpol` and what it reads. */
export function groundOfFiles(files: Files): Ground {
  const { program, table } = compiled(files);
  return groundOf(subjectOf(program, table));
}

export function tableOfFiles(files: Files): TableFile {
  return compiled(files).table;
}

export function policyOfFiles(files: Files): Policy {
  const loaded = loadPolicy(compiled(files).table);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.policy;
}
