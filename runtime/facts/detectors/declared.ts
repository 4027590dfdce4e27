// Finds what a detector of the policy's own looks for: the matches of its pattern, in time that is bounded.

import type { DeclaredDetector } from "../../values/detector.js";
import { compileFinder, type Finder } from "../regex.js";
import type { Range } from "./finding.js";

/**
 * Each further match may cost a walk to the end of the text (`a.*b|a` in a text of `a`s). Once the walks could come to
 * this many characters, what is left of the text is one finding: too much is hidden rather than too little.
 */
const MOST_WALKED = 2 ** 22;

const finders = new WeakMap<DeclaredDetector, Finder | undefined>();

export function findDeclared(text: string, detector: DeclaredDetector): readonly Range[] {
  const find = finderOf(detector);
  // A pattern that cannot be read comes from no table that was checked.
  if (find === undefined) return text === "" ? [] : [{ start: 0, end: text.length }];
  const ranges: Range[] = [];
  let walked = 0;
  for (const range of find(text)) {
    walked += text.length - range.start;
    if (walked > MOST_WALKED && ranges.length > 0)
      return [...ranges, { start: range.start, end: text.length }];
    // Nothing sensitive stands in nothing.
    if (range.end > range.start) ranges.push(range);
  }
  return ranges;
}

/** Compiled once for each detector, as the table or the obligation holds it. */
function finderOf(detector: DeclaredDetector): Finder | undefined {
  if (finders.has(detector)) return finders.get(detector);
  const compiled = compileFinder(detector.pattern);
  const finder = compiled.ok ? compiled.value : undefined;
  finders.set(detector, finder);
  return finder;
}
