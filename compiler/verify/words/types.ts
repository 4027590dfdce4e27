// The types of a table's expressions, as far as literals beside them are to be written.

import type { Expr, Ref, TypeSchema } from "../../../runtime/table/format.js";
import { attributeType, typeIn } from "../../../runtime/table/sort.js";
import type { ActionOf } from "../../atoms/term.js";

/** The types of what `any` and `all` bind, by their names. */
export type Scope = ReadonlyMap<string, TypeSchema>;

/** Undefined where none is declared. */
export function typeOf(ref: Ref, action: ActionOf, scope: Scope): TypeSchema | undefined {
  const { table, schema } = action;
  const expr = table.exprs[ref];
  switch (expr?.op) {
    case "attribute":
      return attributeType(table.schema, schema, expr.path);
    case "variable": {
      const type = scope.get(expr.name);
      return type && typeIn(type, expr.steps);
    }
    case "element": {
      const set = table.data[expr.data]?.schema;
      return set && "of" in set ? typeIn(set.of, expr.steps) : undefined;
    }
    case "data": {
      const set = table.data[expr.data]?.schema;
      return set?.type === "map" ? undefined : set;
    }
    case "to-decimal":
      return { type: "decimal" };
    case "now":
      return { type: "time" };
    case "outcome":
      return { type: "enum", members: ["ok", "failed"] };
    case "neg":
      return typeOf(expr.arg, action, scope);
    case "add":
    case "sub":
    case "mul":
      return arithmeticType(expr, action, scope);
    case "classify":
      return table.classifiers[expr.classifier]?.result;
    case "history": {
      const attribute = table.histories[expr.pattern];
      return attribute?.fn === "sum" && attribute.attribute !== undefined
        ? attributeType(table.schema, schema, attribute.attribute)
        : { type: "int" };
    }
    case "call":
      return calledType(expr.fn);
    default:
      return undefined;
  }
}

/** A percent of something is that thing. */
function arithmeticType(
  { left, right }: Extract<Expr, { readonly op: "add" | "sub" | "mul" }>,
  action: ActionOf,
  scope: Scope,
): TypeSchema | undefined {
  const types = [left, right].flatMap((each) => typeOf(each, action, scope) ?? []);
  return types.find(({ type }) => type !== "percent" && type !== "int") ?? types[0];
}

function calledType(fn: Extract<Expr, { readonly op: "call" }>["fn"]): TypeSchema {
  switch (fn) {
    case "size":
    case "length":
    case "port":
    case "hour":
      return { type: "int" };
    case "host":
      return { type: "host" };
    case "weekday":
      return { type: "enum", members: [] };
    case "lower":
    case "scheme":
      return { type: "string" };
  }
}
