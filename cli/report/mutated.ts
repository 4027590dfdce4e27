// What becomes of the mutants of a policy, with what their report needs.

import type { Mutant, Outcome } from "../../compiler/mutate/mutate.js";
import { sourceDiff, type SourceDiff } from "../../compiler/mutate/source-diff.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { Sources } from "./plain.js";

export interface Mutated extends Outcome {
  readonly file: string;
  /** From the working folder. */
  readonly path: string;
  readonly table: TableFile;
  readonly sources: Sources;
  /** How many were put to the mutants. */
  readonly cases: number;
}

export function diffOf({ mutation }: Mutant, sources: Sources): SourceDiff {
  const path = mutation.span.file;
  return sourceDiff({ path, text: sources.get(path)?.text ?? "" }, mutation);
}
