// What the language server needs of the machine that it runs on.

import type { Disk } from "../../compiler/workspace/files.js";
import type { WorkspaceOptions } from "../../compiler/workspace/workspace.js";

/** Paths are absolute and have `/` between their parts. */
export interface Host extends Disk {
  readonly version: string;
  /** Absent where the URI names no file, as with a document that was never saved. */
  readonly pathOf: (uri: string) => string | undefined;
  readonly uriOf: (path: string) => string;
  /** The folder of the documentation, as a URI with a slash at its end; absent where none lies beside the server. */
  readonly docs?: string;
  /** Loads what takes a moment, once: parsers of facts that are WebAssembly. */
  readonly prepare: () => Promise<WorkspaceOptions>;
}
