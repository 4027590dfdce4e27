// What a policy says, as far as it can be understood: files, names and types, and all that is wrong with them.

import { diagnose } from "./diagnostics/diagnose.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { findFloor, type Step } from "./names/floor.js";
import { load, type Loaded, type Parse } from "./names/load.js";
import { headerOf } from "./names/qualified.js";
import type { SourceFile } from "./source/source.js";
import { beginCheck, type CheckOptions } from "./types/check.js";
import type { Known } from "./types/known.js";
import type { Program } from "./types/program.js";

/** How files are read and parsed, and what is left to the caller. */
export interface AnalyseOptions extends CheckOptions {
  /** In place of the parser: one that remembers. */
  readonly parse?: Parse;
}

/**
 * The first half of a compilation, which an editor waits for at each edit. Files and declarations are read at once; rules are
 * checked when somebody asks what is wrong, or for the program.
 */
export interface Analysis {
  readonly loaded: Loaded;
  /** In the order of files and places. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every source that was read, by its path: for rendering diagnostics. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The entry file has no `policy` block: it is part of other policies, or its author forgot the block. */
  readonly headless: boolean;
  /** Names and types, in spite of mistakes; absent where nothing could be read. */
  readonly known?: Known;
  /** The policy above which this one stands. */
  readonly floor?: Analysis;
  /** Absent where a diagnostic is an error. */
  readonly program: Program | undefined;
}

/**
 * Reads and checks the policy in the file `entry`, a project-relative path with `/`, and all that it imports. Synchronous and
 * pure: it reads through `options.read` alone, and a mistake in a policy is a diagnostic, never an exception.
 */
export function analyse(entry: string, options: AnalyseOptions): Analysis {
  return analyseBelow(entry, options, []);
}

/** `above` are the policies whose floor this one is. */
function analyseBelow(entry: string, options: AnalyseOptions, above: readonly Step[]): Analysis {
  const loaded = load(entry, options.read, options.parse);
  const { floor, diagnostics: ofFloor } = analyseFloor(loaded, options, above);
  const { known, finish } = beginCheck(loaded, {
    ...options,
    ...(floor?.program && { floor: floor.program }),
  });
  const sources = new Map([...loaded.sources, ...(floor?.sources ?? [])]);
  const checked = once(() => {
    const { program, diagnostics } = finish();
    const found = inOrder(sources, [...loaded.diagnostics, ...ofFloor, ...diagnostics]);
    return { diagnostics: found, program: hasError(found) ? undefined : program };
  });
  return {
    loaded,
    sources,
    headless: loaded.entry !== undefined && headerOf(loaded.entry) === undefined,
    ...(known !== undefined && { known }),
    ...(floor !== undefined && { floor }),
    get diagnostics() {
      return checked().diagnostics;
    },
    get program() {
      return checked().program;
    },
  };
}

/** A function that works its value out at the first call. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A policy of its own; of its diagnostics the errors are told here too, since without it there is no table. */
function analyseFloor(
  loaded: Loaded,
  options: AnalyseOptions,
  above: readonly Step[],
): { readonly floor?: Analysis; readonly diagnostics: readonly Diagnostic[] } {
  const { step, target, diagnostic } = findFloor(loaded, above, options.read);
  if (step === undefined || target === undefined)
    return { diagnostics: diagnostic === undefined ? [] : [diagnostic] };
  const floor = analyseBelow(target, options, [...above, step]);
  const proofs = floor.program === undefined ? [] : proofsIn(floor.program, step);
  return { floor, diagnostics: [...floor.diagnostics.filter(isError), ...proofs] };
}

/** What the policy above alone may declare: of two identities one would be passed over. */
function proofsIn({ evidence, header: { name } }: Program, { span }: Step): readonly Diagnostic[] {
  const { identity, trust, audit } = evidence;
  const declared = { identity, trust: trust[0], audit };
  return Object.entries(declared).flatMap(([form, found]) => {
    if (found === undefined) return [];
    const related = [{ span: found.span, message: "declared here" }];
    return [diagnose("AP3067", span, { form, name }, { related })];
  });
}

export function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(isError);
}

/**
 * By file, in the order in which files were read, the entry file first; by place within a file. What a policy and its floor
 * both import is told once.
 */
export function inOrder(
  sources: ReadonlyMap<string, SourceFile>,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const once = new Map(diagnostics.map((each) => [JSON.stringify(each), each]));
  const places = new Map([...sources.keys()].map((path, index) => [path, index]));
  const fileOf = ({ span }: Diagnostic): number => places.get(span.file) ?? 0;
  return [...once.values()].toSorted((a, b) => fileOf(a) - fileOf(b) || a.span.start - b.span.start);
}
