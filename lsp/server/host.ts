// What the language server needs of the machine that it runs on.

import type { Disk } from "../../compiler/workspace/files.js";

/** Paths are absolute and have `/` between their parts. */
export interface Host extends Disk {
  /** Absent where the URI names no file, as with a document that was never saved. */
  readonly pathOf: (uri: string) => string | undefined;
  readonly uriOf: (path: string) => string;
}
