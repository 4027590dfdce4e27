// A policy above another, its floor: one form of requests for both, and what they must agree in.

import type {
  AttributePath,
  FieldSchema,
  RecordSchema,
  RequestSchema,
  TableFile,
  TypeSchema,
} from "./format.js";
import { standingIn } from "../values/action-name.js";
import { sortOfAttribute } from "./sort.js";

/** More than any organisation has; so a table that is not trusted is read in linear time. */
export const MOST_FLOORS = 10;

/** The table and the floors below it, each the floor of the one before. */
export function withFloors(table: TableFile): readonly TableFile[] {
  const tables: TableFile[] = [];
  for (let each: TableFile | undefined = table; each !== undefined; each = each.floor) tables.push(each);
  return tables;
}

const SECTIONS = ["agent", "context", "impact"] as const;

/** How the form of requests and that of the floor contradict each other; undefined where they agree. */
export function disagreement(own: RequestSchema, floor: RequestSchema): string | undefined {
  for (const section of SECTIONS) {
    for (const [name, { schema }] of Object.entries(own[section].fields)) {
      const other = fieldOf(floor[section], name);
      if (other !== undefined && typeText(schema) !== typeText(other.schema)) return `${section}.${name}`;
    }
  }
  for (const [name, { args, relativeTo, result }] of Object.entries(own.actions)) {
    const { under, apart } = standingIn(Object.keys(floor.actions), Object.keys(own.actions), name);
    const other = under === undefined ? undefined : floor.actions[under];
    if (
      apart !== undefined ||
      other === undefined ||
      typeText(args) !== typeText(other.args) ||
      relativeTo !== other.relativeTo
    )
      return `the action ${name}`;
    if (other.result !== undefined && (result === undefined || typeText(result) !== typeText(other.result)))
      return `the result of ${name}`;
  }
  return undefined;
}

/** The form of requests that a table and the floors below it take. */
export function formOf({ schema, floor }: Pick<TableFile, "schema" | "floor">): RequestSchema {
  return floor === undefined ? schema : joined(schema, formOf(floor));
}

/** The form of requests that both take: the attributes of both, the actions of the upper one. */
function joined(own: RequestSchema, floor: RequestSchema): RequestSchema {
  return {
    agent: joinedRecord(own.agent, floor.agent),
    context: joinedRecord(own.context, floor.context),
    impact: joinedRecord(own.impact, floor.impact),
    actions: own.actions,
    volatile: Array.from(new Set([...own.volatile, ...floor.volatile]))
      .filter((path) => [own, floor].every((each) => leavesOut(each, path)))
      .sort(),
  };
}

/** Does it declare the attribute volatile, or not at all? Where one binds an approval to it, it is bound. */
function leavesOut(schema: RequestSchema, path: AttributePath): boolean {
  const covered = schema.volatile.some((each) => path === each || path.startsWith(`${each}.`));
  return covered || sortOfAttribute(schema, path) === undefined;
}

/** What one requires is required; open where both are. */
function joinedRecord(own: RecordSchema, floor: RecordSchema): RecordSchema {
  const fields = new Map<string, FieldSchema>(Object.entries(floor.fields));
  for (const [name, { schema, optional }] of Object.entries(own.fields)) {
    fields.set(name, { schema, optional: optional && (fieldOf(floor, name)?.optional ?? true) });
  }
  return { type: "record", fields: Object.fromEntries(fields), open: own.open && floor.open };
}

function fieldOf({ fields }: RecordSchema, name: string): FieldSchema | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** One text for equal types: in whatever order they name their members and fields. */
function typeText(type: TypeSchema): string {
  switch (type.type) {
    case "enum":
      return JSON.stringify([type.type, type.members.toSorted()]);
    case "list":
    case "set":
      return JSON.stringify([type.type, typeText(type.of)]);
    case "record": {
      const fields = Object.entries(type.fields).map(([name, { schema, optional }]) =>
        JSON.stringify([name, optional, typeText(schema)]),
      );
      return JSON.stringify([type.type, type.open, fields.sort()]);
    }
    default:
      return JSON.stringify(Object.entries(type).sort());
  }
}
