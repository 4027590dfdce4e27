// The requests that a suite makes up, as code for fast-check: all values are written out, so that a person sees what is tried.

import type { Json } from "../../runtime/table/canonical.js";
import { literal, quoted } from "../emit/js/literal.js";
import type { RecordShape, RequestShape, Shape } from "./shapes.js";

/** The declarations `agent`, `context`, `impact` and `actions`. */
export function requestsCode({ agent, context, impact, actions }: RequestShape): readonly string[] {
  return [
    `const agent = ${recordCode(agent, "  ")};`,
    `const context = ${recordCode(context, "  ")};`,
    `const impact = ${recordCode(impact, "  ")};`,
    "/** What agents attempt. */",
    "const actions = {",
    ...actions.map(([declared, { names, args, isReported }]) => {
      const flag = isReported ? `, reversible: fc.boolean() }, "reversible"` : " }";
      return `  ${quoted(declared)}: record({ name: ${oneOf(names)}, args: ${recordCode(args, "    ")}${flag}),`;
    }),
    "};",
  ];
}

/** A member on each line. */
function recordCode({ fields }: RecordShape, indent: string): string {
  const members = fields.map(({ name, shape }) => `${indent}${keyOf(name)}: ${shapeCode(shape, indent)},\n`);
  const optional = fields.flatMap((field) => (field.optional ? [quoted(field.name)] : []));
  const all = members.length === 0 ? "{}" : `{\n${members.join("")}${indent.slice(2)}}`;
  return `record(${[all, ...optional].join(", ")})`;
}

function shapeCode(shape: Shape, indent: string): string {
  return shape.kind === "record" ? recordCode(shape, `${indent}  `) : oneOf(shape.values);
}

function keyOf(name: string): string {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_]\w*$/u.test(name) ? name : quoted(name);
}

function oneOf(values: readonly Json[]): string {
  const [only = "x", ...others] = values;
  return others.length === 0
    ? `fc.constant(${literal(only)})`
    : `fc.constantFrom(${values.map(literal).join(", ")})`;
}
