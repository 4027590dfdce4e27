// What is plainly a request is made of objects as a literal or `JSON.parse` gives them.

/** What a literal or `JSON.parse` gives. A `for` over its names shows what is its own and not hidden, if objects are untouched. */
export function isPlainObject(input: unknown): input is Readonly<Record<string, unknown>> {
  if (typeof input !== "object" || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

/** Do objects inherit nothing that a `for` goes over, and that could stand for a member that is missing? */
export function isUntouched(): boolean {
  for (const _ in Object.prototype) return false;
  return true;
}
