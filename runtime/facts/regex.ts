// Regular expressions of `matches` and of detectors: RE2 syntax, matched in linear time.

import { RE2JS, RE2JSException } from "re2js";
import { accept, reject } from "../values/normalized.js";
import type { Normalized } from "../values/normalized.js";
import type { Range } from "./detectors/finding.js";

/** Does the expression match somewhere in the text? */
export type TextTest = (text: string) => boolean;

/** The matches in a text, one after the other, found as they are asked for. */
export type Finder = (text: string) => Iterable<Range>;

/** Longer ones are programs, and the time for a match grows with their length. */
const MAX_LENGTH = 1000;

/** `source` in RE2 syntax (no backreferences, no look-around); the test is not anchored. */
export function compileRegex(source: string): Normalized<TextTest> {
  const compiled = compile(source);
  if (!compiled.ok) return compiled;
  const expression = compiled.value;
  return accept((text) => expression.test(text));
}

/** `source` as `compileRegex` has it. */
export function compileFinder(source: string): Normalized<Finder> {
  const compiled = compile(source);
  if (!compiled.ok) return compiled;
  const expression = compiled.value;
  return accept((text) => matchesIn(expression, text));
}

function* matchesIn(expression: RE2JS, text: string): Generator<Range> {
  const matcher = expression.matcher(text);
  while (matcher.find()) yield { start: matcher.start(), end: matcher.end() };
}

function compile(source: string): Normalized<RE2JS> {
  if (source.length > MAX_LENGTH) {
    return reject(`is longer than ${MAX_LENGTH} characters`);
  }
  try {
    return accept(RE2JS.compile(source));
  } catch (error) {
    if (error instanceof RE2JSException) {
      return reject(`is not an RE2 expression: ${error.message}`);
    }
    throw error;
  }
}
