// Where taking something out, or the obvious change, could make a policy more lenient, no fix is offered.

import { describe, expect, it } from "vitest";
import { checkFiles, SHOP } from "../../support/problems.js";

const fixesOf = (code: string, text: string): readonly string[] =>
  checkFiles({ "main.agentpol": `${SHOP}${text}\n` })
    .diagnostics.filter((each) => each.code === code)
    .flatMap(({ fixes }) => fixes.map(({ title }) => title));

const untouched: readonly (readonly [string, string])[] = [
  ["AP3100", 'sandbox work { read "/srv/**", hide [context.env, context.tags] }'],
  ["AP1004", "rule r on payments.send { else allow }"],
  ["AP1004", 'cap c on payments.send {\n  limit impact.hosts <= 3\n  allow "all"\n}'],
  ["AP1004", "rule r on payments.send { allow, limit impact.hosts <= 3 }"],
  ["AP1006", "cap c on payments.send { limit impact.hosts <= 3, else block, within 5m, within 6m }"],
  ["AP1007", "rule r on payments.send { allow, escalate to owners }"],
  ["AP3003", "policy other { on_error block }"],
  ["AP3008", "quorum q on payments.send { need 3 of owners, else block }"],
  ["AP3015", "killswitch k { scope [args.to] }"],
];

const stricter: readonly (readonly [string, string, readonly string[]])[] = [
  ["AP1007", 'rule r on payments.send { block "no", allow }', ["Keep `block` alone"]],
  ["AP1007", 'rule r on payments.send { allow, block "no" }', ["Keep `block` alone"]],
  ["AP1005", 'rule r on payments.send { when args.to == "x" }', ["Insert `block`"]],
  [
    "AP3007",
    "cap c on payments.send { limit impact.hosts <= 3 per 1h, else block }",
    ["Limit `sum(impact.hosts)`"],
  ],
];

describe("fixes", () => {
  it.each(untouched)("none of %s: %s", (code, text) => {
    const { diagnostics } = checkFiles({ "main.agentpol": `${SHOP}${text}\n` });
    expect(diagnostics.map((each) => each.code)).toContain(code);
    expect(fixesOf(code, text)).toEqual([]);
  });

  it.each(stricter)("the stricter one of %s: %s", (code, text, titles) => {
    expect(fixesOf(code, text)).toEqual(titles);
  });
});
