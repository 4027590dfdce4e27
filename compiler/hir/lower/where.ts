// Where a verdict is given: what the rows that it becomes have in common.

import type { CoreCondition, CoreLimit, CoreRule } from "../hir.js";

export interface Where {
  readonly conditions: readonly CoreCondition[];
  readonly actions?: CoreRule["actions"];
  readonly limit?: CoreLimit;
  readonly label?: string;
}
