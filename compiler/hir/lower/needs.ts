// LAW: `escalate to G` is lifted by one member of G; `need N of G` by N of them, each person counted once.
//
//   escalate to G          →  needs [1 of G], ask G
//   need 2 of A, need 1 of B, else escalate to C  →  needs [2 of A, 1 of B], ask C

import type { Group, TypedNeed } from "../../types/program.js";
import type { CoreNeeds } from "../hir.js";

/** How long an approval lives where the policy does not say: 15 minutes. */
export const APPROVAL_LIFE = 15 * 60_000;

/** One member of `group`. */
export function oneOf(group: Group, rule: string, within: number): CoreNeeds {
  return { rule, of: [{ count: 1, group, acknowledging: false }], within, ask: group };
}

/** All of `needs`; undefined where nobody is named, and nobody can lift it. */
export function allOf(
  needs: readonly TypedNeed[],
  ask: Group | undefined,
  rule: string,
  within: number,
): CoreNeeds | undefined {
  const asked = ask ?? needs[0]?.group;
  return asked && { rule, of: needs, within, ask: asked };
}
