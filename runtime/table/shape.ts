// Shapes of JSON as data: one description of the table's form, from which its reader and its JSON Schema both come.

/** Describes the JSON form of `T`. */
export interface Shape<T> {
  readonly node: Node;
  /** Never there: it carries the type alone. */
  readonly type?: T;
}

export type Node =
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "text"; readonly pattern?: string }
  | { readonly kind: "oneof"; readonly values: readonly (string | number | boolean)[] }
  | {
      readonly kind: "list";
      readonly of: Node;
      readonly min: number;
      readonly max?: number;
      readonly unique: boolean;
    }
  | { readonly kind: "map"; readonly of: Node }
  | { readonly kind: "object"; readonly members: Members }
  /** An object whose member `tag` says which of the members it has. */
  | { readonly kind: "tagged"; readonly tag: string; readonly variants: Readonly<Record<string, Members>> }
  /** The first that fits the kind of JSON that is there. */
  | { readonly kind: "either"; readonly of: readonly Node[] }
  /** A shape with a name, which may contain itself. */
  | { readonly kind: "named"; readonly name: string; readonly node: () => Node };

export type Members = Readonly<Record<string, { readonly node: Node; readonly optional: boolean }>>;

interface OptionalShape<T> {
  readonly optional: Shape<T>;
}

/** A shape for each member of `T`, in `optional(…)` where the member is. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Partial<Pick<T, K>> extends Pick<T, K>
    ? OptionalShape<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

/** The members beside the tag, for each of its values. */
export type Variants<T, Tag extends keyof T> = {
  readonly [Name in T[Tag] & string]: Fields<VariantOf<T, Tag, Name>>;
};

type VariantOf<T, Tag extends keyof T, Name> = T extends unknown
  ? Name extends T[Tag]
    ? Omit<T, Tag>
    : never
  : never;

export const boolean: Shape<boolean> = { node: { kind: "boolean" } };

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Shape<number> {
  return { node: { kind: "integer", min, max } };
}

/** Any integer that is exact as a number. */
export const anyInteger = integer(-Number.MAX_SAFE_INTEGER);

/** An index into an array of the table, or a count. */
export const index = integer(0);

/** Well-formed Unicode; `pattern` is an ECMAScript expression for the whole. */
export function text<T extends string = string>(pattern?: string): Shape<T> {
  return { node: pattern === undefined ? { kind: "text" } : { kind: "text", pattern } };
}

export function oneOf<const T extends readonly (string | number | boolean)[]>(values: T): Shape<T[number]> {
  return { node: { kind: "oneof", values } };
}

export function list<T>(
  of: Shape<T>,
  { min = 0, unique = false }: { readonly min?: number; readonly unique?: boolean } = {},
): Shape<readonly T[]> {
  return { node: { kind: "list", of: of.node, min, unique } };
}

/** A list of so many at least and at most. */
export function tuple<T extends readonly unknown[]>(
  of: Shape<T[number]>,
  min: number,
  max: number,
): Shape<T> {
  return { node: { kind: "list", of: of.node, min, max, unique: false } };
}

/** An object of any names. */
export function map<T>(of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return { node: { kind: "map", of: of.node } };
}

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { optional: shape };
}

export function object<T>(fields: Fields<T>): Shape<T> {
  return { node: { kind: "object", members: membersOf(fields) } };
}

export function tagged<T, Tag extends keyof T & string>(tag: Tag, variants: Variants<T, Tag>): Shape<T> {
  const entries = Object.entries<object>(variants).map(
    ([name, fields]) => [name, membersOf(fields)] as const,
  );
  return { node: { kind: "tagged", tag, variants: Object.fromEntries(entries) } };
}

export function either<T>(...of: readonly Shape<T>[]): Shape<T> {
  return { node: { kind: "either", of: of.map(({ node }) => node) } };
}

export function named<T>(name: string, shape: () => Shape<T>): Shape<T> {
  let node: Node | undefined;
  return { node: { kind: "named", name, node: () => (node ??= shape().node) } };
}

type Field = Shape<unknown> | OptionalShape<unknown>;

function membersOf(fields: object): Members {
  const entries = Object.entries(fields as Readonly<Record<string, Field>>);
  return Object.fromEntries(
    entries.map(([name, field]) => [
      name,
      "optional" in field
        ? { node: field.optional.node, optional: true }
        : { node: field.node, optional: false },
    ]),
  );
}
