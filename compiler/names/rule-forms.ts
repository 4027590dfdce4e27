// The forms whose names a decision can give as its rule.

import type { FormKeyword } from "../ast/ast.js";

export const RULE_FORMS: ReadonlySet<FormKeyword> = new Set<FormKeyword>([
  "rule",
  "cap",
  "quorum",
  "reversibility",
  "throttle",
  "boundary",
  "drift",
  "grant",
  "redact",
  "killswitch",
  "identity",
  "trust",
]);
