// Limits over trailing windows: looked at together, and counted together.

import { EventLog } from "./event-log.js";
import { Shelf } from "./shelf.js";
import type { LimitClaim, LimitState } from "./store.js";

export class Windows {
  readonly #logs: Shelf<EventLog>;

  constructor(maxKeys: number) {
    this.#logs = new Shelf(maxKeys);
  }

  /** Is there room for each claim, after those before it in the list? */
  look(claims: readonly LimitClaim[], now: number): readonly LimitState[] {
    const ahead = new Map<string, bigint>();
    return claims.map((claim) => {
      const name = JSON.stringify([claim.window, claim.key]);
      const before = ahead.get(name) ?? 0n;
      ahead.set(name, before + BigInt(claim.amount));
      return stateOf(claim, this.#logs.get(claim.window, claim.key, now), before, now);
    });
  }

  /** How many keys the claims would add. */
  growth(claims: readonly LimitClaim[], now: number): number {
    const fresh = claims.filter((claim) => this.#logs.get(claim.window, claim.key, now) === undefined);
    return new Set(fresh.map((claim) => JSON.stringify([claim.window, claim.key]))).size;
  }

  hasRoom(claims: readonly LimitClaim[], now: number): boolean {
    return this.#logs.hasRoom(this.growth(claims, now), now);
  }

  count(claim: LimitClaim, now: number): void {
    const log = this.#logs.get(claim.window, claim.key, now) ?? new EventLog(claim.per);
    log.extend(claim.per);
    log.add(now, BigInt(claim.amount));
    this.#logs.set(claim.window, claim.key, { value: log, weight: 1, expires: log.expires }, now);
  }
}

function stateOf(claim: LimitClaim, log: EventLog | undefined, before: bigint, now: number): LimitState {
  // The most that others may hold, in whole units.
  const bound = BigInt(claim.bound) - (claim.op === "<" ? 1n : 0n);
  const most = bound - BigInt(claim.amount) - before;
  const held = log?.held(now, claim.per).high ?? 0n;
  if (held <= most) return { room: true };
  const retryAt = log?.emptiesTo(most, now, claim.per);
  return retryAt === undefined ? { room: false } : { room: false, retryAt };
}
