// From what an enforcement point handed over to a situation: the request's form is checked here, and nowhere else.

import type { ActionSchema, RequestSchema } from "../table/format.js";
import type { Json } from "../table/canonical.js";
import { declarationOf } from "../values/action-name.js";
import { parseTime } from "../values/time.js";
import type { RecordValue } from "../values/value.js";
import { fault, isObject, recordOf, type Formed, type JsonObject } from "./form.js";
import { situationFrom } from "./made.js";
import type { Policy } from "./policy.js";
import type { Situation } from "./situation.js";
import { snapshot, type Snapshot } from "./snapshot.js";
import { readingOf } from "./whereabouts.js";

/** A request as far as it could be read. */
export interface Admission {
  /** The copy on which everything else works; kill switches look at it even where the form is wrong. */
  readonly copy: Snapshot;
  readonly id?: string;
  /** Epoch milliseconds, as the request states. */
  readonly time?: number;
  readonly situation: Formed<Situation>;
}

const MEMBERS = ["id", "time", "agent", "action", "context", "impact"];
const ACTION_MEMBERS = ["name", "args", "reversible"];
const LONGEST_ID = 200;

/** Reads a request; whatever it is, this does not throw. */
export function admit(policy: Policy, request: unknown): Admission {
  const copy = snapshot(request);
  if (copy.fault !== undefined) return { copy, situation: { ok: false, fault: copy.fault } };
  const head = headOf(copy.value);
  const situation = head.ok ? guarded(() => situationOf(policy, head.value)) : head;
  const { id, time } = head.ok ? head.value : {};
  return { copy, ...(id !== undefined && { id }), ...(time !== undefined && { time }), situation };
}

/** The readers of commands and URLs are others' work: should one fail, that is a fault of what was read. */
export function guarded<T>(read: () => Formed<T>): Formed<T> {
  try {
    return read();
  } catch (error) {
    return fault([], `reading it failed: ${String(error)}`);
  }
}

interface Head {
  readonly id?: string;
  readonly time?: number;
  readonly members: JsonObject;
  readonly action: JsonObject;
}

function headOf(input: Json | undefined): Formed<Head> {
  if (!isObject(input)) return fault([], "expected a request, an object");
  const stranger = strangerIn(input, MEMBERS);
  if (stranger !== undefined) return fault([stranger], "is not declared");
  const { id, time, action } = input;
  if (id !== undefined && !isId(id)) return fault(["id"], `expected a text of 1 to ${LONGEST_ID} characters`);
  const moment = time === undefined ? undefined : momentOf(time);
  if (moment?.ok === false) return moment;
  if (!isObject(action)) return fault(["action"], "expected an object with the action's name and arguments");
  return {
    ok: true,
    value: { ...(id !== undefined && { id }), ...(moment && { time: moment.value }), members: input, action },
  };
}

function isId(id: Json): id is string {
  return typeof id === "string" && id.length > 0 && id.length <= LONGEST_ID;
}

function momentOf(time: Json): Formed<number> {
  if (typeof time !== "string") return fault(["time"], "expected an RFC 3339 time");
  const parsed = parseTime(time);
  return parsed.ok
    ? parsed
    : fault(["time"], `expected an RFC 3339 time, found a string that ${parsed.reason}`);
}

function situationOf(policy: Policy, { members, action }: Head): Formed<Situation> {
  const schema = policy.form;
  const stranger = strangerIn(action, ACTION_MEMBERS);
  if (stranger !== undefined) return fault(["action", stranger], "is not declared");
  const { name, args, reversible } = action;
  const key = typeof name === "string" ? declarationOf(schema.actions, name) : undefined;
  const declared = key === undefined ? undefined : schema.actions[key];
  if (typeof name !== "string" || key === undefined || declared === undefined)
    return fault(["action", "name"], "expected a declared action");
  if (reversible !== undefined && typeof reversible !== "boolean") {
    return fault(["action", "reversible"], "expected bool");
  }
  const sections = sectionsOf(schema, declared, members, args);
  if (!sections.ok) return sections;
  const read = { action: name, declared: key, schema: declared, sections: sections.value };
  const sent = { members, action, ...(reversible !== undefined && { reversible }) };
  return { ok: true, value: situationFrom(policy, read, sent) };
}

/** The arguments come last: what is relative among them is from where the others say. */
function sectionsOf(
  schema: RequestSchema,
  action: ActionSchema,
  members: JsonObject,
  args: Json | undefined,
): Formed<Situation["sections"]> {
  const records: RecordValue[] = [];
  for (const section of ["agent", "context", "impact"] as const) {
    const sent = members[section];
    const formed = recordOf(schema[section], sent === undefined ? {} : sent, [section]);
    if (!formed.ok) return formed;
    records.push(formed.value);
  }
  const [agent = {}, context = {}, impact = {}] = records;
  const reading = readingOf(action, { agent, context }, args);
  const own = recordOf(action.args, args === undefined ? {} : args, ["args"], reading);
  return own.ok ? { ok: true, value: { agent, context, impact, args: own.value } } : own;
}

function strangerIn(object: JsonObject, names: readonly string[]): string | undefined {
  return Object.keys(object).find((name) => !names.includes(name));
}
