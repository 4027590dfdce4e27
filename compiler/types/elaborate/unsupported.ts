// What the language has and this version does not: refused with one message where it stands.

import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import type { Checked } from "./checked.js";
import { refuse, type Scope } from "./scope.js";

/** Reports that `feature`, in the author's words, is not supported; the expression is then bad. */
export function refuseFeature(feature: string, at: { readonly span: Span }, scope: Scope): Checked {
  return refuse(scope, at, diagnose("AP3001", at.span, { feature }));
}
