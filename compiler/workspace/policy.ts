// One policy of a workspace: its analysis, and what is made of that when it is asked for.

import type { Analysis } from "../analyse.js";
import { complete, type Compilation } from "../compile.js";
import type { LoadedModule } from "../names/load.js";

/** A policy as it stands. It never changes: an edit of a file that it reads makes another. */
export class Policy {
  #compilation: Compilation | undefined;

  constructor(
    /** The project's folder, absolute. */
    readonly root: string,
    /** The file of the policy's header, below the root. */
    readonly entry: string,
    readonly analysis: Analysis,
    /** Every path below the root that was asked for, readable or not: imports, data, baselines. */
    readonly reads: ReadonlySet<string>,
  ) {}

  /** The absolute path of the entry file. */
  get path(): string {
    return this.absolute(this.entry);
  }

  /** The table, and what is told of it; worked out once. */
  get compilation(): Compilation {
    this.#compilation ??= complete(this.analysis);
    return this.#compilation;
  }

  /** A file of this policy as an absolute path. */
  absolute(file: string): string {
    return `${this.root}/${file}`;
  }

  /** The path below the root; undefined outside. */
  relative(path: string): string | undefined {
    return path.startsWith(`${this.root}/`) ? path.slice(this.root.length + 1) : undefined;
  }

  /** The tree of one of its files, by an absolute path; that of its floors, too. */
  module(path: string): LoadedModule | undefined {
    const file = this.relative(path);
    for (let at: Analysis | undefined = this.analysis; at !== undefined; at = at.floor) {
      const found = at.loaded.modules.find((each) => each.file.path === file);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
