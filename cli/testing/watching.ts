// Runs tests again whenever something changes that they are made of.

import { relative, resolve } from "node:path";
import { InputError } from "../exit.js";
import type { SuiteResult, TestRun } from "./result.js";
import { inOrder } from "./suites.js";
import { watchChanges } from "./watch.js";

export interface Watched {
  /** What the user named. */
  readonly paths: readonly string[];
  /** The files that are to be tested, as of now. */
  readonly files: () => readonly string[];
  readonly run: (files: readonly string[]) => Promise<TestRun>;
  /** Takes all results as they stand; `changed` is left out the first time. */
  readonly tell: (run: TestRun, changed?: readonly string[]) => void;
  readonly refuse: (error: InputError) => void;
}

/** Until the user ends it. Only files that a change touches are run; all results are told. */
export async function keepRunning({ paths, files, run, tell, refuse }: Watched): Promise<void> {
  const changes = watchChanges();
  process.once("SIGINT", changes.end).once("SIGTERM", changes.end);
  const known = new Map<string, SuiteResult>();
  const seen = new Set<string>();
  let stopped = false;
  const runOnce = async (touched: (file: string) => boolean): Promise<boolean> => {
    const all = files();
    const now = inOrder(all.filter((file) => !seen.has(file) || touched(file)));
    for (const file of [...seen]) if (!all.includes(file)) forget(file, known, seen);
    if (now.length === 0) return false;
    const ran = await run(now);
    for (const file of now) {
      forget(file, known, seen);
      seen.add(file);
    }
    for (const result of ran.suites) known.set(resolve(result.suite.path), result);
    ({ stopped } = ran);
    return true;
  };
  const current = (): TestRun => ({
    suites: inOrder(files()).flatMap((file) => known.get(resolve(file)) ?? []),
    stopped,
  });
  // Before a run, so that no change is missed meanwhile, and behind it, since it shows what was asked for.
  const follow = (): void => {
    const asked = [...known.values()].flatMap(({ suite }) => [...suite.asked]);
    changes.follow([...asked, ...files().map((file) => resolve(file))], paths);
  };
  try {
    let changed: ReadonlySet<string> | undefined;
    do {
      const now = changed;
      try {
        follow();
        const before = known.size;
        const isNew = await runOnce((file) => isTouched(known.get(resolve(file)), file, now ?? new Set()));
        follow();
        if (isNew || known.size !== before) tell(current(), now && shownPaths(now, current()));
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        refuse(error);
      }
      changed = await changes.next();
    } while (changed !== undefined);
  } finally {
    changes.end();
    process.off("SIGINT", changes.end).off("SIGTERM", changes.end);
  }
}

function forget(file: string, known: Map<string, SuiteResult>, seen: Set<string>): void {
  known.delete(resolve(file));
  seen.delete(file);
}

/** Of a file that is part of others nothing is known but itself. */
function isTouched(result: SuiteResult | undefined, file: string, changed: ReadonlySet<string>): boolean {
  if (changed.has(resolve(file))) return true;
  return result !== undefined && [...result.suite.asked].some((path) => changed.has(path));
}

/** Those that anything is made of; an editor's own files are none. */
function shownPaths(changed: ReadonlySet<string>, { suites }: TestRun): readonly string[] {
  const asked = new Set(suites.flatMap(({ suite }) => [...suite.asked]));
  const ours = [...changed].filter((path) => asked.has(path));
  return (ours.length > 0 ? ours : [...changed]).map((path) => relative(process.cwd(), path)).sort();
}
