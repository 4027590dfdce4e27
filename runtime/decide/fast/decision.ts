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

type Optional = "facts" | "shadow" | "notes" | "trips" | "digest" | "fault";

/** The decision that a rule makes of a request. An accessor cannot be left out: where nothing is to be said it is undefined. */
export function decisionBy(decider: Decider, request: FastRequest, { header }: FastPolicy): Decision {
  return new FastDecision(request, decider, header) as object as Decision;
}

/** What is costly is an accessor of the class: JSON has it, a copy made by spreading does not. */
class FastDecision implements Omit<Decision, Optional> {
  readonly verdict: Verdict;
  readonly enforced: Verdict;
  readonly rule: string;
  readonly code: string;
  readonly origin: string;
  readonly mode = "enforce";
  readonly policy: Decision["policy"];
  readonly #request: FastRequest;
  #id: string | undefined;
  #whole: Decision | undefined;

  constructor(request: FastRequest, { verdict, rule, code, origin }: Decider, header: FastPolicy["header"]) {
    this.verdict = verdict;
    this.enforced = verdict;
    this.rule = rule;
    this.code = code;
    this.origin = origin;
    this.policy = header;
    this.#request = request;
  }

  get id(): string {
    return (this.#id ??= this.#request.id ?? crypto.randomUUID());
  }

  get time(): string {
    return new Date(this.#request.now).toISOString();
  }

  get reason(): string {
    return this.toJSON().reason;
  }

  get matched(): Decision["matched"] {
    return this.toJSON().matched;
  }

  get shadow(): Decision["shadow"] {
    return this.toJSON().shadow;
  }

  get notes(): Decision["notes"] {
    return this.toJSON().notes;
  }

  get trips(): Decision["trips"] {
    return this.toJSON().trips;
  }

  get facts(): Decision["facts"] {
    return this.toJSON().facts;
  }

  get obligations(): Decision["obligations"] {
    return this.toJSON().obligations;
  }

  get impact(): Decision["impact"] {
    return this.toJSON().impact;
  }

  get digest(): string | undefined {
    return this.toJSON().digest;
  }

  /** The whole decision as plain data, as the thorough way makes it. */
  toJSON(): Decision {
    return (this.#whole ??= this.#make());
  }

  #make(): Decision {
    const { policy, situation, now } = this.#request;
    const admission = {
      copy: { value: situation.sent.request },
      situation: { ok: true, value: situation },
    } as const;
    const frame = { policy, id: this.id, now, admission };
    try {
      return settle(frame, situation, {});
    } catch (error) {
      return failed(frame, "decision.fault", faultOf(error));
    }
  }
}
