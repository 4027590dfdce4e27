// What the language has and this version does not: one clear message at its place, and none at its uses.

import { describe, expect, it } from "vitest";
import { checkFiles, problems, SHOP } from "../../support/problems.js";

const POLICY = "policy shop {";

const FEATURES: readonly (readonly [text: string, marked: string, inHeader?: boolean])[] = [
  [
    'data d: set<string> from "m.json" refresh 5m\nrule r on payments.send { when args.to in d, block }',
    "5m",
  ],
];

describe("a construct that this version does not support", () => {
  it.each(FEATURES)("%s", (text, marked, inHeader) => {
    const policy = inHeader ? SHOP.replace(POLICY, `${POLICY} ${text},`) : `${SHOP}${text}`;
    const outcome = checkFiles({ "main.agentpol": policy });
    expect(problems(outcome)).toEqual([`AP3001 «${marked}»`]);
    expect(outcome.program).toBeUndefined();
  });
});
