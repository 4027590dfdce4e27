// Policies as they were: `git:REV:path` reads a policy, and all that it names, from a revision of the repository.

import { spawnSync } from "node:child_process";
import { posix, resolve } from "node:path";
import type { ReadResult } from "../compiler/compile.js";
import { InputError } from "./exit.js";
import { shown } from "./files.js";

/** The text of a policy, its name in diagnostics, and how the files that it names are read. */
export interface PolicySource {
  readonly entry: string;
  readonly text: string;
  readonly read: (file: string) => ReadResult;
}

const FORM = /^git:([^:]+):(.+)$/s;

const MOST_BYTES = 256 * 1024 * 1024;

/** A file of a revision, if the path names one. */
export function revisionIn(path: string): { readonly source: () => PolicySource } | undefined {
  if (!path.startsWith("git:")) return undefined;
  const [, revision, file] = FORM.exec(path) ?? [];
  if (revision === undefined || file === undefined)
    throw new InputError(
      `${path} names no file of a revision`,
      "write it as git:REV:path, as in git:main:payments.agentpol",
    );
  return { source: () => sourceIn(revision, file, path) };
}

/** Does the file stand in the revision? @throws {InputError} where there is no such revision. */
export function isInRevision(revision: string, file: string): boolean {
  const commit = commitOf(revision, `git:${revision}:${file}`);
  return readAt(commit, revision, shown(process.cwd(), resolve(file))).ok;
}

function sourceIn(revision: string, file: string, path: string): PolicySource {
  const commit = commitOf(revision, path);
  const entry = shown(process.cwd(), resolve(file));
  const read = (each: string): ReadResult => readAt(commit, revision, each);
  const own = read(entry);
  if (!own.ok) throw new InputError(`cannot read ${path}`, own.reason);
  return { entry, text: own.text, read };
}

/** The revision's full name, so that nothing in it is taken for an option. */
function commitOf(revision: string, path: string): string {
  const found = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (found.missing)
    throw new InputError(`cannot read ${path}`, "git is not installed; install it, or name a file");
  if (found.code === 0) return found.text.trim();
  const inside = git(["rev-parse", "--git-dir"]).code === 0;
  throw new InputError(
    `cannot read ${path}`,
    inside
      ? `the repository has no revision ${revision}; fetch it, or check its name`
      : "the working folder is in no git repository; run the command in one",
  );
}

function readAt(commit: string, revision: string, file: string): ReadResult {
  if (posix.normalize(file).startsWith("..") || posix.isAbsolute(file))
    return { ok: false, reason: "it stands outside the project" };
  const [mode] = git(["ls-tree", commit, "--", file]).text.split(" ");
  if (mode === undefined || mode === "")
    return { ok: false, reason: `there is no such file in ${revision}; check the path` };
  if (mode === "120000") return { ok: false, reason: `it is a link in ${revision}; name what it leads to` };
  if (mode === "040000") return { ok: false, reason: "it is a folder; name a file in it" };
  const shownFile = git(["show", `${commit}:./${file}`]);
  if (shownFile.code !== 0) return { ok: false, reason: `git cannot show it: ${shownFile.error.trim()}` };
  return shownFile.isText
    ? { ok: true, text: shownFile.text }
    : { ok: false, reason: "it is not UTF-8; save it in that encoding" };
}

interface Ran {
  readonly code: number | null;
  readonly text: string;
  readonly isText: boolean;
  readonly error: string;
  readonly missing: boolean;
}

function git(args: readonly string[]): Ran {
  const { status, stdout, stderr, error } = spawnSync("git", args, { maxBuffer: MOST_BYTES });
  const missing = error !== undefined && "code" in error && error.code === "ENOENT";
  const decoded = missing ? "" : decode(stdout);
  return {
    code: status,
    text: decoded ?? "",
    isText: decoded !== undefined,
    error: missing ? "" : stderr.toString("utf8"),
    missing,
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
