// Types in the words of a sentence.

import { showType } from "./show-type.js";
import type { EnumType, Type } from "./type.js";

/** The name of the enum of the declared actions' names, whose members are written as strings. */
export const ACTION_NAME = "action.name";

const SHOWN_MEMBERS = 8;

/** As a noun in a sentence: “an int”, “a list<string>”, “one of dev, staging, prod”. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case "enum":
      return describeEnum(type);
    case "money":
      return `an amount in ${type.currency}`;
    case "bytes":
      return "a size in bytes";
    case "record":
      return "a record";
    case "error":
      return "something unknown";
    case "sql":
      return "an SQL statement";
    case "int":
      return "an int";
    case "ip":
      return "an IP address";
    case "cidr":
      return "a CIDR block";
    case "url":
      return "a URL";
    default:
      return `a ${showType(type)}`;
  }
}

function describeEnum({ name, members, ordered }: EnumType): string {
  if (name === undefined) return `one of ${showMembers(members, ordered ? " < " : ", ")}`;
  if (name === ACTION_NAME) return "the name of an action";
  return `${/^[AEIOU]/iu.test(name) ? "an" : "a"} ${name}`;
}

/** The first members of an enum, and how many more there are. */
export function showMembers(members: readonly string[], between = ", "): string {
  const more = members.length - SHOWN_MEMBERS;
  const shown = members.slice(0, SHOWN_MEMBERS).join(between);
  return more > 0 ? `${shown}${between}… (${more} more)` : shown;
}
