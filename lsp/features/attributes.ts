// Attributes by their dotted names: what type they have, and where they are declared.

import type * as ast from "../../compiler/ast/ast.js";
import type { Symbols } from "../../compiler/names/symbols.js";
import type { Action } from "../../compiler/types/declared.js";
import type { Known } from "../../compiler/types/known.js";
import type { Field, Type } from "../../compiler/types/type.js";

/** A field or an argument as it is declared. */
export type DeclaredField = ast.Field | ast.Param;

/** An attribute: `optional` where any part of it may be absent. */
export interface AttributeAt {
  readonly path: string;
  readonly type: Type;
  readonly optional: boolean;
  readonly declared?: DeclaredField;
}

/** What a dotted name stands for, where `actions` are spoken of; undefined where nothing has the name. */
export function attributeAt(
  steps: readonly string[],
  actions: readonly Action[],
  known: Known,
): AttributeAt | undefined {
  const [section = "", ...rest] = steps;
  const path = steps.join(".");
  if (section === "action") return ofAction(path, rest, known);
  const [first = "", ...further] = section === "result" ? ["", ...rest] : rest;
  const root = rootOf(section, first, actions, known);
  const found = root && into(root, further);
  if (found === undefined) return undefined;
  const declared = declaredAt(section, rest, actions, known.symbols);
  return { path, ...found, ...(declared && { declared }) };
}

function rootOf(section: string, name: string, actions: readonly Action[], known: Known): Field | undefined {
  switch (section) {
    case "agent":
    case "context":
    case "impact":
      return known[section].fields.get(name);
    case "args":
      return argumentOf(actions, name);
    case "result": {
      const type = actions.find(({ result }) => result !== undefined)?.result;
      return type && { type, optional: false };
    }
    default:
      return undefined;
  }
}

/** Of several actions one type, and optional in all where in any. */
function argumentOf(actions: readonly Action[], name: string): Field | undefined {
  const fields = actions.map(({ args }) => args.fields.get(name));
  const field = fields.find((each) => each !== undefined);
  return field && { type: field.type, optional: fields.some((each) => each?.optional !== false) };
}

function into(field: Field, steps: readonly string[]): Field | undefined {
  let at: Field | undefined = field;
  for (const step of steps) {
    const next: Field | undefined = at?.type.kind === "record" ? at.type.fields.get(step) : undefined;
    at = next && { type: next.type, optional: next.optional || at?.optional === true };
  }
  return at;
}

const OF_ACTION: Readonly<Record<string, Type>> = {
  effect: { kind: "enum", members: ["read", "write", "delete", "execute"], name: "effect" },
  reversible: { kind: "bool" },
};

function ofAction(path: string, steps: readonly string[], { actions }: Known): AttributeAt | undefined {
  const [name = "", ...others] = steps;
  if (others.length > 0) return undefined;
  const names: Type = { kind: "enum", members: actions.map((action) => action.name), name: "action.name" };
  const type = name === "name" ? names : Object.hasOwn(OF_ACTION, name) ? OF_ACTION[name] : undefined;
  return type && { path, type, optional: name === "effect" };
}

// ─── Where it is declared ───────────────────────────────────────────────────────────────────────────────────────

function declaredAt(
  section: string,
  steps: readonly string[],
  actions: readonly Action[],
  symbols: Symbols,
): DeclaredField | undefined {
  const decls = actions.flatMap(({ name }) => symbols.actions.get(name) ?? []);
  switch (section) {
    case "args": {
      const params = decls.flatMap(({ params: own }) => own);
      const param = params.find(({ name }) => name.text === steps[0]);
      return param && (steps.length === 1 ? param : fieldIn([param.type], steps.slice(1), symbols));
    }
    case "result":
      return fieldIn(
        decls.flatMap(({ gives }) => gives ?? []),
        steps,
        symbols,
      );
    default:
      return fieldIn(
        symbols.attributes.filter((each) => each.section === section).map(({ record }) => record),
        steps,
        symbols,
      );
  }
}

/** The first of the types that has the field; names of types are followed. */
function fieldIn(
  types: readonly ast.TypeExpr[],
  steps: readonly string[],
  symbols: Symbols,
): ast.Field | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  for (const type of types) {
    const record = recordOf(type, symbols);
    const field = record?.fields.find(({ name }) => name.text === step);
    if (field !== undefined) return rest.length === 0 ? field : fieldIn([field.type], rest, symbols);
  }
  return undefined;
}

/** Types that name each other come back to themselves. */
const MOST_NAMES = 100;

function recordOf(type: ast.TypeExpr, { types }: Symbols): ast.RecordType | undefined {
  let at: ast.TypeExpr | undefined = type;
  for (let i = 0; at?.kind === "named" && i < MOST_NAMES; i += 1) at = types.get(at.name.text)?.type;
  return at?.kind === "record" ? at : undefined;
}
