// A situation, made of what was read and of what was sent.

import type { Json } from "../table/canonical.js";
import { digestOfJson } from "./digest.js";
import { isObject, type JsonObject } from "./form.js";
import { isReversible } from "./layers.js";
import type { Policy } from "./policy.js";
import type { Situation } from "./situation.js";

/** What is undefined was left out. */
type Members = Readonly<Record<string, Json | undefined>>;

/** A request as it was sent, its form checked. */
export interface Sent {
  /** Its `agent`, `context` and `impact`. */
  readonly members: Members;
  readonly action: Members;
  readonly reversible?: boolean;
}

export function situationFrom(
  policy: Policy,
  read: Pick<Situation, "action" | "declared" | "schema" | "sections">,
  { members, action, reversible }: Sent,
): Situation {
  let digest: string | undefined;
  return {
    ...read,
    reversible: isReversible(read.schema, reversible),
    sent: {
      agent: objectOr(members.agent),
      context: objectOr(members.context),
      impact: objectOr(members.impact),
      args: objectOr(action.args),
      ...(reversible !== undefined && { reversible }),
      request: requested(members, action),
    },
    // It takes longer than most decisions, which do not ask for it.
    get digest() {
      return (digest ??= digestBy(policy, members, action));
    },
  };
}

/** An approval is not bound to what is volatile. */
function digestBy({ form, table }: Policy, members: Members, action: Members): string {
  const bound = form.volatile.reduce(withoutPath, members);
  return digestOfJson({ policy: table.digest, ...requested(bound, action) });
}

function objectOr(input: Json | undefined): JsonObject {
  return isObject(input) ? input : {};
}

/** Every member as it was sent. */
function requested(members: Members, action: Members): Situation["sent"]["request"] {
  const { agent, context, impact } = members;
  const { name, args, reversible } = action;
  return { agent, action: { name, args, reversible }, context, impact };
}

/** The object without the member that a dotted path leads to. */
function withoutPath(object: Members, path: string): Members {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return isObject(inner) ? { ...object, [name]: withoutPath(inner, rest.join(".")) } : object;
}
