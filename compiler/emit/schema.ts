// The form of requests, as a table holds it.

import type {
  ActionSchema,
  DataSchema,
  FieldSchema,
  RecordSchema,
  RequestSchema,
  TypeSchema,
} from "../../runtime/table/format.js";
import type { Action, Program } from "../types/program.js";
import type { RecordType, Type } from "../types/type.js";

export function requestSchema({ agent, context, impact, actions, volatile }: Program): RequestSchema {
  return {
    agent: recordSchema(agent),
    context: recordSchema(context),
    impact: recordSchema(impact),
    actions: Object.fromEntries(actions.map((action) => [action.name, actionSchema(action)])),
    volatile,
  };
}

export function typeSchema(type: Type): TypeSchema {
  switch (type.kind) {
    case "money":
      return { type: "money", currency: type.currency };
    case "enum":
      return { type: "enum", members: type.members };
    case "list":
    case "set":
      return { type: type.kind, of: typeSchema(type.element) };
    case "record":
      return recordSchema(type);
    case "map":
    case "error":
      throw new Error("a program with a type in error is not emitted");
    default:
      return { type: type.kind };
  }
}

/** Of a data set: what a request cannot hold, too. */
export function dataSchema(type: Type): DataSchema {
  return type.kind === "map" ? { type: "map", of: typeSchema(type.element) } : typeSchema(type);
}

function recordSchema({ fields, open }: RecordType): RecordSchema {
  const entries = Array.from(fields, ([name, { type, optional }]): [string, FieldSchema] => [
    name,
    { schema: typeSchema(type), optional },
  ]);
  return { type: "record", fields: Object.fromEntries(entries), open };
}

function actionSchema(action: Action): ActionSchema {
  const { effect, reversible, reads, writes, runs, migrates, reaches, relativeTo } = action;
  return {
    args: recordSchema(action.args),
    ...(action.result && { result: typeSchema(action.result) }),
    ...(effect && { effect }),
    reversible,
    reads,
    writes,
    runs,
    migrates,
    reaches,
    ...(relativeTo !== undefined && { relativeTo }),
  };
}
