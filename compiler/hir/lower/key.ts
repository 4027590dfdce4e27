// LAW: state is kept apart by the values of its key's attributes, in whatever order they were named.
//
//   by [agent.session, agent.id, agent.id]  →  by [agent.id, agent.session]

import type { Key } from "../../../runtime/table/format.js";

export function keyOf(paths: readonly string[]): Key {
  return [...new Set(paths)].sort();
}
