// Fixture policies compiled with a change planted in their text.

import { existsSync, readFileSync } from "node:fs";
import { compile } from "../../compiler/compile.js";
import type { Program } from "../../compiler/types/program.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import type { TableFile } from "../../runtime/table/format.js";

const FOLDER = new URL("../../fixtures/policies/", import.meta.url);

/** `primitives/throttle`. @throws {Error} where the change leaves the text as it was, or is a mistake. */
export function tableOfFixture(policy: string, change?: readonly [from: string, to: string]): TableFile {
  return compiledFixture(policy, change).table;
}

export function compiledFixture(
  policy: string,
  change?: readonly [from: string, to: string],
): { readonly program: Program; readonly table: TableFile } {
  const entry = `${policy}.agentpol`;
  const read = (path: string): { ok: true; text: string } | { ok: false; reason: string } => {
    const file = new URL(path, FOLDER);
    if (!existsSync(file)) return { ok: false, reason: "there is no such file" };
    const whole = readFileSync(file, "utf8");
    if (path !== entry) return { ok: true, text: whole };
    // Tests may speak of what is changed.
    const [text = ""] = whole.split(/^test /m);
    if (change === undefined) return { ok: true, text };
    const changed = text.replace(...(change as [string, string]));
    if (changed === text) throw new Error(`${entry} has no ${change[0]}`);
    return { ok: true, text: changed };
  };
  const { program, table, diagnostics } = compile(entry, { read, parseSchema });
  if (program !== undefined && table !== undefined) return { program, table };
  throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
}
