// A request in the making, with the facts of state that go along: what a cell of a space asks for is written in piece by
// piece, and what it leaves open is filled in.

import type { ClassifierFact, Facts, ReportInput } from "../../runtime/decide/request.js";
import type { Json } from "../../runtime/table/canonical.js";
import type {
  GrantStatus,
  RecordSchema,
  RequestSchema,
  Table,
  TypeSchema,
} from "../../runtime/table/format.js";
import type { Bounds } from "../../runtime/state/store.js";
import type { ActionOf } from "../atoms/term.js";
import { isInAll } from "./members.js";

/** What a policy, or a floor of it, is told of its state: by the indices of its table. */
export interface StateDraft {
  readonly histories: Map<number, Bounds>;
  readonly grants: Map<number, GrantStatus>;
  readonly classifiers: ClassifierFact[];
  /** The names of data that are refreshed. */
  readonly refreshed: readonly string[];
}

/** How long ago, in milliseconds, and whether for what cannot be undone. */
export interface Agreement {
  readonly ago: number;
  readonly acknowledging: boolean;
}

export interface Draft {
  readonly action: ActionOf;
  name: string;
  reversible: boolean | undefined;
  now: number;
  /** By the attribute's path, as it is sent; undefined: left out. */
  readonly attributes: Map<string, Json | undefined>;
  /** Of the policy, of its floor, and so on. */
  readonly states: readonly StateDraft[];
  /** Who has agreed, and how. */
  readonly approvals: Map<string, Agreement>;
  /** There where a result is decided: how the action ended. */
  outcome: ReportInput["outcome"] | undefined;
  /** Is it known what refreshed data hold? Then it is what they held when the policy was compiled. */
  isDataKnown: boolean;
  /** Who has agreed to the result. */
  readonly resultApprovals: Map<string, Agreement>;
}

/** What a refuted claim, or a difference, is shown by. */
export interface Witness {
  readonly request: Readonly<Record<string, Json | undefined>>;
  /** There where it is about a result: what came back, once the request was permitted. */
  readonly report?: ReportInput;
  readonly facts: Facts;
}

/** A Thursday, at noon in UTC. */
const NOON = Date.parse("2026-01-01T12:00:00Z");

/** `tables` are a policy's and its floors'. */
export function newDraft(action: ActionOf, tables: readonly Table[], isOnResult: boolean): Draft {
  return {
    action,
    name: action.name.includes("*") ? action.name.replaceAll("*", "x") : action.name,
    reversible: action.schema.reversible === "reported" ? false : undefined,
    now: NOON,
    attributes: new Map(),
    states: tables.map((table) => ({
      histories: new Map(),
      grants: new Map(),
      classifiers: [],
      refreshed: refreshedIn(table),
    })),
    isDataKnown: true,
    approvals: new Map(),
    outcome: isOnResult ? "ok" : undefined,
    resultApprovals: new Map(),
  };
}

export function refreshedIn({ data }: Table): readonly string[] {
  return data.flatMap(({ name, refresh }) => (refresh === undefined ? [] : [name]));
}

/** A draft that can be changed without the other. */
export function copyOf(draft: Draft): Draft {
  return {
    ...draft,
    attributes: new Map(draft.attributes),
    states: draft.states.map(({ histories, grants, classifiers, refreshed }) => ({
      refreshed,
      histories: new Map(histories),
      grants: new Map(grants),
      classifiers: [...classifiers],
    })),
    approvals: new Map(draft.approvals),
    resultApprovals: new Map(draft.resultApprovals),
  };
}

/** The request, where nothing else is said with the plainest values of their types, and the facts. */
export function finished(draft: Draft, form: RequestSchema): Witness {
  const { action, attributes, reversible, name } = draft;
  const at = (section: string, schema: RecordSchema): Json => recordFrom(schema, [section], attributes);
  const { agent, context, impact } = form;
  const request = {
    agent: at("agent", agent),
    context: at("context", context),
    impact: at("impact", impact),
    action: { name, args: at("args", action.schema.args), ...(reversible !== undefined && { reversible }) },
  };
  return { request, ...reportIn(draft), facts: factsIn(draft, draft.states) };
}

function reportIn({ outcome, attributes, action }: Draft): Pick<Witness, "report"> {
  if (outcome === undefined) return {};
  const result = resultFrom(action.schema.result, attributes);
  return { report: { outcome, ...(result !== undefined && { result }) } };
}

/** Undefined where nothing came back, as where a member is missing that each result has. */
function resultFrom(
  schema: TypeSchema | undefined,
  attributes: ReadonlyMap<string, Json | undefined>,
): Json | undefined {
  if (attributes.has("result") && attributes.get("result") === undefined) return undefined;
  if (schema === undefined) return attributes.get("result") ?? "x";
  const isMissing = Array.from(attributes).some(
    ([path, value]) =>
      value === undefined && path.startsWith("result.") && isInAll(path.split(".").slice(1), schema),
  );
  if (isMissing) return undefined;
  return attributes.get("result") ?? plainest(schema, ["result"], attributes);
}

/** The facts of a policy whose states, its own and those of its floors, are these of the draft's. */
export function factsIn(
  { now, approvals, outcome, resultApprovals, isDataKnown }: Draft,
  [own, ...floors]: readonly StateDraft[],
): Facts {
  return {
    now,
    approvals: given(approvals, now),
    ...(outcome !== undefined && { resultApprovals: given(resultApprovals, now) }),
    ...(own && factsOf(own, floors, isDataKnown)),
  };
}

function given(approvals: ReadonlyMap<string, Agreement>, now: number): NonNullable<Facts["approvals"]> {
  return Array.from(approvals, ([by, { ago, acknowledging }]) => ({
    by,
    at: now - ago,
    acknowledges: acknowledging ? (["irreversible"] as const) : [],
  }));
}

function factsOf(
  { histories, grants, classifiers, refreshed }: StateDraft,
  [floor, ...below]: readonly StateDraft[],
  isDataKnown: boolean,
): NonNullable<Facts["floor"]> {
  const known = isDataKnown ? refreshed : [];
  return {
    ...(known.length > 0 && { data: Object.fromEntries(known.map((name) => [name, "as compiled"])) }),
    histories: listed(histories, { low: 0, high: 0 }),
    grants: listed(grants, "unused"),
    classifiers,
    ...(floor && { floor: factsOf(floor, below, isDataKnown) }),
  };
}

function listed<T>(items: ReadonlyMap<number, T>, other: T): readonly T[] {
  const length = Math.max(0, ...Array.from(items.keys(), (index) => index + 1));
  return Array.from({ length }, (_, i) => items.get(i) ?? other);
}

/** What is stated of the record and of what lies in it, and what must be there. */
function recordFrom(
  schema: RecordSchema,
  path: readonly string[],
  attributes: ReadonlyMap<string, Json | undefined>,
): Json {
  const members: [string, Json][] = [];
  for (const [name, field] of Object.entries(schema.fields)) {
    const own = [...path, name];
    const key = own.join(".");
    const isStated = attributes.has(key);
    const stated = attributes.get(key);
    const isWithin = Array.from(attributes).some(
      ([each, value]) => value !== undefined && each.startsWith(`${key}.`),
    );
    if (stated !== undefined) members.push([name, stated]);
    else if (isWithin && field.schema.type === "record")
      members.push([name, recordFrom(field.schema, own, attributes)]);
    else if (!field.optional && !isStated) members.push([name, plainest(field.schema, own, attributes)]);
  }
  return Object.fromEntries(members);
}

/** A value of the type that says as little as one can. */
export function plainest(
  schema: TypeSchema,
  path: readonly string[] = [],
  attributes: ReadonlyMap<string, Json | undefined> = new Map(),
): Json {
  switch (schema.type) {
    case "bool":
      return false;
    case "int":
    case "decimal":
    case "percent":
    case "money":
    case "bytes":
    case "duration":
      return 0;
    case "time":
      return new Date(NOON).toISOString();
    case "enum":
      return schema.members[0] ?? "";
    case "list":
    case "set":
      return [];
    case "record":
      return recordFrom(schema, path, attributes);
    case "string":
      return "x";
    case "path":
      return "/x";
    case "host":
      return "x.example";
    case "ip":
      return "192.0.2.1";
    case "cidr":
      return "192.0.2.0/24";
    case "url":
      return "https://x.example/";
    case "command":
      return "true";
    case "sql":
      return "SELECT 1";
  }
}

/** The people of the groups that needs ask for. */
export function peopleOf({ needs, groups }: Table, index: number): readonly string[] {
  return (needs[index]?.of ?? []).flatMap(({ group }) => groups[group] ?? []);
}
