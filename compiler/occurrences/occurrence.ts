// Each place in a file where a name is written, and what it stands for.

import type { Span } from "../source/source.js";
import type { Declared } from "./declared.js";
import type { Written } from "./written.js";

export interface Occurrence {
  /** Of what is written in quotes, what stands between them. */
  readonly span: Span;
  /** `path`: it names a file by its path. */
  readonly role: "declaration" | "reference" | "path";
  /**
   * What the name stands for, one or more: an attribute may be declared in several blocks, `args.x` is an argument of each
   * action that is selected, and `payments.*` names all those actions.
   */
  readonly of: readonly Declared[];
  /** Where the type of what it stands for is written, if that has one. */
  readonly written: readonly Written[];
}
