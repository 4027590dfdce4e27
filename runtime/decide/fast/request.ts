// A request that was read the fast way, and what the index asks of it.

import type { AttributeTerm, Term } from "../../atoms/predicate.js";
import { evaluation, valueOf, type Evaluation } from "../../evaluate/evaluate.js";
import { memberAt } from "../../evaluate/predicate.js";
import { matches, type Asked } from "../../match/rule-index.js";
import type { Rule } from "../../table/format.js";
import { parseTime } from "../../values/time.js";
import type { Value } from "../../values/value.js";
import type { JsonObject } from "../form.js";
import { answersIn } from "../facts.js";
import { failed } from "../decision.js";
import { faultOf, momentOf } from "../fault.js";
import { isReversible } from "../layers.js";
import { situationFrom } from "../made.js";
import { sceneOf } from "../scene.js";
import type { Policy } from "../policy.js";
import type { Decision } from "../request.js";
import { settle } from "../settle.js";
import type { Situation } from "../situation.js";
import type { Source } from "./decision.js";
import type { FastAction, FastPolicy } from "./policy.js";
import { hasMembers, isPlainObject, isUntouched, LEFT_OUT, type ReadRecord } from "./read.js";

const LONGEST_ID = 200;

/** Undefined where the request is not plainly one. It may throw what a getter throws. */
export function readRequest(
  policy: Policy,
  fast: FastPolicy,
  request: unknown,
  now?: number,
): FastRequest | undefined {
  if (!isUntouched() || !isPlainObject(request)) return undefined;
  const { id, time, agent, action, context, impact } = request;
  const stated = 1 + there(id) + there(time) + there(agent) + there(context) + there(impact);
  const attempt = hasMembers(request, { id, time, agent, action, context, impact }, stated)
    ? readAction(fast, action)
    : undefined;
  const sentAt = time === undefined ? undefined : timeOf(time);
  // A time that is none is none, whether or not it is asked for.
  const stands = Number.isNaN(sentAt) ? undefined : momentOf(now ?? sentAt ?? Date.now());
  if (attempt === undefined || stands === undefined || !isId(id)) return undefined;
  const who = fast.agent(agent);
  const where = who && fast.context(context);
  const predicted = where && fast.impact(impact);
  const args = predicted && attempt.action.args(attempt.args, { agent: who.value, context: where.value });
  return args && new FastRequest(policy, attempt, id, stands, who, where, predicted, args);
}

interface Attempt {
  readonly action: FastAction;
  readonly args: unknown;
  readonly reversible: boolean | undefined;
}

function readAction(fast: FastPolicy, input: unknown): Attempt | undefined {
  if (!isPlainObject(input)) return undefined;
  const { name, args, reversible } = input;
  const action = typeof name === "string" ? fast.actions.get(name) : undefined;
  if (
    action === undefined ||
    !hasMembers(input, { name, args, reversible }, 1 + there(args) + there(reversible))
  )
    return undefined;
  if (reversible !== undefined && typeof reversible !== "boolean") return undefined;
  return { action, args, reversible };
}

/** NaN where it is none. */
export function timeOf(time: unknown): number {
  const parsed = typeof time === "string" ? parseTime(time) : undefined;
  return parsed?.ok === true ? parsed.value : NaN;
}

/** Or is there none? */
export function isId(id: unknown): id is string | undefined {
  if (id === undefined) return true;
  return typeof id === "string" && id.length > 0 && id.length <= LONGEST_ID && id.isWellFormed();
}

function there(member: unknown): 0 | 1 {
  return member === undefined ? 0 : 1;
}

export class FastRequest implements Asked, Source {
  #evaluation: Evaluation | undefined;
  #situation: Situation | undefined;

  readonly action: FastAction;
  readonly #reversible: boolean | undefined;

  constructor(
    readonly policy: Policy,
    { action, reversible }: Attempt,
    readonly id: string | undefined,
    readonly now: number,
    private readonly agent: ReadRecord,
    private readonly context: ReadRecord,
    private readonly impact: ReadRecord,
    private readonly args: ReadRecord,
  ) {
    this.action = action;
    this.#reversible = reversible;
  }

  value(term: Term): Value | undefined {
    return term.kind === "attribute" ? this.#attribute(term) : valueOf(term.ref, this.#evaluate());
  }

  matches(rule: Rule): boolean {
    return matches(rule, this.#evaluate());
  }

  /** The same as the thorough way makes of the request. */
  get situation(): Situation {
    const { name, schema } = this.action;
    const { agent, context, impact, args } = this;
    const reversible = this.#reversible;
    return (this.#situation ??= situationFrom(
      this.policy,
      {
        ...{ action: name, declared: name, schema },
        sections: { agent: agent.value, context: context.value, impact: impact.value, args: args.value },
      },
      {
        members: { agent: sentIn(agent), context: sentIn(context), impact: sentIn(impact) },
        action: { name, args: sentIn(args), reversible },
        ...(reversible !== undefined && { reversible }),
      },
    ));
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

  #attribute({ section, steps }: AttributeTerm): Value | undefined {
    switch (section) {
      case "agent":
        return memberAt(this.agent.value, steps);
      case "context":
        return memberAt(this.context.value, steps);
      case "impact":
        return memberAt(this.impact.value, steps);
      case "args":
        return memberAt(this.args.value, steps);
      default:
        return this.#ofAction(steps[0]);
    }
  }

  #ofAction(attribute: string | undefined): Value | undefined {
    const { name, schema } = this.action;
    switch (attribute) {
      case "name":
        return name;
      case "effect":
        return schema.effect;
      case "reversible":
        return isReversible(schema, this.#reversible);
      default:
        return undefined;
    }
  }

  #evaluate(): Evaluation {
    const { policy } = this;
    const answers = answersIn({}, { policy, now: this.now }, this.situation);
    return (this.#evaluation ??= evaluation(policy.program, sceneOf(policy, this.situation, answers)));
  }
}

function sentIn(record: ReadRecord): JsonObject | undefined {
  return record === LEFT_OUT ? undefined : record.sent;
}
