// The decision of an emitted module: what it says besides who decides is worked out over the table, from a copy of what
// was read.

import { decideThoroughly } from "../decide/decide.js";
import type { Source } from "../decide/fast/decision.js";
import type { Policy } from "../decide/policy.js";
import type { Decision, Request } from "../decide/request.js";

/** A copy of a request, in which what is undefined was left out. */
export class Sent implements Source {
  constructor(
    readonly table: Policy,
    readonly request: Request,
    readonly now: number,
  ) {}

  decision(): Decision {
    return decideThoroughly(this.table, this.request, { now: this.now });
  }
}
