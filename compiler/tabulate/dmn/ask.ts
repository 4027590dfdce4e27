// What can be asked of one attribute in FEEL.

import type { CompareOp } from "../../../runtime/table/format.js";
import type { DmnType } from "./model.js";

/** Constants are FEEL. Of an attribute that is absent each is unknown, but for `present`. */
export type Question =
  | { readonly kind: "present" }
  | { readonly kind: "is"; readonly value: boolean }
  | { readonly kind: "compare"; readonly op: Exclude<CompareOp, "==" | "!=">; readonly value: string }
  | { readonly kind: "among"; readonly values: readonly string[] }
  /** XPath's regular expressions, as a FEEL string. */
  | { readonly kind: "matches"; readonly pattern: string };

export interface Asked {
  readonly path: string;
  readonly type: DmnType;
  readonly canBeAbsent: boolean;
  readonly question: Question;
}
