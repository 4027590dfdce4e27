// Of mutations without number few are made, evenly.

import { describe, expect, it } from "vitest";
import { limited, MOST_ALIKE } from "../../../compiler/mutate/limited.js";
import { mutationsIn } from "../../support/mutating.js";

function policyOf(entries: number, length = 1): string {
  const list = Array.from({ length: entries }, (_, i) => `"${String(i).padStart(length, "0")}"`);
  return `policy p { default block }
action pay(to: string) { effect write, reversible always }
let known = [${list.join(", ")}]
rule may on pay { when args.to in known, allow }`;
}

describe("mutations that are alike", () => {
  it("are all made where they are few", () => {
    const all = mutationsIn(policyOf(MOST_ALIKE));
    expect(limited(all)).toEqual({ mutations: all, leftOut: 0 });
  });

  it("are chosen evenly where they are many, the same ones each time, and the others counted", () => {
    const all = mutationsIn(policyOf(3 * MOST_ALIKE), "entry");
    const { mutations, leftOut } = limited(all);
    expect(leftOut).toBe(2 * MOST_ALIKE);
    expect(mutations).toEqual(all.filter((_, i) => i % 3 === 0));
    expect(limited(all)).toEqual({ mutations, leftOut });
  });

  it("are counted for each operator and each declaration by itself", () => {
    const text = `${policyOf(2 * MOST_ALIKE)}\nrule other on pay { when args.to in ["a", "b"], block }`;
    const all = mutationsIn(text);
    const { mutations, leftOut } = limited(all);
    expect(leftOut).toBe(MOST_ALIKE);
    const others = (some: typeof all): typeof all => some.filter(({ owner }) => owner !== "known");
    expect(others(mutations)).toEqual(others(all));
  });

  it("are fewer where the declaration is very long, and at least one", () => {
    expect(limited(mutationsIn(policyOf(2 * MOST_ALIKE, 1_000), "entry")).mutations.length).toBeLessThan(20);
    expect(limited(mutationsIn(policyOf(400, 9_000), "entry")).mutations).toHaveLength(1);
  });
});
