// Names worth trying for an action that is declared as a wildcard: what rules and claims select, and what their conditions
// compare names with, put together.

import type { RequestSchema } from "../../runtime/table/format.js";
import { declarationOf, isActionPattern, type Among } from "../../runtime/values/action-name.js";

/** Names and words are many; each name tried costs a decision. */
const MOST = 120;

/** Names that come under the declared `pattern`, and no other; `texts` are what conditions name. */
export function namesUnder(
  pattern: string,
  actions: RequestSchema["actions"],
  selections: readonly Among[],
  texts: readonly string[],
): readonly string[] {
  if (!isActionPattern(pattern)) return [];
  const patterns = [
    ...selections.flatMap(({ include, except }) => [...include, ...except]),
    ...texts,
    pattern,
  ];
  const words = new Set([
    "x",
    ...patterns.flatMap((each) => each.split(/[.*]/u)).filter((word) => word !== ""),
  ]);
  const names = new Set<string>();
  for (const each of patterns)
    for (const word of words) {
      const name = each.replaceAll("*", word);
      if (declarationOf(actions, name) === pattern) names.add(name);
      if (names.size >= MOST) return Array.from(names);
    }
  return Array.from(names);
}
