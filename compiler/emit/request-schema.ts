// JSON Schema of the requests that a policy decides.

import type { Action, Program } from "../types/program.js";
import { nameSchema } from "./action-name.js";
import { DIALECT, isRequired, type JsonSchema, recordSchema, valueSchema } from "./json-schema.js";

/** Every request that the policy's declarations take is valid under it. */
export function emitRequestSchema(program: Program): JsonSchema {
  const { header, actions } = program;
  const { agent, context, impact } = program.form;
  const sections = { agent, context, impact };
  return {
    $schema: DIALECT,
    title: `A request under the policy ${header.name}`,
    type: "object",
    properties: {
      id: { type: "string" },
      time: { type: "string", description: "A time as in RFC 3339; honoured in tests and replays." },
      ...Object.fromEntries(Object.entries(sections).map(([name, type]) => [name, recordSchema(type)])),
      action: { oneOf: actions.map((action) => actionSchema(action, actions)) },
    },
    required: [
      ...Object.entries(sections).flatMap(([name, type]) => (isRequired(type) ? [name] : [])),
      "action",
    ],
    additionalProperties: false,
    ...resultSchemas(actions),
  };
}

/** Beside the requests: what comes back from each action that says so, by the action's name. */
function resultSchemas(actions: readonly Action[]): JsonSchema {
  const declared = actions.flatMap(({ name, result }) =>
    result ? [[name, valueSchema(result)] as const] : [],
  );
  return declared.length === 0 ? {} : { $defs: { results: Object.fromEntries(declared) } };
}

function actionSchema(action: Action, actions: readonly Action[]): JsonSchema {
  const { name, args, reversible, relativeTo } = action;
  const paths = relativeTo && `Paths may be relative to ${relativeTo}, or begin with ~/ for context.home.`;
  return {
    type: "object",
    title: name,
    properties: {
      name: nameSchema(action, actions),
      args: { ...recordSchema(args), ...(paths !== undefined && { description: paths }) },
      reversible: {
        type: "boolean",
        ...(reversible === "reported" && { description: "Left out: the action counts as irreversible." }),
      },
    },
    required: ["name", ...(isRequired(args) ? ["args"] : [])],
    additionalProperties: false,
  };
}
