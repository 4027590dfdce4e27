// Column types: which exist without the baseline's help, and what a change from one to another does to its values.

import type { Node, TypeName } from "libpg-query";
import type { ChangeKind } from "../../values/schema-change.js";
import { as, textsOf } from "./node.js";

export interface SqlType {
  /** As PostgreSQL's catalogue has it: `int4`, `varchar`; of others with their schema, if one was given. */
  readonly name: string;
  /** `numeric(12, 2)` has two. One that is no number stands as its syntax tree. */
  readonly modifiers: readonly (number | string)[];
  readonly isArray: boolean;
}

/** Types that stand for another with a sequence as its default, and refuse NULL. */
const SERIALS: Readonly<Record<string, string>> = {
  serial: "int4",
  serial2: "int2",
  serial4: "int4",
  serial8: "int8",
  bigserial: "int8",
  smallserial: "int2",
};

const BUILT_IN = new Set(
  (
    "bit bool box bpchar bytea char cidr circle date datemultirange daterange float4 float8 inet int2 int4 int4multirange " +
    "int4range int8 int8multirange int8range interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric " +
    "nummultirange numrange oid path pg_lsn point polygon text time timestamp timestamptz timetz tsmultirange tsquery " +
    "tsrange tstzmultirange tstzrange tsvector uuid varbit varchar xml"
  ).split(" "),
);

export function isBuiltIn({ name }: SqlType): boolean {
  return BUILT_IN.has(name);
}

export function isSerial(type: TypeName): boolean {
  return SERIALS[nameOf(type)] !== undefined;
}

export function sqlType(type: TypeName): SqlType {
  const name = nameOf(type);
  return {
    name: SERIALS[name] ?? name,
    modifiers: (type.typmods ?? []).map(modifierOf),
    isArray: type.arrayBounds !== undefined,
  };
}

/** A set, or the type of another column, is like no type. */
function nameOf({ names, setof, pct_type: isReference }: TypeName): string {
  const name = typeName(textsOf(names));
  return setof === true || isReference === true ? `${name}%` : name;
}

/** Without the schemas that are looked in anyway. In `public`, a built-in name is another type. */
export function typeName(names: readonly string[]): string {
  const [schema, name = ""] = names;
  const isImplied = schema === "pg_catalog" || (schema === "public" && !BUILT_IN.has(name));
  return (names.length === 2 && isImplied ? [name] : names).join(".");
}

/** The parser leaves out a zero. */
function modifierOf(node: Node): number | string {
  const integer = as(node, "A_Const")?.ival;
  return integer === undefined ? JSON.stringify(node) : (integer.ival ?? 0);
}

export function isSameType(a: SqlType, b: SqlType): boolean {
  return (
    a.name === b.name &&
    a.isArray === b.isArray &&
    a.modifiers.length === b.modifiers.length &&
    a.modifiers.every((modifier, index) => modifier === b.modifiers[index])
  );
}

/** What a change of a column's type does; undefined where there is none. */
export function typeChange(from: SqlType, to: SqlType): ChangeKind | undefined {
  if (isSameType(from, to)) {
    return undefined;
  }
  const [before, after] = [extentOf(from), extentOf(to)];
  if (before === undefined || before.family !== after?.family || from.isArray !== to.isArray) {
    return "change_type";
  }
  const holdsAll = after.holds >= before.needs && after.places >= before.places;
  return holdsAll && !mayLoseNaN(from, to) ? "widen_type" : "narrow_type";
}

/** NaN is a value of every `numeric` and of no integer type. */
function mayLoseNaN(from: SqlType, to: SqlType): boolean {
  return from.name === "numeric" && to.name !== "numeric";
}

/**
 * How much a type holds, where that can be compared. All values of the type fit into `needs`, and all values that fit
 * into `holds` are of the type: an int2 may have five digits, and only four digits are sure to be one.
 */
interface Extent {
  readonly family: string;
  readonly needs: number;
  readonly holds: number;
  readonly places: number;
}

const DEFAULT_SECOND_PLACES = 6;

function extentOf({ name, modifiers }: SqlType): Extent | undefined {
  const [first, second] = modifiers.map((modifier) => (typeof modifier === "number" ? modifier : NaN));
  const upTo = (family: string, size = Infinity): Extent => ({ family, needs: size, holds: size, places: 0 });
  switch (name) {
    case "int2":
      return { family: "exact", needs: 5, holds: 4, places: 0 };
    case "int4":
      return { family: "exact", needs: 10, holds: 9, places: 0 };
    case "int8":
      return { family: "exact", needs: 19, holds: 18, places: 0 };
    case "numeric":
      return numericExtent(first, second);
    case "float4":
      return upTo("float", 24);
    case "float8":
      return upTo("float", 53);
    case "varchar":
      return upTo("text", first);
    case "text":
      return upTo("text");
    case "bpchar":
    case "varbit":
      return upTo(name, first);
    case "timestamp":
    case "timestamptz":
    case "time":
    case "timetz":
      return { family: name, needs: 0, holds: 0, places: first ?? DEFAULT_SECOND_PLACES };
    default:
      return undefined;
  }
}

/** Digits before the point, and after it. */
function numericExtent(precision = Infinity, scale = precision === Infinity ? Infinity : 0): Extent {
  const whole = precision === Infinity ? Infinity : precision - scale;
  return { family: "exact", needs: whole, holds: whole, places: scale };
}
