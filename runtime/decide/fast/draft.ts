// What was read of a request: a list with a slot for each member, instead of objects that most decisions do not ask for.

import type { Json } from "../../table/canonical.js";
import type { Value } from "../../values/value.js";

export interface Draft {
  /** In normal form, by the slot; undefined where it was left out. */
  readonly values: (Value | undefined)[];
  /** As they were sent. Most are sent in normal form: as long as all were, this is the same list. */
  sent: (Json | undefined)[];
}

export function draftFrom(values: (Value | undefined)[]): Draft {
  return { values, sent: sentAsHeld(values) };
}

/** What is in normal form as it was sent is plain data. */
export function sentAsHeld(values: (Value | undefined)[]): (Json | undefined)[] {
  return values as (Json | undefined)[];
}

export function put(draft: Draft, slot: number, value: Value, sent: Json): void {
  const { values } = draft;
  if (value !== sent && draft.sent === values) draft.sent = sentAsHeld(values.slice());
  if (draft.sent !== values) draft.sent[slot] = sent;
  values[slot] = value;
}
