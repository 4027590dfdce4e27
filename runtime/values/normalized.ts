// What a normaliser returns: the normal form of a value, or why there is none.

/** `reason` is a predicate that follows the text it speaks of: "has a `..` segment", "is not a host name". */
export type Normalized<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function accept<T>(value: T): Normalized<T> {
  return { ok: true, value };
}

export function reject(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
