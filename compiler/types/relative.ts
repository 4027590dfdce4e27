// `relative to`: the attribute from which the relative paths among an action's arguments are resolved.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import type { Report } from "../names/table.js";
import type { Context } from "./context.js";
import type { Attributes } from "./attributes.js";
import { showType } from "./show-type.js";
import type { Field, RecordType, Type } from "./type.js";

type Trait = Extract<ast.Trait, { readonly trait: "relative" }>;

/** The trait names an attribute. */
export interface Attributed extends Context {
  readonly attributes: Attributes;
}

/** The attribute's dotted name: a path of `agent`, `context` or the action's own `args`; else nothing, and a message. */
export function baseOf(
  { attributes, report }: Attributed,
  { to }: Trait,
  args: RecordType,
): string | undefined {
  const [section, ...steps] = to.parts;
  if (section === undefined || section.text === "") return undefined;
  const { agent, context } = attributes;
  const sections: Readonly<Record<string, RecordType>> = { agent, context, args };
  const record = Object.hasOwn(sections, section.text) ? sections[section.text] : undefined;
  const name = to.parts.map(({ text }) => text).join(".");
  const fixes = replacement(to.span, onlyPath(attributes));
  if (record === undefined) {
    report(diagnose("AP2090", to.span, { name, found: undefined }, { fixes }));
    return undefined;
  }
  const type = typeAt(record, steps, section.text, report);
  if (type === undefined || type.kind === "error") return undefined;
  if (type.kind === "path") return name;
  report(diagnose("AP2090", to.span, { name, found: showType(type) }, { fixes }));
  return undefined;
}

/** The only path that the policy's own attributes hold. */
function onlyPath({ agent, context }: Attributes): string | undefined {
  const paths = Object.entries({ agent, context }).flatMap(([section, { fields }]) =>
    [...fields].flatMap(([name, { type }]) => (type.kind === "path" ? [`${section}.${name}`] : [])),
  );
  return paths.length === 1 ? paths[0] : undefined;
}

/** Undefined where a name is unknown, which is reported, or was invented by the parser. */
function typeAt(
  from: RecordType,
  steps: readonly ast.Ident[],
  section: string,
  report: Report,
): Type | undefined {
  let type: Type = from;
  let owner = section;
  for (const step of steps) {
    if (step.text === "") return undefined;
    const fields: ReadonlyMap<string, Field> = type.kind === "record" ? type.fields : new Map();
    const field = fields.get(step.text);
    if (field === undefined) {
      const near = nearest(step.text, fields.keys());
      const params = {
        what: "attribute",
        name: `${owner}.${step.text}`,
        nearest: near && `${owner}.${near}`,
      };
      report(diagnose("AP2001", step.span, params, { fixes: replacement(step.span, near) }));
      return undefined;
    }
    type = field.type;
    owner = `${owner}.${step.text}`;
  }
  return type;
}
