// Compiles policies from disk: finds the project's root, reads files inside it, and brings the SQL parser if needed.

import { dirname, relative, resolve, sep } from "node:path";
import { compile, type Compilation, type CompileOptions, type ReadResult } from "../compiler/compile.js";
import { revisionIn, type PolicySource } from "./git.js";
import { causeOf, isInside, readInput, shown, textAt } from "./files.js";

/** The name that diagnostics give to standard input. */
const STDIN_NAME = "stdin.agentpol";

export interface CompiledPolicy extends Compilation {
  readonly entry: string;
  /** Where it stands, seen from the working folder; `entry` where it is no file. */
  readonly path: string;
  /** The project's folder, to which its paths are relative. */
  readonly root: string;
  /** By which it is compiled anew. */
  readonly options: CompileOptions;
  /** The files that were asked for, by their whole paths, there or not: a change to any of them may change what was compiled. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Compiles the policy at `path` (`-` for standard input, `git:REV:path` for a revision's); a file that cannot be read ends
 * the command.
 */
export async function compilePolicy(path: string): Promise<CompiledPolicy> {
  const revision = revisionIn(path);
  const { entry, text, read } = revision?.source() ?? (await sourceAt(path));
  const parse = await schemaParser(text);
  const root = rootOf(path);
  const asked = new Set<string>();
  const reading = (file: string): ReadResult => {
    asked.add(resolve(root, file));
    return file === entry ? { ok: true, text } : read(file);
  };
  const options = { read: reading, ...(parse && { parseSchema: parse }) };
  const isFile = revision === undefined && path !== "-";
  return {
    ...compile(entry, options),
    ...{ entry, root, options, asked, path: isFile ? shown(process.cwd(), path) : entry },
  };
}

async function sourceAt(path: string): Promise<PolicySource> {
  const root = rootOf(path);
  const text = await readInput(path);
  const entry = path === "-" ? STDIN_NAME : shown(root, path);
  return { entry, text, read: (file) => readWithin(root, file) };
}

/** The working folder, if the policy stands in it; else the policy's own folder. */
function rootOf(path: string): string {
  const cwd = process.cwd();
  const inner = relative(cwd, resolve(path));
  return path === "-" || (inner !== ".." && !inner.startsWith(`..${sep}`)) ? cwd : dirname(resolve(path));
}

function readWithin(root: string, file: string): ReadResult {
  const path = resolve(root, file);
  try {
    if (!isInside(root, path)) return { ok: false, reason: "it stands outside the project" };
    return { ok: true, text: textAt(path) };
  } catch (error) {
    return { ok: false, reason: causeOf(error) };
  }
}

/** Loading the SQL parser takes time, so only where a baseline may have to be checked. */
async function schemaParser(text: string) {
  if (!/\b(drift|import|floor)\b/.test(text)) return undefined;
  const { loadSql, parseSchema } = await import("../runtime/facts/sql/index.js");
  await loadSql();
  return parseSchema;
}
