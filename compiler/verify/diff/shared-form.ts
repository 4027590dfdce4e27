// The requests that two versions of a policy both take: their verdicts can be compared. What only one takes is told by
// itself.

import { canonicalJson, type Json } from "../../../runtime/table/canonical.js";
import type {
  ActionSchema,
  FieldSchema,
  RecordSchema,
  RequestSchema,
  Table,
  TableFile,
  TypeSchema,
} from "../../../runtime/table/format.js";
import { formOf, withFloors } from "../../../runtime/table/floor.js";
import { declarationOf } from "../../../runtime/values/action-name.js";

const SECTIONS = ["agent", "context", "impact"] as const;

export interface Common {
  /** The layers of either version, with the forms that requests of both have. */
  readonly before: readonly Table[];
  readonly after: readonly Table[];
  /** Attributes that no request of both has: `context.ticket`. */
  readonly absent: ReadonlySet<string>;
  /** Why no request of this action is one of both; undefined where there are such. */
  readonly conflict: (action: string) => string | undefined;
  /** The same of what comes back from it. */
  readonly resultConflict: (action: string) => string | undefined;
}

export function commonOf(before: TableFile, after: TableFile): Common {
  const meeting = new Meeting();
  const [a, b] = [formOf(before), formOf(after)];
  const sections = {
    agent: meeting.record(a.agent, b.agent, "agent"),
    context: meeting.record(a.context, b.context, "context"),
    impact: meeting.record(a.impact, b.impact, "impact"),
  };
  const general = SECTIONS.flatMap((section) => meeting.conflicts.get(section) ?? [])[0];
  const forms = new Map<string, ActionForm>();
  const conflicts = new Map<string, string>();
  const resultConflicts = new Map<string, string>();
  for (const action of new Set([...Object.keys(a.actions), ...Object.keys(b.actions)])) {
    const own = actionIn(a, action);
    const other = actionIn(b, action);
    if (own === undefined || other === undefined) continue;
    const met = argsOf(own, other);
    if (typeof met === "string") conflicts.set(action, met);
    else {
      for (const path of met.absent) meeting.absent.add(path);
      const result = resultOf(own.schema, other.schema);
      if (typeof result === "string") resultConflicts.set(action, result);
      else for (const path of result.absent) meeting.absent.add(path);
      forms.set(action, { args: met.record, ...(typeof result !== "string" && result.form) });
    }
  }
  const shared = (table: Table): Table => withForm(table, sections, forms);
  return {
    before: withFloors(before).map(shared),
    after: withFloors(after).map(shared),
    absent: meeting.absent,
    conflict: (action) => general ?? conflicts.get(action),
    resultConflict: (action) => resultConflicts.get(action),
  };
}

/** The requests and results of an action that are of both versions. */
type ActionForm = Pick<ActionSchema, "args" | "result">;

/** What may come back in both versions, or why nothing may. Where only one says what that is, it is so. */
function resultOf(
  { result: before }: ActionSchema,
  { result: after }: ActionSchema,
): { readonly form: Pick<ActionSchema, "result">; readonly absent: ReadonlySet<string> } | string {
  if (before === undefined || after === undefined) {
    const only = before ?? after;
    return { form: only === undefined ? {} : { result: only }, absent: new Set() };
  }
  const meeting = new Meeting();
  const result = meeting.type(before, after, "result");
  const [conflict] = meeting.conflicts.get("result") ?? [];
  if (conflict !== undefined) return conflict;
  return result === undefined ? "it is of another type" : { form: { result }, absent: meeting.absent };
}

interface Declared {
  readonly name: string;
  readonly schema: ActionSchema;
}

function actionIn({ actions }: RequestSchema, action: string): Declared | undefined {
  const name = Object.hasOwn(actions, action) ? action : declarationOf(actions, action);
  const schema = name === undefined ? undefined : actions[name];
  return name === undefined || schema === undefined ? undefined : { name, schema };
}

/** The arguments that both take, or why there are none. */
function argsOf(
  before: Declared,
  after: Declared,
): { readonly record: RecordSchema; readonly absent: ReadonlySet<string> } | string {
  if (before.schema.relativeTo !== after.schema.relativeTo)
    return "relative paths among its arguments are resolved from elsewhere";
  const meeting = new Meeting();
  const record = meeting.record(before.schema.args, after.schema.args, "args");
  const [conflict] = meeting.conflicts.get("args") ?? [];
  if (conflict !== undefined) return conflict;
  // Declared apart in one of the two alone, so that one form cannot stand for both.
  if (before.name !== after.name && !isSame(before.schema.args, after.schema.args))
    return `it is declared as ${before.name} in one version and as ${after.name} in the other, with other arguments`;
  return { record, absent: meeting.absent };
}

/** The table without its floor, which is a layer of its own. */
function withForm(
  { floor: _, ...table }: Table,
  sections: Pick<RequestSchema, (typeof SECTIONS)[number]>,
  forms: ReadonlyMap<string, ActionForm>,
): Table {
  const actions = Object.entries(table.schema.actions).map(([name, schema]) => {
    const shared = forms.get(name) ?? formUnder(name, table.schema, forms);
    return [name, { ...schema, ...shared }];
  });
  const schema = {
    ...table.schema,
    ...sections,
    actions: Object.fromEntries(actions) as typeof table.schema.actions,
  };
  return { ...table, schema };
}

/** Of a floor's wildcard: that of an action that comes under it, which all have the same. */
function formUnder(
  name: string,
  { actions }: RequestSchema,
  forms: ReadonlyMap<string, ActionForm>,
): ActionForm | undefined {
  return Array.from(forms).find(([action]) => declarationOf(actions, action) === name)?.[1];
}

/** Meets the forms of records field by field. */
class Meeting {
  readonly absent = new Set<string>();
  /** By section: clauses that say why no request has both forms. */
  readonly conflicts = new Map<string, string[]>();

  record(a: RecordSchema, b: RecordSchema, path: string): RecordSchema {
    const fields: [string, FieldSchema][] = [];
    for (const name of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
      const field = this.#field(at(a, name), at(b, name), { a, b }, `${path}.${name}`);
      if (field !== undefined) fields.push([name, field]);
    }
    return { type: "record", fields: Object.fromEntries(fields), open: a.open && b.open };
  }

  #field(
    own: FieldSchema | undefined,
    other: FieldSchema | undefined,
    records: { readonly a: RecordSchema; readonly b: RecordSchema },
    path: string,
  ): FieldSchema | undefined {
    if (own !== undefined && other !== undefined) {
      const schema = this.type(own.schema, other.schema, path);
      const optional = own.optional && other.optional;
      if (schema !== undefined) return { schema, optional };
      if (!optional) this.#refuse(path, `${path} is of another type`);
    } else {
      const only = own ?? other;
      const isOpen = own === undefined ? records.a.open : records.b.open;
      if (isOpen) return only;
      if (only?.optional !== true)
        this.#refuse(path, `${path} is required in one version and undeclared in the other`);
    }
    this.absent.add(path);
    return undefined;
  }

  /** Undefined where no value is of both. */
  type(a: TypeSchema, b: TypeSchema, path: string): TypeSchema | undefined {
    if (a.type === "enum" && b.type === "enum") {
      const members = b.members.filter((member) => a.members.includes(member));
      return members.length === 0 ? undefined : { type: "enum", members };
    }
    if (a.type === "record" && b.type === "record") return this.record(a, b, path);
    if ((a.type === "list" && b.type === "list") || (a.type === "set" && b.type === "set")) {
      const of = this.type(a.of, b.of, path);
      return of && { type: a.type, of };
    }
    return isSame(a, b) ? a : undefined;
  }

  #refuse(path: string, reason: string): void {
    const section = path.split(".")[0] ?? "";
    this.conflicts.set(section, [...(this.conflicts.get(section) ?? []), reason]);
  }
}

function at({ fields }: RecordSchema, name: string): FieldSchema | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isSame(a: TypeSchema, b: TypeSchema): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}
