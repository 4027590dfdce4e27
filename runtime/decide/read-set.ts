// Reads what somebody says a refreshed data set holds: by the same rules as the compiler reads a `.json` file.

import { contentOf } from "../evaluate/content.js";
import { textOf } from "../evaluate/key.js";
import type { Json } from "../table/canonical.js";
import type { DataSet, Table, TypeSchema } from "../table/format.js";
import { parseDataPattern } from "../values/data-pattern.js";
import { normalizeText } from "../values/text.js";
import type { Value } from "../values/value.js";
import { guarded } from "./admit.js";
import { fault, formOf, isObject, type Formed } from "./form.js";
import { knownSet, type InForce } from "./sets.js";
import { snapshot } from "./snapshot.js";

type Content = Pick<DataSet, "values" | "keys">;

/**
 * What the set at `index` holds, by `given`, which may be anything and is read once. What the compiler would refuse in a
 * file is no content. Does not throw.
 * @param loaded epoch milliseconds.
 */
export function readSet(table: Table, index: number, given: unknown, loaded?: number): InForce {
  const set = table.data[index];
  if (set === undefined) return unknownSet("there is no such data");
  const content = guarded(() => copied(set, given));
  if (!content.ok) return unknownSet(toldOf(content.fault));
  const stranger = noPatternIn(table, index, content.value.values);
  return stranger === undefined
    ? knownSet(set, contentOf(content.value), loaded)
    : unknownSet(`its entry ${stranger}`);
}

function copied({ schema }: DataSet, given: unknown): Formed<Content> {
  const { value, fault: misfit } = snapshot(given);
  return misfit === undefined ? readContent(schema, value) : { ok: false, fault: misfit };
}

const LONGEST_FAULT = 300;

/** What hosts throw, and what they hand over, is of any length. */
export function unknownSet(reason: string): InForce {
  return {
    known: false,
    fault: reason.length > LONGEST_FAULT ? `${reason.slice(0, LONGEST_FAULT).toWellFormed()}…` : reason,
  };
}

function toldOf({ path, message }: { readonly path: string; readonly message: string }): string {
  return path === "" ? message : `${path}: ${message}`;
}

function readContent(schema: DataSet["schema"], input: Json | undefined): Formed<Content> {
  if (schema.type === "map") return readEntries(schema.of, input);
  if (input === undefined) return fault([], "expected a value, found nothing");
  const read = formOf(schema, input, []);
  if (!read.ok) return read;
  const values = read.value as readonly Value[];
  return { ok: true, value: { values: schema.type === "set" ? distinct(values) : values } };
}

function distinct(values: readonly Value[]): readonly Value[] {
  return Array.from(new Map(values.map((value) => [textOf(value), value])).values());
}

function readEntries(of: TypeSchema, input: Json | undefined): Formed<Content> {
  if (!isObject(input)) return fault([], "expected an object, as a map is");
  const entries = new Map<string, Value>();
  for (const [name, member] of Object.entries(input)) {
    const key = normalizeText(name);
    if (!key.ok) return fault([name], `has a key that ${key.reason}`);
    if (entries.has(key.value)) return fault([name], "is there once more");
    const value = formOf(of, member, [name]);
    if (!value.ok) return value;
    entries.set(key.value, value.value);
  }
  return { ok: true, value: { keys: Array.from(entries.keys()), values: Array.from(entries.values()) } };
}

/** The first entry that is none of the patterns that the set is asked for by `like`. */
function noPatternIn({ exprs }: Table, index: number, values: readonly Value[]): string | undefined {
  const kinds = new Set(
    exprs.flatMap((expr) => (expr.op === "like-data" && expr.data === index ? [expr.as] : [])),
  );
  for (const as of kinds) {
    for (const value of values) {
      const pattern = typeof value === "string" ? parseDataPattern(value, as) : undefined;
      if (pattern?.ok === false) return `${JSON.stringify(value)} is no pattern: it ${pattern.reason}`;
    }
  }
  return undefined;
}
