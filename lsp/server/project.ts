// Where a document belongs: its project's root, its path there, and the files beside it, open buffers first.

import type { ReadResult } from "../../compiler/compile.js";

/** What the server needs of the machine it runs on. Paths are absolute and have `/` between their parts. */
export interface Host {
  /** Absent where the document is no file, as with one that was never saved. */
  readonly pathOf: (uri: string) => string | undefined;
  readonly uriOf: (path: string) => string;
  /** Reads a file; one that lies outside `root`, by a link too, is refused. */
  readonly read: (root: string, path: string) => ReadResult;
}

export interface Project {
  readonly root: string;
  /** The document's path below the root. */
  readonly entry: string;
}

/** The innermost workspace folder that holds the document, or else the document's own folder. */
export function projectOf(path: string, folders: readonly string[]): Project {
  const holding = folders.filter((folder) => path.startsWith(`${folder}/`));
  const own = path.slice(0, path.lastIndexOf("/"));
  const root = holding.reduce(
    (best, folder) => (folder.length > best.length ? folder : best),
    holding[0] ?? own,
  );
  return { root, entry: path.slice(root.length + 1) };
}

/** The compiler's reader for one project: what is open in the editor counts before what is on the disk. */
export function reader(
  host: Host,
  { root }: Project,
  buffers: ReadonlyMap<string, string>,
): (path: string) => ReadResult {
  return (path) => {
    const absolute = `${root}/${path}`;
    const text = buffers.get(absolute);
    return text === undefined ? host.read(root, absolute) : { ok: true, text };
  };
}
