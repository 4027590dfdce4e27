// Names that stand twice in one object of JSON text, which `JSON.parse` passes over in silence (RFC 7493 forbids them).

/** What a bracket opened: an object with the names seen so far, or an array. */
type Open = { readonly names: Set<string>; expectsName: boolean } | undefined;

/** The first name, in quotes, that stands twice in one object of `text`, which is known to be JSON. Time: linear. */
export function duplicateMember(text: string): string | undefined {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;
  const stack: Open[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const top = stack.at(-1);
    if (token === "{") stack.push({ names: new Set(), expectsName: true });
    else if (token === "[") stack.push(undefined);
    else if (token === "}" || token === "]") stack.pop();
    else if (top === undefined) continue;
    else if (token === ",") top.expectsName = true;
    else if (top.expectsName) {
      const name = String(JSON.parse(token));
      if (top.names.has(name)) return JSON.stringify(name);
      top.names.add(name);
      top.expectsName = false;
    }
  }
  return undefined;
}
