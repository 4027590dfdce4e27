// Structural questions about types: are two the same, and what can be done with values of one.

import type { EnumType, Field, RecordType, Type } from "./type.js";

/**
 * Are the types the same? Names do not matter, nor the order of the members of an enum that is not ordered; an error fits
 * everything.
 */
export function sameType(a: Type, b: Type): boolean {
  if (a.kind === "error" || b.kind === "error") return true;
  switch (a.kind) {
    case "money":
      return b.kind === "money" && a.currency === b.currency;
    case "enum":
      return b.kind === "enum" && sameEnum(a, b);
    case "list":
    case "set":
    case "map":
      return b.kind === a.kind && sameType(a.element, b.element);
    case "record":
      return b.kind === "record" && sameRecord(a, b);
    default:
      return a.kind === b.kind;
  }
}

function sameEnum(a: EnumType, b: EnumType): boolean {
  if (a.members === b.members && a.ordered === b.ordered) return true;
  if (a.ordered !== b.ordered || a.members.length !== b.members.length) return false;
  if (a.ordered) return a.members.every((member, place) => member === b.members[place]);
  const members = new Set(b.members);
  return a.members.every((member) => members.has(member));
}

function sameRecord(a: RecordType, b: RecordType): boolean {
  return (
    a.open === b.open &&
    a.fields.size === b.fields.size &&
    [...a.fields].every(([name, field]) => sameField(field, b.fields.get(name)))
  );
}

function sameField(a: Field, b: Field | undefined): boolean {
  return a.optional === b?.optional && sameType(a.type, b.type);
}

/** Numbers: what can be added up. */
export function isNumeric(type: Type): boolean {
  return ["int", "decimal", "percent", "money", "duration", "bytes", "error"].includes(type.kind);
}

/** What `<` compares: numbers, times, and the members of ordered enums. */
export function isOrdered(type: Type): boolean {
  return isNumeric(type) || type.kind === "time" || isOrderedEnum(type);
}

export function isOrderedEnum(type: Type): type is EnumType {
  return type.kind === "enum" && type.ordered === true;
}

/** A single value, by which state may be kept apart. */
export function isScalar(type: Type): boolean {
  return !["list", "set", "map", "record"].includes(type.kind);
}

/** Does the type hold a record or a map anywhere? Those have no equality. */
export function hasRecord(type: Type): boolean {
  if (type.kind === "list" || type.kind === "set") return hasRecord(type.element);
  return type.kind === "record" || type.kind === "map";
}

/** Decimal places of a numeric type's normal form: 4 for decimals, percents and amounts, else 0. */
export function placesOf(type: Type): 0 | 4 {
  return type.kind === "decimal" || type.kind === "percent" || type.kind === "money" ? 4 : 0;
}
