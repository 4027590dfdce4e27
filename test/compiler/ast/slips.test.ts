// One slip of the pen is one message at most, and it is near the slip. (The long tests try every slip.)

import { expect, it } from "vitest";
import { policies } from "../../support/mutations.js";
import { complaintOn, slipsOf } from "../../support/slips.js";

const every = 17;

it.each(policies)("a slip gives one message at most, close to it", (policy) => {
  const slips = slipsOf(policy).filter((_, index) => index % every === 0);
  expect(slips.length).toBeGreaterThan(20);
  expect(slips.map(complaintOn).filter((each) => each !== undefined)).toEqual([]);
});
