// Writes data and texts as JavaScript, so that nothing in them can be anything but data: wherever the module stands, even
// within a page of HTML.

import { stringText, withEscapes } from "../words.js";

/** What JSON has, and what tests of the table have besides. */
export function literal(value: unknown): string {
  if (value instanceof Set) return `new Set(${literal(Array.from(value as ReadonlySet<unknown>))})`;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) return objectOf(value);
  if (typeof value === "string") return quoted(value);
  return Object.is(value, -0) ? "-0" : String(value);
}

function objectOf(value: object): string {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return membersText(members.map(([name, member]) => [name, literal(member)]));
}

/** The literal of an object whose members are code. */
export function membersText(members: readonly (readonly [name: string, code: string])[]): string {
  if (members.length === 0) return "{}";
  return `{ ${members.map(([name, code]) => `${keyOf(name)}: ${code}`).join(", ")} }`;
}

/** In a literal `__proto__` is a member like others only where its name is computed. */
function keyOf(name: string): string {
  return name === "__proto__" ? `["__proto__"]` : quoted(name);
}

/** Line ends, what cannot be seen, and what ends or comments out a script are escaped, lone surrogates too. */
export function quoted(text: string): string {
  return stringText(text).replaceAll(/[<>]/g, escaped);
}

/**
 * The text in a comment that ends with its line: as it is, but for line ends, for what cannot be seen, and for what would end
 * a comment or a script.
 */
export function remark(text: string): string {
  const seen = withEscapes(text.toWellFormed().replaceAll("\t", "  "));
  return `// ${seen.replaceAll(/<(?=[/!]|script)|\*(?=\/)/giu, "$&\\")}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
