// Types as they are written: from an attribute, an argument or a `let` to the places that declare its fields and members.
//
// The checker's types are structures and have no places, so this goes by the tree. What has one type may be declared at
// several places: in two files that are merged, in each of the actions that a rule selects, in the policy and in its floor.

import type * as ast from "../ast/ast.js";
import { declaredAt, type Declared } from "./declared.js";

/** The declarations by which the names in a written type are looked up. */
export interface TypeNames {
  readonly types: ReadonlyMap<string, ast.TypeDecl>;
  readonly zones: ReadonlyMap<string, ast.ZoneDecl>;
}

/** One place at which the type of something is written. */
export type Written =
  | { readonly kind: "type"; readonly type: ast.TypeExpr; readonly names: TypeNames }
  /** A list that is written out, by what its items are. */
  | { readonly kind: "list"; readonly of: readonly Written[] }
  /** The names of actions. */
  | { readonly kind: "actions" }
  /** An enum of the language's own. */
  | { readonly kind: "words"; readonly words: readonly string[] };

/** Something that has a type: all places that declare it. */
export interface Typed {
  readonly of: readonly Declared[];
  readonly written: readonly Written[];
}

export const NOTHING: readonly Written[] = [];

/** Types that stand for each other further than this are refused by the checker. */
const MOST_ALIASES = 100;

/** A type with its names followed. */
type Shape =
  | { readonly kind: "tree"; readonly type: Exclude<ast.TypeExpr, ast.NamedType>; readonly names: TypeNames }
  | { readonly kind: "zones"; readonly names: TypeNames }
  | Exclude<Written, { readonly kind: "type" }>;

function shapeOf(written: Written): Shape | undefined {
  if (written.kind !== "type") return written;
  const { names } = written;
  let { type } = written;
  for (let steps = 0; steps < MOST_ALIASES; steps += 1) {
    if (type.kind !== "named") return { kind: "tree", type, names };
    if (type.name.text === "zone") return { kind: "zones", names };
    const alias = names.types.get(type.name.text);
    if (alias === undefined) return undefined;
    ({ type } = alias);
  }
  return undefined;
}

function shapesOf(written: readonly Written[]): readonly Shape[] {
  return written.flatMap((each) => shapeOf(each) ?? []);
}

/** The fields of this name. */
export const fieldsIn = remembered((written: readonly Written[], name): Typed => {
  const of: Declared[] = [];
  const types: Written[] = [];
  for (const shape of shapesOf(written)) {
    if (shape.kind !== "tree" || shape.type.kind !== "record") continue;
    const field = fieldsOf(shape.type).get(name);
    if (field === undefined) continue;
    of.push(declaredAt(field.name, "field", field.span));
    types.push({ kind: "type", type: field.type, names: shape.names });
  }
  return { of, written: types };
});

/** The members, and the zones, of this name. */
export const membersIn = remembered((written: readonly Written[], name) =>
  shapesOf(written).flatMap((shape) => {
    if (shape.kind === "zones") {
      const zone = shape.names.zones.get(name);
      return zone === undefined ? [] : [declaredAt(zone.name, "zone", zone.span)];
    }
    if (shape.kind !== "tree" || shape.type.kind !== "enum") return [];
    const member = membersOf(shape.type).get(name);
    return member === undefined ? [] : [declaredAt(member, "member", member.span)];
  }),
);

/** A look-up by name, done once for each list: what thousands of places declare is read in as many. */
export function remembered<K extends object, R>(
  lookUp: (list: K, name: string) => R,
): (list: K, name: string) => R {
  const all = new WeakMap<K, Map<string, { readonly found: R }>>();
  return (list, name) => {
    const known = all.get(list) ?? new Map<string, { readonly found: R }>();
    all.set(list, known);
    const { found } = known.get(name) ?? { found: lookUp(list, name) };
    known.set(name, { found });
    return found;
  };
}

/** Is it a member that no policy declares? */
export function isOwnWord(written: readonly Written[], name: string): boolean {
  return written.some((each) => each.kind === "words" && each.words.includes(name));
}

export function areActions(written: readonly Written[]): boolean {
  return written.some(({ kind }) => kind === "actions");
}

const elements = remembered((written: readonly Written[]) =>
  shapesOf(written).flatMap((shape): readonly Written[] => {
    if (shape.kind === "list") return shape.of;
    if (shape.kind !== "tree" || shape.type.kind !== "generic") return [];
    const element = shape.type.args.at(-1);
    return element === undefined ? [] : [{ kind: "type", type: element, names: shape.names }];
  }),
);

/** What is in a list, a set or a map. */
export function elementsOf(written: readonly Written[]): readonly Written[] {
  return elements(written, "");
}

/** Where a type is declared: its name, or the enum or record that is written in place; of a list, what is in it. */
export function typePlaces(
  written: readonly Written[],
): readonly (ast.TypeDecl | ast.EnumType | ast.RecordType)[] {
  return written.flatMap((each) => {
    if (each.kind === "list") return typePlaces(each.of);
    if (each.kind !== "type") return [];
    const { type, names } = each;
    if (type.kind === "named") return names.types.get(type.name.text) ?? [];
    if (type.kind === "enum" || type.kind === "record") return [type];
    const element = type.kind === "generic" ? type.args.at(-1) : undefined;
    return element === undefined ? [] : typePlaces([{ kind: "type", type: element, names }]);
  });
}

const fields = new WeakMap<ast.RecordType, ReadonlyMap<string, ast.Field>>();
const members = new WeakMap<ast.EnumType, ReadonlyMap<string, ast.Ident>>();

function fieldsOf(record: ast.RecordType): ReadonlyMap<string, ast.Field> {
  const known = fields.get(record) ?? firstOf(record.fields, ({ name }) => name.text);
  fields.set(record, known);
  return known;
}

function membersOf(type: ast.EnumType): ReadonlyMap<string, ast.Ident> {
  const known = members.get(type) ?? firstOf(type.members, ({ text }) => text);
  members.set(type, known);
  return known;
}

/** By name; of several the first counts. */
export function firstOf<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.toReversed().map((item) => [nameOf(item), item]));
}
