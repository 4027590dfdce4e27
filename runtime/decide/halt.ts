// Kill switches: they look at the raw request, before its form is checked. What it lacks or misstates is covered.

import { textOf } from "../evaluate/key.js";
import type { Json } from "../table/canonical.js";
import type { Killswitch, Table, TypeSchema } from "../table/format.js";
import { attributeType } from "../table/sort.js";
import { declarationOf, isActionPattern } from "../values/action-name.js";
import type { Kill } from "../state/store.js";
import { formOf, isObject } from "./form.js";
import type { Snapshot } from "./snapshot.js";

/**
 * The first kill switch, in declaration order, that covers the request, and the kill by which it does. Where the clock
 * shows no time, no kill has expired.
 */
export function haltOf(
  table: Table,
  kills: readonly Kill[],
  request: Snapshot,
  now: number | undefined,
): { readonly killswitch: Killswitch; readonly kill: Kill } | undefined {
  const standing = kills.filter(({ until }) => until === undefined || now === undefined || now < until);
  if (standing.length === 0) return undefined;
  for (const killswitch of table.killswitches) {
    const tripped = standing.filter((kill) => kill.killswitch === killswitch.name);
    const kill = tripped.find((each) => covers(table, each, request.value));
    if (kill !== undefined) return { killswitch, kill };
  }
  return undefined;
}

function covers(table: Table, kill: Kill, request: Json | undefined): boolean {
  if (kill.scope === "all") return true;
  const stated = scopeValue(table, kill.scope, request);
  return stated === undefined || stated === kill.value;
}

/** The canonical text of the scope's attribute, or undefined where the request lacks or misstates it. */
function scopeValue(table: Table, scope: string, request: Json | undefined): string | undefined {
  const name = textAt(request, ["action", "name"]);
  const action = typeof name === "string" ? declarationOf(table.schema.actions, name) : undefined;
  if (scope === "action.name") return action && typeof name === "string" ? textOf(name) : undefined;
  if (scope === "action.effect") {
    const effect = action && table.schema.actions[action]?.effect;
    return effect && textOf(effect);
  }
  const steps = scope.split(".");
  const schema = scopeSchema(table, scope, action);
  const stated = textAt(request, steps[0] === "args" ? ["action", ...steps] : steps);
  return schema && stated !== undefined ? scopeText(schema, stated) : undefined;
}

/** How a kill switch names the value of a scope's attribute; undefined where it does not fit the attribute's type. */
export function scopeText(schema: TypeSchema, value: Json): string | undefined {
  const formed = formOf(schema, value, []);
  return formed.ok ? textOf(formed.value) : undefined;
}

const EFFECTS = ["read", "write", "delete", "execute"];

/** The declared type of an attribute of the request; of an argument, for one action. */
export function scopeSchema({ schema }: Table, path: string, action?: string): TypeSchema | undefined {
  if (path === "action.name") return nameSchema(schema);
  if (path === "action.effect") return { type: "enum", members: EFFECTS };
  return attributeType(schema, action === undefined ? undefined : schema.actions[action], path);
}

/** The names of wildcards are no list. */
function nameSchema({ actions }: Table["schema"]): TypeSchema {
  const names = Object.keys(actions);
  return names.some(isActionPattern) ? { type: "string" } : { type: "enum", members: names };
}

function textAt(request: Json | undefined, steps: readonly string[]): Json | undefined {
  let value = request;
  for (const step of steps) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}
