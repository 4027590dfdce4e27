// Does one value pass a test?

import type { Address } from "../values/address.js";
import { inCidr } from "../values/cidr-match.js";
import { globMatches } from "../values/glob.js";
import { hostFits } from "../values/host-match.js";
import type { Value } from "../values/value.js";
import { isWithin, textOf, type Test } from "./predicate.js";

/** Of a value in normal form, of the type that the test is for. */
export function passes(test: Test, value: Value): boolean {
  switch (test.kind) {
    case "present":
      return true;
    case "is":
      return value === test.value;
    case "numbers":
      return typeof value === "number" && test.ranges.some((range) => isWithin(value, range));
    case "texts": {
      const text = textOf(value);
      return text !== undefined && test.texts.has(text);
    }
    case "globs":
      return typeof value === "string" && test.globs.some((glob) => globMatches(glob, value));
    case "hosts":
      return isAddress(value) && test.patterns.some((pattern) => hostFits(value, undefined, pattern));
    case "block":
      return isAddress(value) && value.bits !== undefined && inCidr(value.bits, test.block);
  }
}

export function isAddress(value: Value): value is Address & Value {
  return typeof value === "object" && !Array.isArray(value) && "text" in value;
}
