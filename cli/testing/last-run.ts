// What failed in the last run, remembered for `--failed`: a file for each working folder, in the user's folder for caches.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { causeOf, makeFolder } from "../files.js";
import { isBroken, type TestRun } from "./result.js";
import type { Failed, Selection } from "./selection.js";

/** What was remembered; undefined where nothing is, or what is there is none of ours. */
export function lastFailed(): Failed | undefined {
  try {
    return failedIn(JSON.parse(readFileSync(placeOf(process.cwd()), "utf8")));
  } catch {
    // A cache that is not there, or not as it was written, is one that knows nothing.
    return undefined;
  }
}

/** @returns why it cannot be remembered, where it cannot. */
export function rememberFailed(failed: Failed): string | undefined {
  const folder = process.cwd();
  const stands = [...failed].filter(([path]) => existsSync(join(folder, path)));
  const plain = stands.map(([file, names]) => [file, names === "all" ? names : [...names]] as const);
  const text = JSON.stringify({ version: VERSION, folder, failed: Object.fromEntries(plain) });
  try {
    writeWhole(placeOf(folder), `${text}\n`);
    return undefined;
  } catch (error) {
    return causeOf(error);
  }
}

/**
 * What is known to fail after a run: of a file that was run as a whole what failed now, of others what failed now and what
 * failed before and was not run.
 */
export function failedAfter(before: Failed, { suites }: TestRun, { filter, rule }: Selection): Failed {
  const after = new Map(before);
  for (const { suite, results, stopped } of suites) {
    if (isBroken(suite)) {
      after.set(suite.path, "all");
      continue;
    }
    const known = before.get(suite.path);
    const isWhole = !stopped && filter === undefined && rule === undefined;
    if (known === "all" && !isWhole) continue;
    const names = new Set(isWhole || known === "all" ? [] : known);
    for (const { case: each } of results) names.delete(each.name);
    for (const { case: each, failure } of results) if (failure) names.add(each.name);
    if (names.size === 0) after.delete(suite.path);
    else after.set(suite.path, names);
  }
  return after;
}

const VERSION = 1;

/** Undefined where it is not of our form. */
function failedIn(data: unknown): Failed | undefined {
  const { version, folder, failed } = membersOf(data);
  if (version !== VERSION || folder !== process.cwd()) return undefined;
  const known = new Map<string, "all" | ReadonlySet<string>>();
  for (const [file, names] of Object.entries(membersOf(failed))) {
    if (names === "all") known.set(file, names);
    else if (Array.isArray(names)) known.set(file, new Set(names.map(String)));
  }
  return known;
}

function membersOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
}

function placeOf(folder: string): string {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return join(cacheFolder(), "agentpol", "last-run", `${name}.json`);
}

/** Source: the XDG Base Directory Specification; where it is not followed, what the system has. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: stated, LOCALAPPDATA: local } = process.env;
  if (stated !== undefined && isAbsolute(stated)) return stated;
  if (process.platform === "win32" && local !== undefined) return local;
  return process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}

/** Nobody sees half a file: it is written beside its place, and then put there. */
function writeWhole(path: string, text: string): void {
  makeFolder(dirname(path));
  const beside = `${path}.${String(process.pid)}`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
