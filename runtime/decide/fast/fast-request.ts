// A request that was read the fast way, and what the index asks of it.

import { evaluation, valueOf, type Evaluation } from "../../evaluate/evaluate.js";
import { memberAt } from "../../evaluate/predicate.js";
import { matches, type Asked } from "../../match/rule-index.js";
import type { Json } from "../../table/canonical.js";
import type { Rule } from "../../table/format.js";
import type { Value } from "../../values/value.js";
import { failed } from "../decision.js";
import { answersIn } from "../facts.js";
import { faultOf } from "../fault.js";
import type { JsonObject } from "../form.js";
import { isReversible } from "../layers.js";
import { situationFrom } from "../made.js";
import type { Policy } from "../policy.js";
import type { Decision } from "../request.js";
import { sceneOf } from "../scene.js";
import { settle } from "../settle.js";
import type { Situation } from "../situation.js";
import type { Source } from "./decision.js";
import { sentAsHeld, type Draft } from "./draft.js";
import { ELSEWHERE, REVERSIBLE, valuesIn, type FastAction, type FastPolicy, type Placed } from "./policy.js";

/** The action of a request: its arguments are read later, since they may be relative to other sections. */
export interface Attempt {
  readonly action: FastAction;
  readonly args: unknown;
  readonly reversible: boolean | undefined;
}

export class FastRequest implements Asked, Draft, Source {
  readonly action: FastAction;
  readonly values: (Value | undefined)[];
  sent: (Json | undefined)[];
  readonly #reversible: boolean | undefined;
  /** The bits of the sections that were sent. */
  #given = 0;
  #evaluation: Evaluation | undefined;
  #situation: Situation | undefined;

  constructor(
    readonly policy: Policy,
    readonly fast: FastPolicy,
    { action, reversible }: Attempt,
    readonly id: string | undefined,
    readonly now: number,
  ) {
    this.action = action;
    this.values = action.blank.slice();
    this.sent = sentAsHeld(this.values);
    this.#reversible = reversible;
    if (reversible !== undefined) this.values[REVERSIBLE] = isReversible(action.schema, reversible);
  }

  /** False where the section is not plainly of its form. It may throw what a getter throws. */
  reads({ form, at, bit }: Placed, input: unknown): boolean {
    if (input !== undefined) this.#given |= bit;
    return form.read(input, this, at);
  }

  value(term: number): Value | undefined {
    const slot = this.action.slots[term] ?? ELSEWHERE;
    return slot === ELSEWHERE ? this.#elsewhere(term) : this.values[slot];
  }

  #elsewhere(place: number): Value | undefined {
    const { index, places } = this.action;
    const at = places[place];
    if (at !== undefined) return memberAt(this.values[at.slot], at.steps);
    const term = index.terms[place];
    return term?.kind === "expr" ? valueOf(term.ref, this.#evaluate()) : undefined;
  }

  matches(rule: Rule): boolean {
    return matches(rule, this.#evaluate());
  }

  /** The same as the thorough way makes of the request. */
  get situation(): Situation {
    return (this.#situation ??= this.#made());
  }

  #made(): Situation {
    const { action, fast } = this;
    const { name, schema } = action;
    const reversible = this.#reversible;
    const sections = {
      agent: valuesIn(this, fast.agent),
      context: valuesIn(this, fast.context),
      impact: valuesIn(this, fast.impact),
      args: valuesIn(this, action.args),
    };
    return situationFrom(
      this.policy,
      { action: name, declared: name, schema, sections },
      {
        members: {
          agent: this.#sent(fast.agent),
          context: this.#sent(fast.context),
          impact: this.#sent(fast.impact),
        },
        action: { name, args: this.#sent(action.args), reversible },
        ...(reversible !== undefined && { reversible }),
      },
    );
  }

  /** Undefined where it was left out. */
  #sent({ form, at, bit }: Placed): JsonObject | undefined {
    return (this.#given & bit) === 0 ? undefined : form.recordIn(this.sent, at);
  }

  decision(): Decision {
    const { policy, id = crypto.randomUUID(), situation, now } = this;
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

  #evaluate(): Evaluation {
    const { policy } = this;
    if (this.#evaluation === undefined) {
      const answers = answersIn({}, { policy, now: this.now }, this.situation);
      this.#evaluation = evaluation(policy.program, sceneOf(policy, this.situation, answers));
    }
    return this.#evaluation;
  }
}
