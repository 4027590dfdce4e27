// Values that come from outside, of which nothing is known.

/** A member of a value, whatever that is; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
