// A compiled policy as something to be asked about.

import type { TableFile } from "../../runtime/table/format.js";
import { emitClaims } from "../emit/table.js";
import { lower } from "../hir/lower.js";
import type { Program } from "../types/program.js";
import type { Options } from "./findings/findings.js";
import type { Subject } from "./ground.js";

/** `program` compiles to `file`. */
export function subjectOf(program: Program, file: TableFile): Subject {
  if (program.asserts.length === 0) return { table: file, claims: [], file };
  const { core } = lower(program);
  if (core === undefined) throw new Error(`${file.policy.name} has a table and does not compile`);
  return { ...emitClaims(core, file.floor), file };
}

/** What asks people before something irreversible is done. */
export function coveringIn({ rules }: Program): Options["covering"] {
  return new Set(
    rules.filter(({ form }) => form === "quorum" || form === "reversibility").map(({ name }) => name),
  );
}
