// What lifts an escalation, in the core: how many of which groups, and whom the asking goes to.

import type { Approver, Group } from "../types/program.js";

export interface CoreNeeds {
  /** The rule's qualified name, a kill switch's, `default` or `on_error`. */
  readonly rule: string;
  readonly of: readonly CoreNeed[];
  /** Milliseconds. */
  readonly within: number;
  readonly ask: Group;
  /** Who asks that group, where the policy says so. */
  readonly approver?: Approver;
}

export interface CoreNeed {
  readonly count: number;
  readonly group: Group;
  readonly acknowledging: boolean;
}
