// Waits for files to change: `agentpol test --watch`.

import { existsSync, readdirSync, statSync, watch, type FSWatcher } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isSkipped } from "../files.js";

/** An editor saves in several steps: writes, renames, attributes. What comes within this time is one change. */
const SETTLE_MS = 60;

export interface Changes {
  /** Watches these files, there or not, and what is put below these folders, from now on. */
  readonly follow: (files: Iterable<string>, folders: readonly string[]) => void;
  /** The whole paths of what changed, once something did; undefined once the watch has ended. */
  readonly next: () => Promise<ReadonlySet<string> | undefined>;
  readonly end: () => void;
}

/** Folders are watched, not files: a file that is put in another's place is seen, whatever it was before. */
export function watchChanges(): Changes {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  let waiting: (() => void) | undefined;
  const tell = (): void => {
    timer = undefined;
    waiting?.();
    waiting = undefined;
  };
  const note = (path: string): void => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS);
  };
  const add = (folder: string): void => {
    if (watchers.has(folder) || !existsSync(folder)) return;
    const watcher = watch(folder, (_, name) => {
      if (name !== null) note(join(folder, name));
    });
    // A folder that goes away is no longer watched; what stood in it is told by then.
    watcher.on("error", () => {
      watcher.close();
      watchers.delete(folder);
    });
    watchers.set(folder, watcher);
  };
  return {
    follow: (files, folders) => {
      for (const file of files) add(dirname(file));
      for (const folder of folders) for (const each of foldersUnder(resolve(folder))) add(each);
    },
    next: async () => {
      if (!ended && (changed.size === 0 || timer !== undefined))
        await new Promise<void>((done) => {
          waiting = done;
        });
      const told = changed;
      changed = new Set();
      return ended ? undefined : told;
    },
    end: () => {
      ended = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      tell();
    },
  };
}

/** The folder and those below it in which a project's policies may stand; none where it is a file. */
function foldersUnder(path: string): readonly string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [];
  const inner = readdirSync(path, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !isSkipped(entry.name),
  );
  return [path, ...inner.flatMap(({ name }) => foldersUnder(join(path, name)))];
}
