// A decision of which only what decides was looked for: the rest is made, the thorough way, when it is read.

import type { Rule } from "../../table/format.js";
import type { Verdict } from "../../table/verdict.js";
import type { Decision } from "../request.js";

/** Who decides: a rule, or the policy's default. */
export interface Decider {
  readonly verdict: Verdict;
  readonly rule: string;
  readonly code: string;
  readonly origin: string;
}

/** Undefined for a rule that gives no verdict. */
export function deciderOf({ verdict, name, code, origin }: Rule): Decider | undefined {
  return verdict === "none" || verdict === "note" ? undefined : { verdict, rule: name, code, origin };
}

/** Makes the whole decision, the thorough way; under a new id where there is none yet. Called once. */
export interface Source {
  decision(): Decision;
}

/** The decision that a rule makes of a request: to whoever looks, the same plain data as any other. */
export function decisionBy(decider: Decider, source: Source, header: Decision["policy"]): Decision {
  return new Proxy(new Pending(decider, source, header), handler) as object as Decision;
}

/** What is known at once, and how the rest is made. */
class Pending {
  #whole: Decision | undefined;

  constructor(
    readonly decider: Decider,
    readonly source: Source,
    readonly header: Decision["policy"],
  ) {}

  get isMade(): boolean {
    return this.#whole !== undefined;
  }

  get whole(): Decision {
    return (this.#whole ??= this.source.decision());
  }
}

const handler: ProxyHandler<Pending> = {
  get: (pending, member) => {
    if (!pending.isMade) {
      switch (member) {
        case "verdict":
        case "enforced":
          return pending.decider.verdict;
        case "rule":
        case "code":
        case "origin":
          return pending.decider[member];
        case "mode":
          return "enforce";
        case "policy":
          return pending.header;
        default:
      }
    }
    return Reflect.get(pending.whole, member) as unknown;
  },
  set: (pending, member, value) => Reflect.set(pending.whole, member, value),
  has: (pending, member) => Reflect.has(pending.whole, member),
  deleteProperty: (pending, member) => Reflect.deleteProperty(pending.whole, member),
  ownKeys: (pending) => Reflect.ownKeys(pending.whole),
  getOwnPropertyDescriptor: (pending, member) => Reflect.getOwnPropertyDescriptor(pending.whole, member),
  getPrototypeOf: () => Object.prototype,
};
