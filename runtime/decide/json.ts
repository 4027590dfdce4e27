// Requests as JSON text: I-JSON (RFC 7493), in which no object has two members of one name.

import { accept, reject, type Normalized } from "../values/normalized.js";

/** Reads JSON; text that is none, or that names a member twice, is refused with the place. */
export function parseJson(text: string): Normalized<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    const duplicate = duplicateKey(text);
    return duplicate === undefined
      ? accept(value)
      : reject(`names the member ${duplicate} twice in one object`);
  } catch (error) {
    return reject(error instanceof SyntaxError ? `is not JSON: ${error.message}` : String(error));
  }
}

/** What a bracket opened: an object with the names seen so far, or an array. */
type Open = { readonly names: Set<string>; expectsName: boolean } | undefined;

/** The first name that stands twice in one object of `text`, which is known to be JSON. */
function duplicateKey(text: string): string | undefined {
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
