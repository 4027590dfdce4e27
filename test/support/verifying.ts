// Compiles a policy of one file and gives what `verify` is asked about.

import { compile } from "../../compiler/compile.js";
import { groundOf, type Ground } from "../../compiler/verify/ground.js";
import { subjectOf } from "../../compiler/verify/subject.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";

/** @throws {Error} with all diagnostics, where the policy has a mistake. */
export function groundIn(text: string): Ground {
  const { program, table, diagnostics } = compile("p.agentpol", {
    read: (path) =>
      path === "p.agentpol" ? { ok: true, text } : { ok: false, reason: "there is no such file" },
    parseSchema,
  });
  if (program === undefined || table === undefined)
    throw new Error(`${diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n")}\n${text}`);
  return groundOf(subjectOf(program, table));
}
