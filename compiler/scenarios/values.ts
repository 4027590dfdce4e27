// Requests, changed in one value.

import type { Json } from "../../runtime/table/canonical.js";
import type { HistoryPattern, Table, TypeSchema } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";
import { recordOf, type Sent } from "./move.js";
import { START } from "./player.js";

/** The least amount of the type that people speak of. */
export function unitOf({ type }: TypeSchema): number {
  return type === "money" || type === "decimal" ? 100 : 1;
}

export function valueAt(request: Sent, path: string): Json | undefined {
  const steps = placeOf(path);
  return steps.reduce<unknown>((value, step) => recordOf(value)[step], request) as Json | undefined;
}

export function withValue(request: Sent, path: string, value: Json | undefined): Sent {
  return changed(request, placeOf(path), value) as Sent;
}

function placeOf(path: string): readonly string[] {
  const [section = "", ...steps] = path.split(".");
  return section === "args" ? ["action", "args", ...steps] : [section, ...steps];
}

function changed(record: unknown, [first = "", ...rest]: readonly string[], value: Json | undefined): object {
  const members = recordOf(record);
  return { ...members, [first]: rest.length === 0 ? value : changed(members[first], rest, value) };
}

/** Another value of the attribute's type; a different one for each number from 0 on, as far as there are so many. */
export function otherValue(
  request: Sent,
  path: string,
  number: number,
  { table, action }: { readonly table: Table; readonly action: string },
): Json | undefined {
  const schema = attributeType(table.schema, table.schema.actions[action], path);
  const value = valueAt(request, path);
  switch (schema?.type) {
    case "bool":
      return value !== true;
    case "enum": {
      const others = schema.members.filter((member) => member !== value);
      return others[number % Math.max(1, others.length)] ?? value;
    }
    case "string":
    case "path":
      return `${typeof value === "string" && value !== "" ? value : "/x"}-${String(number + 2)}`;
    case "int":
    case "bytes":
    case "duration":
    case "decimal":
    case "percent":
      return typeof value === "number" ? value + number + 1 : number + 1;
    case "money":
      return { amount: number + 1, currency: schema.currency };
    case "host":
      return `x${String(number)}.example`;
    case "ip":
      return `192.0.2.${String((number % 250) + 2)}`;
    case "url":
      return `https://x${String(number)}.example/`;
    case "time":
      return new Date(START + number + 1).toISOString();
    default:
      return value;
  }
}

/** With the values in which an earlier action and a later one must agree. */
export function joined(
  earlier: Sent,
  later: Sent,
  { by, earlier: own = by }: Pick<HistoryPattern, "by" | "earlier">,
): Sent {
  return own.reduce((request, path, i) => {
    const value = valueAt(later, by[i] ?? path);
    return value === undefined || path.startsWith("action.") ? request : withValue(request, path, value);
  }, earlier);
}
