// JSON Schema of the `*.cases.yaml` files that stand beside a policy.
//
// The words of a case are checked. Values are suggested and not demanded: a case may be wrong on purpose, to see that
// its request is refused.

import { VERDICTS } from "../../runtime/table/verdict.js";
import { withFloors } from "../types/floor.js";
import type { Program } from "../types/program.js";
import type { Field, RecordType } from "../types/type.js";
import { nameSchema } from "./action-name.js";
import { DIALECT, type JsonSchema, valueSchema } from "./json-schema.js";

type Properties = Readonly<Record<string, JsonSchema>>;

export function emitCasesSchema(program: Program): JsonSchema {
  const cases = { type: "array", items: refTo("case") };
  return {
    $schema: DIALECT,
    title: `Golden cases of the policy ${program.header.name}`,
    ...mapping({ policy: described("The path of the policy, from this file."), cases }, ["policy", "cases"]),
    $defs: {
      case: caseSchema(program),
      agent: suggestedRecord(program.form.agent),
      context: suggestedRecord(program.form.context),
      impact: suggestedRecord(program.form.impact),
      action: actionSchema(program),
      step: { anyOf: stepSchemas() },
      expect: {
        anyOf: [refTo("verdict"), mapping({ verdict: refTo("verdict"), ...expectation() }, ["verdict"])],
      },
      verdict: { enum: VERDICTS },
      rule: { enum: ruleNames(program) },
      time: described("A time as in RFC 3339: 2026-03-02T09:30:00Z."),
    },
  };
}

function caseSchema(program: Program): JsonSchema {
  const properties = {
    name: { type: "string" },
    tags: { type: "array", items: { type: "string" }, description: "Words by which cases are selected." },
    matrix: matrixSchema(program),
    at: refTo("time"),
    ...attributes(),
    action: refTo("action"),
    expect: refTo("expect"),
    steps: { type: "array", items: refTo("step") },
  };
  return { ...mapping(properties, ["name"]), anyOf: [{ required: ["expect"] }, { required: ["steps"] }] };
}

/** One verb with the words that go with it. */
function stepSchemas(): JsonSchema[] {
  const value = { description: "As in a request's attribute." };
  const verbs: readonly Properties[] = [
    ...Object.entries(attributes()).map(([name, schema]) => ({ [name]: schema })),
    { action: refTo("action") },
    { expect: refTo("expect"), ...expectation() },
    { after: { type: ["string", "number"], description: "30m, 2h, 7d; ISO 8601; or milliseconds." } },
    { at: refTo("time") },
    {
      approve: described("Who approves the action last attempted."),
      acknowledging: { const: "irreversible" },
    },
    { outcome: { enum: ["ok", "failed"] } },
    {
      result: { description: "What came back from the action last attempted; expect then speaks of it." },
      outcome: { enum: ["ok", "failed"] },
    },
    { kill: described("A scope: all, agent.id, action.name, …"), value },
    { revive: described("A scope: all, agent.id, action.name, …"), value, by: { type: "string" } },
  ];
  return verbs.map((properties) => mapping(properties, Object.keys(properties).slice(0, 1)));
}

function attributes(): Properties {
  return { agent: refTo("agent"), context: refTo("context"), impact: refTo("impact") };
}

function expectation(): Properties {
  return { by: refTo("rule"), code: { type: "string" }, times: { type: "integer", minimum: 1 } };
}

function matrixSchema({ form: { agent, context, impact } }: Program): JsonSchema {
  const axes = Object.entries({ agent, context, impact }).flatMap(([section, { fields }]) =>
    Array.from(fields, ([name, field]) => [`${section}.${name}`, axis(suggested(field))] as const),
  );
  return {
    type: "object",
    description: "One case for each combination of these values.",
    properties: Object.fromEntries(axes),
    additionalProperties: axis({}),
  };
}

function axis(items: JsonSchema): JsonSchema {
  return { type: "array", minItems: 1, items };
}

function actionSchema({ actions }: Program): JsonSchema {
  const properties = {
    name: { anyOf: [...actions.map((action) => nameSchema(action, actions)), { type: "string" }] },
    args: { type: "object" },
    reversible: { type: "boolean" },
  };
  const ofAction = actions.map((action) => ({
    if: { properties: { name: nameSchema(action, actions) } },
    then: { properties: { args: suggestedRecord(action.args) } },
  }));
  return { ...mapping(properties, ["name"]), ...(ofAction.length > 0 && { allOf: ofAction }) };
}

/** Rules and kill switches, with and without the policy's own name before them. */
function ruleNames(program: Program): string[] {
  const { header } = program;
  const all = withFloors(program).flatMap(({ rules, killswitches }) => [...rules, ...killswitches]);
  const names = all.map(({ name }) => name);
  const own = `${header.name}.`;
  const bare = names.filter((name) => name.startsWith(own)).map((name) => name.slice(own.length));
  return [...new Set([...bare, ...names, "default", "on_error"])];
}

function suggestedRecord({ fields }: RecordType): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(Array.from(fields, ([name, field]) => [name, suggested(field)])),
  };
}

/** Offered by an editor; anything else is fine. */
function suggested({ type }: Field): JsonSchema {
  return { anyOf: [valueSchema(type), {}] };
}

function mapping(properties: Properties, required: readonly string[]): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false };
}

function described(description: string): JsonSchema {
  return { type: "string", description };
}

function refTo(definition: string): JsonSchema {
  return { $ref: `#/$defs/${definition}` };
}
