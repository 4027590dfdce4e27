// Files for commands: what stands under a path, standard input, and errors that say what to do.

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { InputError } from "./exit.js";

/** Folders that hold no policies of the project's own. */
const SKIPPED = new Set(["node_modules", ".git", "dist"]);

export function isSkipped(folder: string): boolean {
  return SKIPPED.has(folder);
}

/** A device, or a pipe that nobody closes, has no end; and a text has a longest length. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The text of a file, or of standard input for `-`. */
export async function readInput(path: string): Promise<string> {
  return path === "-" ? readStdin() : readText(path);
}

export function readText(path: string): string {
  try {
    return textAt(path);
  } catch (error) {
    throw new InputError(`cannot read ${path}`, causeOf(error));
  }
}

/** @throws {NotText}, or what the file system throws. */
export function textAt(path: string): string {
  const file = openSync(path, "r");
  try {
    return decoded(bytesOf(file));
  } finally {
    closeSync(file);
  }
}

function bytesOf(file: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let size = 0; ;) {
    const chunk = new Uint8Array(1024 * 1024);
    const read = readSync(file, chunk);
    if (read === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    size = checked(size + read);
  }
}

async function readStdin(): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size = checked(size + chunk.length);
    }
    return decoded(Buffer.concat(chunks));
  } catch (error) {
    throw new InputError("cannot read standard input", causeOf(error));
  }
}

function checked(size: number): number {
  if (size > MOST_BYTES) throw new NotText("it is larger than 256 MiB; name a file that ends before");
  return size;
}

/** @throws {NotText} where the bytes are not UTF-8: what a replacement character stands for is anybody's guess. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NotText("it is not UTF-8; save it in that encoding");
  }
}

class NotText extends Error {}

/** Makes a folder and those above it, one at a time: Node's recursive mode does not return on some file systems. */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const folder of missing.reverse()) mkdirSync(folder);
}

/** What a failed file operation means, for people. */
export function causeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const causes: Readonly<Record<string, string>> = {
    ENOENT: "there is no such file; check the path",
    EACCES: "permission denied; check who may read it",
    EISDIR: "it is a folder; name a file in it",
    ENOTDIR: "a part of the path is a file; check the path",
    EEXIST: "it exists already",
    ELOOP: "its links lead in a circle; remove one of them",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
  };
  return causes[code] ?? (error instanceof Error ? error.message : String(error));
}

/** The files under `paths` whose names end so, sorted; a file that is named itself is taken whatever its name. */
export function discover(paths: readonly string[], endings: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    for (const file of path === "-" ? [path] : filesUnder(path, endings)) found.add(file);
  }
  return [...found].sort();
}

function filesUnder(path: string, endings: readonly string[]): string[] {
  if (!isFolder(path)) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return isSkipped(entry.name) ? [] : filesUnder(child, endings);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [child] : [];
  });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(`cannot read ${path}`, causeOf(error));
  }
}

/** A project-relative path with `/`, as diagnostics show it. */
export function shown(root: string, path: string): string {
  return relative(root, resolve(path)).split(sep).join("/");
}

/** Does the file, links followed, stand inside the folder? */
export function isInside(root: string, path: string): boolean {
  const inner = relative(realpathSync(root), realpathSync(path));
  return inner !== ".." && !inner.startsWith(`..${sep}`) && resolve(inner) !== inner;
}
