// Faults of the state: windows, approvals, grants, kills and histories that forget, or remember too much.

import type { Fault } from "./fault.js";

export const STATE: readonly Fault[] = [
  {
    what: "a limit below a bound lets the bound itself in",
    file: "runtime/state/windows.ts",
    from: 'BigInt(claim.bound) - (claim.op === "<" ? 1n : 0n)',
    to: "BigInt(claim.bound)",
  },
  {
    what: "a window counts each amount as one",
    file: "runtime/state/windows.ts",
    from: "log.add(now, BigInt(claim.amount));",
    to: "log.add(now, 1n);",
  },
  {
    what: "a window forgets what happened before its middle",
    file: "runtime/state/windows.ts",
    from: "expires: log.expires }",
    to: "expires: now + claim.per / 2 }",
  },
  {
    what: "nothing ever fills a window",
    file: "runtime/state/memory.ts",
    from: "for (const claim of claims) this.#windows.count(claim, now);",
    to: "",
  },
  {
    what: "what happens in one instant counts once",
    file: "runtime/state/event-log.ts",
    from: "if (last !== undefined && last.to >= time.to) last.amount += amount;",
    to: "if (last !== undefined && last.to >= time.to) return;",
  },
  {
    what: "what has left a window still counts",
    file: "runtime/state/event-log.ts",
    from: "this.#total = high;",
    to: "",
  },
  {
    what: "what happened when a window begins is still in it",
    file: "runtime/state/event-log.ts",
    from: "if (entry === undefined || entry.to > start) break;",
    to: "if (entry === undefined || entry.to >= start) break;",
  },
  {
    what: "an approval counts for two attempts",
    file: "runtime/state/memory.ts",
    from: "if (approvals !== undefined) this.#approvals.delete(ALL, digest);",
    to: "",
  },
  {
    what: "a newer approval stands in place of everybody's",
    file: "runtime/state/memory.ts",
    from: "older.by !== newer.by ||",
    to: "",
  },
  {
    what: "approvals are for any action",
    file: "runtime/state/memory.ts",
    from: "approvals: this.#approvals.get(ALL, query.digest, now) ?? [],",
    to: "approvals: this.#approvals.entries(now).flatMap(([, , each]) => each),",
  },
  {
    what: "a grant never expires",
    file: "runtime/state/memory.ts",
    from: "grant.revoked || now >= grant.from + expires",
    to: "grant.revoked",
  },
  {
    what: "a grant that was revoked goes on",
    file: "runtime/state/memory.ts",
    from: "grant.revoked || now >= grant.from + expires",
    to: "now >= grant.from + expires",
  },
  {
    what: "a grant is revoked whatever came of it",
    file: "runtime/state/memory.ts",
    from: "if (when.includes(outcome)) this.#revoke(grant, now);",
    to: "this.#revoke(grant, now);",
  },
  {
    what: "what begins anew remembers",
    file: "runtime/state/memory.ts",
    from: "for (const each of resets) this.#histories.reset(each);",
    to: "",
  },
  {
    what: "reviving lifts no kill",
    file: "runtime/state/kills.ts",
    from: "return this.#kills.delete(keyOf(kill));",
    to: "return this.#kills.has(keyOf(kill));",
  },
  {
    what: "of two kills of one scope the later is forgotten",
    file: "runtime/state/kills.ts",
    from: "return JSON.stringify([killswitch, scope, value]);",
    to: "return JSON.stringify([killswitch, scope]);",
  },
];
