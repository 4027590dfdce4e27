// The pipeline on one page: from the text of a policy to its table and its cases.

import type { TableFile } from "../runtime/table/format.js";
import type { TestCase } from "../runtime/testing/case.js";
import { analyse, hasError, inOrder, isError, type Analysis, type AnalyseOptions } from "./analyse.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { emitTable } from "./emit/table.js";
import { lower } from "./hir/lower.js";
import type { SourceFile } from "./source/source.js";
import type { Program } from "./types/program.js";

export type { ReadResult } from "./source/reader.js";

/** How the compiler reads files, and what it leaves to its caller. */
export type CompileOptions = AnalyseOptions;

export interface Compilation {
  /** In the order of files and places. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every source that was read, by its path: for rendering diagnostics. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The entry file has no `policy` block: it is part of other policies, or its author forgot the block. */
  readonly headless: boolean;
  /** The three are there where no diagnostic is an error. */
  readonly program?: Program;
  readonly table?: TableFile;
  readonly cases?: readonly TestCase[];
}

/**
 * Compiles the policy in the file `entry`, a project-relative path with `/`, and all that it imports. Synchronous and
 * pure: it reads through `options.read` alone, and a mistake in a policy is a diagnostic, never an exception.
 */
export function compile(entry: string, options: CompileOptions): Compilation {
  return complete(analyse(entry, options));
}

/** The second half: from a policy that was checked to its table. */
export function complete({ floor, program, sources, headless, ...analysis }: Analysis): Compilation {
  const below = floor && complete(floor);
  const found = [...analysis.diagnostics, ...(below?.diagnostics.filter(isError) ?? [])];
  const lowered = program === undefined || hasError(found) ? undefined : lower(program);
  const diagnostics = inOrder(sources, [...found, ...(lowered?.diagnostics ?? [])]);
  const common = { diagnostics, sources, headless };
  if (program === undefined || lowered?.core === undefined || hasError(diagnostics)) return common;
  return { ...common, program, table: emitTable(lowered.core, below?.table), cases: program.tests };
}
