// Loads a policy and all that it imports, in declaration order.

import type { ImportDecl, Module } from "../ast/ast.js";
import { parse, type Parsed } from "../ast/parse.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic, Fix, Related } from "../diagnostics/diagnostic.js";
import { removal } from "../diagnostics/fixes.js";
import type { Read } from "../source/reader.js";
import type { SourceFile, Span } from "../source/source.js";
import { resolvePath } from "./file-path.js";
import { fileNearby, withSlashes } from "./file-fixes.js";

export interface LoadedModule {
  readonly file: SourceFile;
  readonly module: Module;
  /** The path in the first import of the file; absent for the entry file. */
  readonly importedAt?: Span;
}

export interface Loaded {
  /** Imports depth first, an imported file before the one that imports it, each once; the entry file is the last. */
  readonly modules: readonly LoadedModule[];
  /** Absent where the entry file cannot be read. */
  readonly entry?: LoadedModule;
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file's text, as the parser does. */
export type Parse = (file: SourceFile) => Parsed;

/** A file whose imports are being followed. */
interface Frame extends LoadedModule {
  readonly imports: readonly ImportDecl[];
  next: number;
}

interface Progress {
  readonly read: Read;
  readonly parse: Parse;
  readonly modules: LoadedModule[];
  readonly sources: Map<string, SourceFile>;
  readonly diagnostics: Diagnostic[];
  /** Files whose imports are being followed, the entry first: a stack of our own, so that no chain overflows one. */
  readonly stack: Frame[];
  /** Files that were asked for, readable or not. */
  readonly seen: Set<string>;
}

/** Reads `entry` and its imports. Each mistake is told where it stands: at the import, or in the text. */
export function load(entry: string, read: Read, parsing: Parse = parse): Loaded {
  const progress: Progress = {
    read,
    parse: parsing,
    modules: [],
    sources: new Map(),
    diagnostics: [],
    stack: [],
    seen: new Set(),
  };
  open(progress, entry, { file: entry, start: 0, end: 0 });
  for (let frame = progress.stack.at(-1); frame !== undefined; frame = progress.stack.at(-1))
    step(progress, frame);
  const { modules, sources, diagnostics } = progress;
  const last = modules.at(-1);
  return { modules, sources, diagnostics, ...(last !== undefined && { entry: last }) };
}

/** Follows the next import of `frame`, or closes it: all that it imports stands before it. */
function step(progress: Progress, frame: Frame): void {
  const next = frame.imports[frame.next++];
  if (next !== undefined) follow(progress, frame, next);
  else {
    progress.stack.pop();
    const { file, module, importedAt } = frame;
    progress.modules.push({ file, module, ...(importedAt !== undefined && { importedAt }) });
  }
}

function follow(progress: Progress, frame: Frame, { path, span }: ImportDecl): void {
  if (path.span.start === path.span.end) return; // The parser has reported that it is missing.
  const target = resolvePath(frame.file.path, path.value);
  if (target === undefined) {
    const fixes = withSlashes(path);
    progress.diagnostics.push(diagnose("AP2005", path.span, { path: path.value }, { fixes }));
    return;
  }
  const circle = progress.stack.findIndex((open) => open.file.path === target);
  if (circle >= 0) {
    const related = progress.stack.slice(circle, -1).map(importOnTheWay);
    // The file is read whichever import leads there, so that this one adds nothing.
    const fixes = removal("Remove this import", span);
    progress.diagnostics.push(diagnose("AP2004", path.span, { path: target }, { related, fixes }));
  } else if (!progress.seen.has(target)) {
    open(progress, target, path.span, () => fileNearby(progress.read, path, [".agentpol"]));
  }
}

/** The import by which a file on the stack led on. */
function importOnTheWay(frame: Frame): Related {
  const decl = frame.imports[frame.next - 1];
  return {
    span: decl?.path.span ?? frame.module.span,
    message: `${frame.file.path} imports ${decl?.path.value ?? "a file"} here`,
  };
}

/** @param mend what may have been meant by a file that cannot be read */
function open(progress: Progress, path: string, span: Span, mend: () => readonly Fix[] = () => []): void {
  progress.seen.add(path);
  const result = progress.read(path);
  if (!result.ok) {
    const fixes = mend();
    progress.diagnostics.push(diagnose("AP2003", span, { path, reason: result.reason }, { fixes }));
    return;
  }
  const file: SourceFile = { path, text: result.text };
  const { module, diagnostics } = progress.parse(file);
  progress.sources.set(path, file);
  progress.diagnostics.push(...diagnostics);
  const imports = module.declarations.filter((declaration) => declaration.kind === "import");
  const importedAt = progress.stack.length > 0 && { importedAt: span };
  progress.stack.push({ file, module, ...importedAt, imports, next: 0 });
}
