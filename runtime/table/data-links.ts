// What a table's data sets hold, and what expressions ask of them: maps have keys, patterns can be read.

import { parseDataPattern } from "../values/data-pattern.js";
import type { DataSet, Expr, TypeSchema } from "./format.js";
import { sortOfType, typeIn, type Sort } from "./sort.js";

/** What is wrong with a data set by itself. */
export function faultOfData({ name, schema, values, keys }: DataSet): string | undefined {
  const isMap = schema.type === "map";
  if (!isMap && schema.type !== "list" && schema.type !== "set") return `the data ${name} is no collection`;
  if (isMap !== (keys !== undefined)) return `the data ${name} has keys and is no map, or is one without`;
  if (keys !== undefined && keys.length !== values.length)
    return `the data ${name} has ${keys.length} keys and ${values.length} values`;
  return undefined;
}

type Asking = Extract<Expr, { readonly op: "element" | "has-element" | "like-data" }>;

/** What is wrong with an expression that asks a data set, which it names by its index. */
export function faultOfAsking(expr: Asking, data: readonly DataSet[]): string | undefined {
  const set = data[expr.data];
  if (set === undefined) return "points at what is not there";
  if (expr.op !== "like-data") {
    return fieldOf(expr, data) === undefined ? `names nothing that ${set.name} holds` : undefined;
  }
  const isText = (set.schema.type === "list" || set.schema.type === "set") && set.schema.of.type === "string";
  const misfit = set.values.find(
    (value) => typeof value !== "string" || !parseDataPattern(value, expr.as).ok,
  );
  return isText && misfit === undefined
    ? undefined
    : `matches by ${set.name}, which holds what is no pattern`;
}

/** The sort of what an element gives. */
export function sortOfElement(
  expr: Extract<Expr, { readonly op: "element" | "has-element" }>,
  data: readonly DataSet[],
): Sort {
  const type = fieldOf(expr, data);
  return type === undefined ? "any" : sortOfType(type);
}

/** The type of what an element gives; undefined where the data is no map, or has no such field. */
function fieldOf(
  { data, steps }: Extract<Expr, { readonly op: "element" | "has-element" }>,
  sets: readonly DataSet[],
): TypeSchema | undefined {
  const schema = sets[data]?.schema;
  return schema?.type === "map" ? typeIn(schema.of, steps) : undefined;
}
