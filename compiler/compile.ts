// The pipeline on one page: from the text of a policy to its table and its cases.

import type { TableFile } from "../runtime/table/format.js";
import type { TestCase } from "../runtime/testing/case.js";
import { diagnose } from "./diagnostics/diagnose.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { emitTable } from "./emit/table.js";
import { lower } from "./hir/lower.js";
import { findFloor, type Step } from "./names/floor.js";
import { load, type Loaded } from "./names/load.js";
import { headerOf } from "./names/qualified.js";
import type { SourceFile } from "./source/source.js";
import { check, type CheckOptions } from "./types/check.js";
import type { Program } from "./types/program.js";

export type { ReadResult } from "./source/reader.js";

/** How the compiler reads files, and what it leaves to its caller. */
export type CompileOptions = CheckOptions;

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
  return compileBelow(entry, options, []);
}

/** `above` are the policies whose floor this one is. */
function compileBelow(entry: string, options: CompileOptions, above: readonly Step[]): Compilation {
  const loaded = load(entry, options.read);
  const floor = compileFloor(loaded, options, above);
  const checked = check(loaded, { ...options, ...(floor.program && { floor: floor.program }) });
  const found = [...loaded.diagnostics, ...floor.diagnostics, ...checked.diagnostics];
  const lowered = checked.program === undefined || hasError(found) ? undefined : lower(checked.program);
  const sources = new Map([...loaded.sources, ...floor.sources]);
  const diagnostics = inOrder(sources, once([...found, ...(lowered?.diagnostics ?? [])]));
  const headless = loaded.entry !== undefined && headerOf(loaded.entry) === undefined;
  const common = { diagnostics, sources, headless };
  if (checked.program === undefined || lowered?.core === undefined || hasError(diagnostics)) return common;
  return {
    ...common,
    program: checked.program,
    table: emitTable(lowered.core, floor.table),
    cases: checked.program.tests,
  };
}

/** A policy of its own; of its diagnostics the errors are told here too, since without it there is no table. */
function compileFloor(
  loaded: Loaded,
  options: CompileOptions,
  above: readonly Step[],
): Pick<Compilation, "diagnostics" | "sources" | "program" | "table"> {
  const { step, target, diagnostic } = findFloor(loaded, above, options.read);
  if (step === undefined || target === undefined)
    return { diagnostics: diagnostic === undefined ? [] : [diagnostic], sources: new Map() };
  const floor = compileBelow(target, options, [...above, step]);
  const proofs = floor.program === undefined ? [] : proofsIn(floor.program, step);
  return { ...floor, diagnostics: [...floor.diagnostics.filter(isError), ...proofs] };
}

/** What the policy above alone may declare: of two identities one would be passed over. */
function proofsIn({ evidence, header: { name } }: Program, { span }: Step): readonly Diagnostic[] {
  const { identity, trust, audit } = evidence;
  const declared = { identity, trust: trust[0], audit };
  return Object.entries(declared).flatMap(([form, found]) =>
    found === undefined
      ? []
      : [
          diagnose(
            "AP3067",
            span,
            { form, name },
            { related: [{ span: found.span, message: "declared here" }] },
          ),
        ],
  );
}

/** What a policy and its floor both import is told once. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return Array.from(new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values());
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(isError);
}

/** By file, in the order in which files were read, the entry file first; by place within a file. */
function inOrder(sources: Compilation["sources"], diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Map([...sources.keys()].map((path, index) => [path, index]));
  const fileOf = ({ span }: Diagnostic): number => places.get(span.file) ?? 0;
  return diagnostics.toSorted((a, b) => fileOf(a) - fileOf(b) || a.span.start - b.span.start);
}
