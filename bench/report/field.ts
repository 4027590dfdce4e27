// What is told of: the results under one policy of a family.

import type { Kind } from "../families/family.js";
import type { Result } from "../measure/field.js";

export interface Field {
  readonly kind: Kind;
  readonly rules: number;
  readonly results: readonly Result[];
}
