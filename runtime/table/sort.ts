// Sorts: what a table's expressions are, roughly, so that a reader can refuse operands that make no sense together.

import type { ActionSchema, AttributePath, RequestSchema, TypeSchema } from "./format.js";
import type { Value } from "../values/value.js";

/** `any` is of a sort that only a request shows. */
export type Sort =
  "truth" | "number" | "text" | "host" | "cidr" | "url" | "command" | "list" | "record" | "any";

export function sortOfType({ type }: TypeSchema): Sort {
  switch (type) {
    case "bool":
      return "truth";
    case "int":
    case "decimal":
    case "percent":
    case "duration":
    case "bytes":
    case "time":
    case "money":
      return "number";
    case "string":
    case "path":
    case "enum":
    case "sql":
      return "text";
    case "host":
    case "ip":
      return "host";
    case "list":
    case "set":
      return "list";
    case "cidr":
    case "url":
    case "command":
    case "record":
      return type;
  }
}

export function sortOfValue(value: Value): Sort {
  switch (typeof value) {
    case "boolean":
      return "truth";
    case "number":
      return "number";
    case "string":
      return "text";
    default:
      return Array.isArray(value) ? "list" : "any";
  }
}

/**
 * The sort of an attribute of a request, of an argument in any of the actions; undefined where no declaration has it.
 */
export function sortOfAttribute(schema: RequestSchema, path: AttributePath): Sort | undefined {
  const [section = "", ...steps] = path.split(".");
  if (section === "action") return actionSort(steps);
  if (path === "outcome") return "text";
  const types = typesOf(schema, section).flatMap((type) => typeIn(type, steps) ?? []);
  const [first, ...others] = types.map(sortOfType);
  return others.every((sort) => sort === first) ? first : "any";
}

/** The declared type of a member of a record, or of what is no record itself. */
export function typeIn(from: TypeSchema, steps: readonly string[]): TypeSchema | undefined {
  let type: TypeSchema | undefined = from;
  for (const step of steps) {
    type =
      type?.type === "record" && Object.hasOwn(type.fields, step) ? type.fields[step]?.schema : undefined;
  }
  return type;
}

/** The declared type of a request's attribute, in requests of one action; without an action, of what all requests have. */
export function attributeType(
  schema: RequestSchema,
  action: ActionSchema | undefined,
  path: AttributePath,
): TypeSchema | undefined {
  const [section = "", ...steps] = path.split(".");
  if (section === "args") return action && typeIn(action.args, steps);
  if (section === "result") return action?.result && typeIn(action.result, steps);
  const [record] = typesOf(schema, section);
  return record && typeIn(record, steps);
}

function typesOf(schema: RequestSchema, section: string): readonly TypeSchema[] {
  const actions = Object.values<ActionSchema>(schema.actions);
  if (section === "args") return actions.map(({ args }) => args);
  if (section === "result") return actions.flatMap(({ result }) => result ?? []);
  return section === "agent" || section === "context" || section === "impact" ? [schema[section]] : [];
}

function actionSort(steps: readonly string[]): Sort | undefined {
  switch (steps.join(".")) {
    case "name":
    case "effect":
      return "text";
    case "reversible":
      return "truth";
    default:
      return undefined;
  }
}
