// What can be read of a request that is wrong elsewhere: each attribute by itself, as a condition of `on_error` asks.

import type { Json } from "../table/canonical.js";
import type { ActionSchema, AttributePath, RecordSchema, Table, TypeSchema } from "../table/format.js";
import { declarationOf } from "../values/action-name.js";
import { typeIn } from "../table/sort.js";
import type { Value } from "../values/value.js";
import { formOf, isObject, type JsonObject, type Reading } from "./form.js";
import type { Snapshot } from "./snapshot.js";
import { readingFrom } from "./whereabouts.js";

/** What one attribute is; undefined where it is invalid. An optional one that is valid may have no value. */
export type Salvaged = { readonly value?: Value } | undefined;

/** Reads the attribute at `path`; whatever the request is, this does not throw. */
export function salvage(table: Table, { value, fault }: Snapshot, path: AttributePath): Salvaged {
  if (!isObject(value)) return undefined;
  const request = { members: value, action: memberOf(value, "action"), isWhole: fault === undefined };
  const [section = "", ...steps] = path.split(".");
  try {
    return readIn(table, request, section, steps);
  } catch {
    // The readers of commands and URLs are others' work: what they fail on is invalid.
    return undefined;
  }
}

interface Sent {
  readonly members: JsonObject;
  readonly action: Json | undefined;
  /** Could all of the request be copied? Else what seems absent may be what could not. */
  readonly isWhole: boolean;
}

function readIn(
  { schema }: Pick<Table, "schema">,
  sent: Sent,
  section: string,
  steps: readonly string[],
): Salvaged {
  switch (section) {
    case "agent":
    case "context":
    case "impact":
      return fieldAt(schema[section], memberOf(sent.members, section) ?? {}, steps, sent);
    case "args":
    case "action": {
      if (!isObject(sent.action)) return undefined;
      const name = memberOf(sent.action, "name");
      const declared = declaredAs(schema, name);
      if (declared === undefined || typeof name !== "string") return undefined;
      if (section === "args") return argumentAt(schema, sent, declared, steps);
      return actionAttribute(name, declared, memberOf(sent.action, "reversible"), steps);
    }
    default:
      return undefined;
  }
}

/** All arguments, or one; what is relative among them is from where the request validly says. */
function argumentAt(
  schema: Table["schema"],
  sent: Sent,
  { args, relativeTo }: ActionSchema,
  steps: readonly string[],
): Salvaged {
  const stated = (isObject(sent.action) ? memberOf(sent.action, "args") : undefined) ?? {};
  const at = (path: readonly string[], reading?: Reading): Salvaged =>
    path.length === 0 ? allOf(args, stated, sent, reading) : fieldAt(args, stated, path, sent, reading);
  if (relativeTo === undefined) return at(steps);
  const home = textOf(readIn({ schema }, sent, "context", ["home"]));
  const [section = "", ...from] = relativeTo.split(".");
  const base = section === "args" ? at(from, readingFrom({ home })) : readIn({ schema }, sent, section, from);
  return at(steps, readingFrom({ base: textOf(base), home }));
}

function textOf(salvaged: Salvaged): string | undefined {
  return typeof salvaged?.value === "string" ? salvaged.value : undefined;
}

function declaredAs({ actions }: Table["schema"], name: Json | undefined): ActionSchema | undefined {
  const key = typeof name === "string" ? declarationOf(actions, name) : undefined;
  return key === undefined ? undefined : actions[key];
}

function actionAttribute(
  name: string,
  { effect, reversible }: Table["schema"]["actions"][string],
  stated: Json | undefined,
  [attribute]: readonly string[],
): Salvaged {
  switch (attribute) {
    case "name":
      return { value: name };
    case "effect":
      return effect === undefined ? {} : { value: effect };
    case "reversible":
      if (stated !== undefined && typeof stated !== "boolean") return undefined;
      return { value: reversible === "always" || (reversible === "reported" && stated === true) };
    default:
      return undefined;
  }
}

/** All arguments, where each is valid. */
function allOf(record: RecordSchema, input: Json, { isWhole }: Sent, reading?: Reading): Salvaged {
  const formed = isWhole ? formOf(record, input, [], reading) : undefined;
  return formed?.ok ? { value: formed.value } : undefined;
}

/** The field below `record` to which `steps` lead. */
function fieldAt(
  record: RecordSchema,
  input: Json,
  [step = "", ...rest]: readonly string[],
  sent: Sent,
  reading?: Reading,
): Salvaged {
  const field = Object.hasOwn(record.fields, step) ? record.fields[step] : undefined;
  if (field === undefined || !isObject(input)) return undefined;
  const member = memberOf(input, step);
  if (member === undefined) return field.optional && sent.isWhole ? {} : undefined;
  if (rest.length > 0)
    return field.schema.type === "record" ? fieldAt(field.schema, member, rest, sent, reading) : undefined;
  // Of what has members, some may be those that could not be copied.
  if (typeof member === "object" && !sent.isWhole) return undefined;
  const formed = formOf(field.schema, member, [], reading);
  return formed.ok ? { value: formed.value } : undefined;
}

/** What was sent at `path`, with the form that is declared for it. */
export function sentIn(
  { schema }: Table,
  { value }: Snapshot,
  path: AttributePath,
): { readonly sent?: Json; readonly form: TypeSchema | undefined } {
  const [section = "", ...steps] = path.split(".");
  const name = valueIn(value, ["action", "name"]);
  const action = declaredAs(schema, name);
  const { agent, context, impact } = schema;
  const records: Readonly<Record<string, RecordSchema | undefined>> = {
    agent,
    context,
    impact,
    args: action?.args,
  };
  const record = records[section];
  const sent = valueIn(value, section === "args" ? ["action", "args", ...steps] : [section, ...steps]);
  return { ...(sent !== undefined && { sent }), form: record && typeIn(record, steps) };
}

function valueIn(from: Json | undefined, steps: readonly string[]): Json | undefined {
  let value = from;
  for (const step of steps) value = isObject(value) ? memberOf(value, step) : undefined;
  return value;
}

function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
