// Compiles a policy of one file and gives what `verify` is asked about.

import { compile } from "../../compiler/compile.js";
import { emitClaims } from "../../compiler/emit/table.js";
import { lower } from "../../compiler/hir/lower.js";
import type { Subject } from "../../compiler/verify/verify.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";

/** @throws {Error} with all diagnostics, where the policy has a mistake. */
export function subjectOf(text: string): Subject {
  const { program, table, diagnostics } = compile("p.agentpol", {
    read: (path) =>
      path === "p.agentpol" ? { ok: true, text } : { ok: false, reason: "there is no such file" },
    parseSchema,
  });
  const core = program && lower(program).core;
  if (core === undefined || table === undefined)
    throw new Error(`${diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n")}\n${text}`);
  return { ...emitClaims(core, table.floor), file: table };
}
