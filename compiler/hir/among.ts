// Which names of wildcards a selector picks, as a table holds it: said only where it is not all of them.

import { covers, isActionPattern, overlap, type Among } from "../../runtime/values/action-name.js";
import type { Action, Picked } from "../types/declared.js";

/** Undefined where all names of all wildcards among `actions` are picked. */
export function amongOf(actions: readonly Action[], { include, except }: Picked): Among | undefined {
  const wildcards = actions.filter(({ name }) => isActionPattern(name));
  const isWhole = wildcards.every(
    ({ name }) =>
      include.some((pattern) => covers(pattern, name)) && !except.some((pattern) => overlap(pattern, name)),
  );
  if (isWhole) return undefined;
  const bearing = (patterns: readonly string[]): readonly string[] =>
    patterns.filter((pattern) => wildcards.some(({ name }) => overlap(pattern, name))).sort();
  return { include: bearing(include), except: bearing(except) };
}
