// Files without a `policy` block are parts of policies: found in a folder, they are checked with those that import them.

import type { Compilation } from "../compiler/compile.js";

/** The compilations less those of imported parts. */
export function withoutLibraries<C extends Compilation & { readonly entry: string }>(
  compilations: readonly C[],
): C[] {
  const imported = new Set(
    compilations.flatMap(({ entry, sources }) => [...sources.keys()].filter((path) => path !== entry)),
  );
  return compilations.filter(({ entry, headless }) => !(headless && imported.has(entry)));
}
