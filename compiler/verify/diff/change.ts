// A change that is told by itself: no set of requests shows it.

import type { Direction } from "./regions.js";

/** A change that no region of requests tells. */
export interface Change {
  /** `request`, `limit`, `mode`, `on_error`, `killswitch`, `grant`, `identity`, … */
  readonly of: string;
  readonly name: string;
  /** Of what is taken or permitted; `other` where it is neither more nor less. */
  readonly direction: Direction;
  /** A clause: `50_000 USD per 1d became 60_000 USD per 1d`. */
  readonly text: string;
}
