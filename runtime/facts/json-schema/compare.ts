// What a proposed JSON Schema changes in one that is known to be good, by the values that each accepts.
//
// LAW: where neither `other` nor `narrow` is among the kinds, every value that the baseline accepts is accepted still; where
// neither `other` nor `widen` is, none is accepted that was not; each but for members whose names were added or removed. All that
// is compared member by member is covariant: a part that accepts more makes the whole accept more, never less.

import { canonicalJson, type Json } from "../../table/canonical.js";
import type { SchemaChange } from "../../values/schema-change.js";
import { isObject, type JsonSchema, type Members } from "./read.js";

type Change = (kind: SchemaChange) => void;

/** Keywords that say nothing of what is accepted. */
const NOTES = new Set(["title", "description", "$comment", "examples"]);

/** With one of these, what a part accepts depends on what stands elsewhere. */
const ENTANGLED = /^(?:\$(?:ref|dynamicRef|recursiveRef)|unevaluated.*)$/u;

/** The kinds of change, each once, in alphabetical order; none where the schemas differ in notes alone. */
export function jsonSchemaChanges(baseline: JsonSchema, proposed: JsonSchema): readonly SchemaChange[] {
  if (same(baseline, proposed)) return [];
  if (isEntangled(baseline) || isEntangled(proposed)) return ["other"];
  const kinds = new Set<SchemaChange>();
  compare(baseline, proposed, (kind) => kinds.add(kind));
  return [...kinds].sort();
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson((a ?? null) as Json) === canonicalJson((b ?? null) as Json);
}

function isEntangled(schema: JsonSchema): boolean {
  const open: unknown[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next) && Object.keys(next).some((name) => ENTANGLED.test(name))) return true;
    for (const each of Object.values(next) as readonly unknown[]) open.push(each);
  }
  return false;
}

function compare(a: JsonSchema, b: JsonSchema, change: Change): void {
  if (a === b) return;
  if (a === false) change("widen");
  else if (b === false) change("narrow");
  else compareMembers(a === true ? {} : a, b === true ? {} : b, change);
}

function compareMembers(a: Members, b: Members, change: Change): void {
  compareTypes(a.type, b.type, change);
  compareValues(a, b, change);
  compareBounds(a, b, change);
  for (const [name, least] of LEASTS) ordered(numberOr(a[name], least), numberOr(b[name], least), change);
  for (const name of MOSTS) ordered(-numberOr(a[name], Infinity), -numberOr(b[name], Infinity), change);
  for (const name of ["pattern", "format", "multipleOf"]) compareTests(a[name], b[name], change);
  ordered(Number(a.uniqueItems ?? false), Number(b.uniqueItems ?? false), change);
  compareSets(new Set(a.required as string[]), new Set(b.required as string[]), flipped(change));
  compareProperties(membersOf(a.properties), membersOf(b.properties), change);
  compare(schemaOf(a.additionalProperties), schemaOf(b.additionalProperties), change);
  if (Array.isArray(a.items) || Array.isArray(b.items)) demandSame(a.items, b.items, change);
  else compare(schemaOf(a.items), schemaOf(b.items), change);
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)]))
    if (!UNDERSTOOD.has(name)) demandSame(own(a, name), own(b, name), change);
}

const LEASTS = [
  ["minLength", 0],
  ["minItems", 0],
  ["minProperties", 0],
] as const;
const MOSTS = ["maxLength", "maxItems", "maxProperties"] as const;

const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...NOTES,
  ...["type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...LEASTS.map(([name]) => name),
  ...MOSTS,
  ...["pattern", "format", "uniqueItems", "required", "properties", "additionalProperties", "items"],
]);

function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** What is not understood must be as it was. */
function demandSame(a: unknown, b: unknown, change: Change): void {
  if ((a === undefined) !== (b === undefined) || !same(a, b)) change("other");
}

/** A schema that is left out is `true`. */
function schemaOf(value: unknown): JsonSchema {
  return typeof value === "boolean" || isObject(value) ? value : true;
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** The greater bound accepts less. */
function ordered(a: number, b: number, change: Change): void {
  if (b > a) change("narrow");
  if (b < a) change("widen");
}

/** A test that values must pass: of two that differ, nobody knows which lets more pass. */
function compareTests(a: unknown, b: unknown, change: Change): void {
  if (same(a, b) && (a === undefined) === (b === undefined)) return;
  if (b !== undefined) change("narrow");
  if (a !== undefined) change("widen");
}

/** The larger set accepts more. */
function compareSets(a: ReadonlySet<string>, b: ReadonlySet<string>, change: Change): void {
  if (![...b].every((each) => a.has(each))) change("widen");
  if (![...a].every((each) => b.has(each))) change("narrow");
}

function flipped(change: Change): Change {
  return (kind) => {
    change(kind === "widen" ? "narrow" : "widen");
  };
}

const TYPES = ["null", "boolean", "object", "array", "string", "integer", "number"];

function compareTypes(a: unknown, b: unknown, change: Change): void {
  compareSets(typesOf(a), typesOf(b), change);
}

/** Every integer is a number. */
function typesOf(type: unknown): ReadonlySet<string> {
  const named = type === undefined ? TYPES : Array.isArray(type) ? (type as string[]) : [type as string];
  return new Set(named.includes("number") ? [...named, "integer"] : named);
}

/** `enum` and `const`: the values that both list; undefined where neither stands. */
function compareValues(a: Members, b: Members, change: Change): void {
  const [before, after] = [valuesOf(a), valuesOf(b)];
  if (before !== undefined && after !== undefined) compareSets(before, after, change);
  else if (after !== undefined) change("narrow");
  else if (before !== undefined) change("widen");
}

function valuesOf(members: Members): ReadonlySet<string> | undefined {
  const text = (value: unknown): string => canonicalJson(value as Json);
  const listed = Array.isArray(members.enum) ? members.enum.map(text) : undefined;
  if (!Object.hasOwn(members, "const")) return listed && new Set(listed);
  const only = text(members.const);
  return new Set(listed === undefined || listed.includes(only) ? [only] : []);
}

/** The bounds of numbers; of an inclusive and an exclusive one that are alike, the exclusive one is the tighter. */
function compareBounds(a: Members, b: Members, change: Change): void {
  const lower = (of: Members): Bound => tighter(of.minimum, of.exclusiveMinimum, 1);
  const upper = (of: Members): Bound => tighter(of.maximum, of.exclusiveMaximum, -1);
  compareBound(lower(a), lower(b), change);
  compareBound(upper(a), upper(b), change);
}

/** Greater is tighter: upper bounds are negated. */
type Bound = readonly [at: number, excluded: number];

function tighter(inclusive: unknown, exclusive: unknown, sign: 1 | -1): Bound {
  const included = typeof inclusive === "number" ? sign * inclusive : -Infinity;
  const excluded = typeof exclusive === "number" ? sign * exclusive : -Infinity;
  return excluded >= included && excluded !== -Infinity ? [excluded, 1] : [included, 0];
}

function compareBound([a, aOut]: Bound, [b, bOut]: Bound, change: Change): void {
  ordered(...(a === b ? ([aOut, bOut] as const) : ([a, b] as const)), change);
}

function compareProperties(a: Members, b: Members, change: Change): void {
  for (const name of Object.keys(b)) if (!Object.hasOwn(a, name)) change("add_property");
  for (const name of Object.keys(a)) {
    if (Object.hasOwn(b, name)) compare(schemaOf(a[name]), schemaOf(b[name]), change);
    else change("remove_property");
  }
}
