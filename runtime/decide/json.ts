// Requests as JSON text: I-JSON (RFC 7493), in which no object has two members of one name.

import { duplicateMember } from "../values/duplicate-member.js";
import { accept, reject, type Normalized } from "../values/normalized.js";

/** Reads JSON; text that is none, or that names a member twice, is refused with the place. */
export function parseJson(text: string): Normalized<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    const duplicate = duplicateMember(text);
    return duplicate === undefined
      ? accept(value)
      : reject(`names the member ${duplicate} twice in one object`);
  } catch (error) {
    return reject(error instanceof SyntaxError ? `is not JSON: ${error.message}` : String(error));
  }
}
