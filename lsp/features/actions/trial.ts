// Whether the policy is still understood once a change is made: what cannot be told from the text alone is tried.

import { analyse, isError, type Analysis } from "../../../compiler/analyse.js";
import type { View } from "../view.js";
import { applied, type Change } from "./action.js";

/** The policy as the changes make it. */
function analysedWith({ policy, workspace }: View, changes: readonly Change[]): Analysis {
  const texts = applied((path) => workspace.text(path), changes);
  return analyse(policy.entry, {
    read: (file) => {
      const path = policy.absolute(file);
      const text = texts.get(path) ?? workspace.text(path);
      return text === undefined ? { ok: false, reason: "it cannot be read" } : { ok: true, text };
    },
  });
}

/** Do the changes bring no mistake that was not there? */
export function isHarmless(view: View, changes: readonly Change[]): boolean {
  return errorsIn(analysedWith(view, changes)) <= errorsIn(view.policy.analysis);
}

function errorsIn({ diagnostics }: Analysis): number {
  return diagnostics.filter(isError).length;
}
