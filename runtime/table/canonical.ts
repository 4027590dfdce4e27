// JSON in canonical form (RFC 8785): the same data always gives the same bytes, so that a digest names it.

/** Data as JSON holds it; a member that is undefined counts as left out. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/**
 * The canonical text of `value`: no blanks, members sorted by the UTF-16 code units of their names, scalars as
 * ECMAScript writes them. Numbers must be finite and strings well-formed; the depth is the caller's to bound.
 */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** `Array.isArray`, for readonly lists too. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
