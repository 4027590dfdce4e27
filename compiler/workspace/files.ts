// The files of a workspace: what is open in an editor counts before what is on the disk.

import type { ReadResult } from "../source/reader.js";

/** What a workspace needs of the machine. Paths are absolute and have `/` between their parts. */
export interface Disk {
  /** Reads a file; one that lies outside `root`, by a link too, is refused. */
  readonly read: (root: string, path: string) => ReadResult;
  /** The policies and cases files below a folder, in order; none where it cannot be read. */
  readonly list: (folder: string) => readonly string[];
}

/** Where a file belongs: its project, and its path there. */
export interface Place {
  readonly root: string;
  /** Below the root. */
  readonly file: string;
}

/** In the innermost of the folders that hold the path, or else in the path's own folder. */
export function placeOf(path: string, folders: readonly string[]): Place {
  const holding = folders.filter((folder) => path.startsWith(`${folder}/`));
  const own = path.slice(0, path.lastIndexOf("/"));
  const root = holding.reduce(
    (best, folder) => (folder.length > best.length ? folder : best),
    holding[0] ?? own,
  );
  return { root, file: path.slice(root.length + 1) };
}
