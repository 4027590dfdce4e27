// A tree without its places, so that two trees can be compared by what they say.

const places: ReadonlySet<string> = new Set(["span", "opSpan", "fnSpan", "sectionSpan", "keyword"]);
/** Spans that are marks: that they stand says something, where they stand does not. */
const marks: ReadonlySet<string> = new Set(["open", "onResult", "volatile", "attempts"]);

export function withoutSpans(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSpans);
  if (typeof node !== "object" || node === null) return node;
  const fields = Object.entries(node).filter(([key]) => !places.has(key));
  return Object.fromEntries(fields.map(([key, value]) => [key, marks.has(key) ? true : withoutSpans(value)]));
}
