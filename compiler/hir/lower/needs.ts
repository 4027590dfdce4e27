// LAW: `escalate to G` is lifted by one member of G; `need N of G` by N of them, each person counted once.
//
//   escalate to G          →  needs [1 of G], ask G         escalate to an approver of G  →  the same, and A asks
//   need 2 of A, need 1 of B, else escalate to C  →  needs [2 of A, 1 of B], ask C

import type { Approver, Group, TypedNeed } from "../../types/program.js";
import type { CoreNeeds } from "../needs.js";

/** How long an approval lives where the policy does not say: 15 minutes. */
export const APPROVAL_LIFE = 15 * 60_000;

/** Who is asked, and how. */
export interface Asked {
  readonly group?: Group;
  readonly approver?: Approver;
}

/** One member of the group that is asked; undefined where none is. */
export function oneOf({ group, approver }: Asked, rule: string, within: number): CoreNeeds | undefined {
  if (group === undefined) return undefined;
  const of = [{ count: 1, group, acknowledging: false }];
  return { rule, of, within, ask: group, ...(approver && { approver }) };
}

/** All of `needs`; undefined where nobody is named, and nobody can lift it. */
export function allOf(
  needs: readonly TypedNeed[],
  { group, approver }: Asked,
  rule: string,
  within: number,
): CoreNeeds | undefined {
  const ask = group ?? needs[0]?.group;
  return ask && { rule, of: needs, within, ask, ...(approver && { approver }) };
}
