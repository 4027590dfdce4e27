// A type as an author would write it, for messages.

import type { Type } from "./type.js";

const MAX_LENGTH = 60;

/** Short: a long enum or record is cut. */
export function showType(type: Type): string {
  const text = show(type, 3);
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

/** A type as a policy could declare it; undefined where it cannot be written out in a few words. */
export function writtenType(type: Type): string | undefined {
  const text = showType(type);
  return type.kind === "error" || text.includes("…") ? undefined : text;
}

function show(type: Type, depth: number): string {
  switch (type.kind) {
    case "money":
      return `money(${type.currency})`;
    case "enum":
      return type.name ?? type.members.slice(0, MAX_LENGTH).join(type.ordered ? " < " : " | ");
    case "list":
    case "set":
      return `${type.kind}<${depth === 0 ? "…" : show(type.element, depth - 1)}>`;
    case "map":
      return `map<string, ${depth === 0 ? "…" : show(type.element, depth - 1)}>`;
    case "record": {
      if (depth === 0) return "{ … }";
      const fields = [...type.fields].slice(0, MAX_LENGTH).map(([name, field]) => {
        return `${name}${field.optional ? "?" : ""}: ${show(field.type, depth - 1)}`;
      });
      return `{ ${[...fields, ...(type.open ? ["..."] : [])].join(", ")} }`;
    }
    case "error":
      return "?";
    default:
      return type.kind;
  }
}
