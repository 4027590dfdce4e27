// The table's form as a JSON Schema (2020-12), for readers in other languages: made from the shapes that ours reads by.

import type { Members, Node } from "./shape.js";
import { tableFile } from "./shapes.js";

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of table files. What only a program can check (indices, sorts, the digest) it leaves open. */
export function tableSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const schema = schemaOf(tableFile.node, definitions);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "agentpol decision table, version 1",
    description:
      "Canonical JSON (RFC 8785). `digest` is the SHA-256 of the canonical form of the object without it. " +
      "Indices point into the arrays of the same table; an expression's operands come before it.",
    ...schema,
    $defs: Object.fromEntries(Array.from(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function schemaOf(node: Node, definitions: Map<string, JsonSchema>): JsonSchema {
  const inner = (of: Node): JsonSchema => schemaOf(of, definitions);
  switch (node.kind) {
    case "boolean":
      return { type: "boolean" };
    case "integer":
      return { type: "integer", minimum: node.min, maximum: node.max };
    case "text":
      return { type: "string", ...(node.pattern !== undefined && { pattern: `^(?:${node.pattern})$` }) };
    case "oneof":
      return node.values.length === 1 ? { const: node.values[0] } : { enum: node.values };
    case "list":
      return {
        type: "array",
        items: inner(node.of),
        ...(node.min > 0 && { minItems: node.min }),
        ...(node.max !== undefined && { maxItems: node.max }),
        ...(node.unique && { uniqueItems: true }),
      };
    case "map":
      return { type: "object", additionalProperties: inner(node.of) };
    case "object":
      return objectSchema(node.members, {}, inner);
    case "tagged":
      return {
        anyOf: Object.entries(node.variants).map(([name, members]) =>
          objectSchema(members, { [node.tag]: { const: name } }, inner),
        ),
      };
    case "either":
      return { anyOf: node.of.map(inner) };
    case "named":
      return reference(node, definitions);
  }
}

/** A name is defined before its node is looked at, since that may name it again. */
function reference(
  { name, node }: Extract<Node, { readonly kind: "named" }>,
  definitions: Map<string, JsonSchema>,
): JsonSchema {
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, schemaOf(node(), definitions));
  }
  return { $ref: `#/$defs/${name}` };
}

function objectSchema(members: Members, tag: JsonSchema, inner: (node: Node) => JsonSchema): JsonSchema {
  const entries = Object.entries(members);
  const required = entries.filter(([, { optional }]) => !optional).map(([name]) => name);
  return {
    type: "object",
    properties: { ...tag, ...Object.fromEntries(entries.map(([name, { node }]) => [name, inner(node)])) },
    required: [...Object.keys(tag), ...required],
    additionalProperties: false,
  };
}
