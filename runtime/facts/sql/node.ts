// Reading the parser's tree: every node is an object with one member, named after its kind.

import type { Node, RangeVar } from "libpg-query";

type KindsOf<Wrapped> = Wrapped extends unknown ? keyof Wrapped : never;

export type NodeKind = KindsOf<Node>;

export type NodeOf<Kind extends NodeKind> = Extract<Node, Readonly<Record<Kind, unknown>>>[Kind];

export function kindOf(node: Node): string {
  return Object.keys(node)[0] ?? "";
}

/** The node itself, if it is of that kind. */
export function as<Kind extends NodeKind>(node: Node | undefined, kind: Kind): NodeOf<Kind> | undefined {
  return node === undefined ? undefined : (node as unknown as Partial<Record<Kind, NodeOf<Kind>>>)[kind];
}

/** Those of a list that are of that kind. */
export function allOf<Kind extends NodeKind>(
  nodes: readonly Node[] = [],
  kind: Kind,
): readonly NodeOf<Kind>[] {
  return nodes.flatMap((node) => as(node, kind) ?? []);
}

/** The texts of a list of names: `public.orders` is two. */
export function textsOf(names: readonly Node[] = []): readonly string[] {
  return allOf(names, "String").map(({ sval = "" }) => sval);
}

/** What a table is known by here. Without a schema it is taken to be in `public`, PostgreSQL's default. */
export function tableName({ catalogname, schemaname = "public", relname = "" }: RangeVar): string {
  return qualified([...(catalogname === undefined ? [] : [catalogname]), schemaname, relname]);
}

/** The same of a dotted name in a list. */
export function listedName(names: readonly string[]): string {
  return qualified(names.length === 1 ? ["public", ...names] : names);
}

/** Quoted, so that a dot within a name is no separator. */
function qualified(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(".");
}
