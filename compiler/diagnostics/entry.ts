// The shape of a catalog entry: all prose of one diagnostic in one place.

import type { Severity } from "./diagnostic.js";

export interface Entry<Params> {
  readonly severity: Severity;
  /** A short name for lists and pages: “Unknown action”. */
  readonly title: string;
  /** One sentence without a full stop, in the author's words. */
  readonly message: (params: Params) => string;
  /** What the marked text is, shown under the caret. */
  readonly label?: (params: Params) => string | undefined;
  /** What to do. */
  readonly help?: (params: Params) => string | undefined;
  /** For `agentpol explain` and the page in the docs: why it is wrong and how to mend it. Markdown. */
  readonly explain: string;
}

/** The parameters of a message that has none. */
export type NoParams = Readonly<Record<string, never>>;

/** Gives an entry its parameters' type; `NoParams` where it has none. */
export function entry<Params extends object>(definition: Entry<Params>): Entry<Params> {
  return definition;
}
