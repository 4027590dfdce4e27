// A policy and its floors: each a whole policy with state of its own, which sees the same attempt.

import type { TableFile } from "../table/format.js";
import { declarationOf } from "../values/action-name.js";
import type { Situation } from "./situation.js";

/**
 * The table, its state under names of its own: a floor may import what the policy above it imports, and yet counts for
 * itself. `depth` is 0 for the policy, 1 for its floor, and so on.
 */
export function withOwnState(table: TableFile, depth: number): TableFile {
  if (depth === 0) return table;
  const prefix = "floor/".repeat(depth);
  const renamed = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
    items.map((item) => ({ ...item, id: prefix + item.id }));
  return {
    ...table,
    windows: renamed(table.windows),
    histories: renamed(table.histories),
    grants: renamed(table.grants),
  };
}

/** The attempt by a layer's own declarations: what an action does is for each policy to say. */
export function seenBy({ table }: { readonly table: TableFile }, situation: Situation): Situation {
  const { actions } = table.schema;
  const declared = declarationOf(actions, situation.action) ?? situation.declared;
  const schema = actions[declared] ?? situation.schema;
  // As of a policy without floors: a copy would ask for the digest, which most never need.
  if (declared === situation.declared && schema === situation.schema) return situation;
  return { ...situation, declared, schema, reversible: isReversible(schema, situation.sent.reversible) };
}

/** What cannot be undone, or is not known to be undoable, is irreversible. */
export function isReversible({ reversible }: Situation["schema"], stated: boolean | undefined): boolean {
  return reversible === "always" || (reversible === "reported" && stated === true);
}
