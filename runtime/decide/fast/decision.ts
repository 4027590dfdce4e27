// A decision of which only what decides was looked for: the rest is made, the thorough way, when it is read.

import type { Verdict } from "../../table/verdict.js";
import { failed } from "../decision.js";
import { faultOf } from "../fault.js";
import type { Decision } from "../request.js";
import { settle } from "../settle.js";
import type { FastPolicy } from "./policy.js";
import type { FastRequest } from "./request.js";

/** Who decides: a rule, or the policy's default. */
export interface Decider {
  readonly verdict: Verdict;
  readonly rule: string;
  readonly code: string;
  readonly origin: string;
}

/** The decision that a rule makes of a request: to whoever looks, the same plain data as any other. */
export function decisionBy(decider: Decider, request: FastRequest, { header }: FastPolicy): Decision {
  return new Proxy(new Pending(decider, request, header), handler) as object as Decision;
}

/** What is known at once, and how the rest is made. */
class Pending {
  #whole: Decision | undefined;

  constructor(
    readonly decider: Decider,
    readonly request: FastRequest,
    readonly header: FastPolicy["header"],
  ) {}

  get isMade(): boolean {
    return this.#whole !== undefined;
  }

  get whole(): Decision {
    return (this.#whole ??= this.#make());
  }

  #make(): Decision {
    const { policy, id = crypto.randomUUID(), situation, now } = this.request;
    const admission = {
      copy: { value: situation.sent.request },
      situation: { ok: true, value: situation },
    } as const;
    const frame = { policy, id, now, admission };
    try {
      return settle(frame, situation, {});
    } catch (error) {
      return failed(frame, "decision.fault", faultOf(error));
    }
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
