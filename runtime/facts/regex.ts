// Regular expressions of `matches`: RE2 syntax, matched in linear time.

import { RE2JS, RE2JSException } from "re2js";
import { accept, reject } from "../values/normalized.js";
import type { Normalized } from "../values/normalized.js";

/** Does the expression match somewhere in the text? */
export type TextTest = (text: string) => boolean;

/** Longer ones are programs, and the time for a match grows with their length. */
const MAX_LENGTH = 1000;

/** `source` in RE2 syntax (no backreferences, no look-around); the test is not anchored. */
export function compileRegex(source: string): Normalized<TextTest> {
  if (source.length > MAX_LENGTH) {
    return reject(`is longer than ${MAX_LENGTH} characters`);
  }
  try {
    const expression = RE2JS.compile(source);
    return accept((text) => expression.test(text));
  } catch (error) {
    if (error instanceof RE2JSException) {
      return reject(`is not an RE2 expression: ${error.message}`);
    }
    throw error;
  }
}
