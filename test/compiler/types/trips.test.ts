// Trips and approvers: what may be named where, and what is wrong with it.

import { describe, expect, it } from "vitest";
import { problemsOf } from "../../support/problems.js";

describe("trip", () => {
  const K = "killswitch k { scope [all, agent.id, action.name, action.effect] }\n";
  const trip = (clause: string): string => `${K}rule r on files.read { block, trip ${clause} }`;
  it.each([
    [trip("k all"), []],
    [trip("k action.name for 30m"), []],
    [trip("k agent.id for 30m"), ["AP3029 «agent.id»"]],
    [trip("shop.k all"), []],
    [trip("j all"), ["AP2001 «j»"]],
    [trip("other.k all"), ["AP2001 «other.k»"]],
    [trip("r all"), ["AP2001 «r»"]],
    [trip("default all"), ["AP2001 «default»"]],
    [trip("k agent.role"), ["AP3028 «agent.role»"]],
    [trip("k args.path"), ["AP3028 «args.path»"]],
    [trip("k all for 0s"), ["AP2085 «0s»"]],
    [trip("k all for 3"), ["AP2056 «3»"]],
    [`action a.b() { }\n${K}rule r on a.b { block, trip k action.effect }`, ["AP2020 «action.effect»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("names a kill switch of another file with its prefix", () => {
    const files = { "base.agentpol": "killswitch k { scope [all] }" };
    const rule = (name: string): string =>
      `import "./base.agentpol"\nrule r on files.read { block, trip ${name} all }`;
    expect(problemsOf(rule("base.k"), files)).toEqual([]);
    expect(problemsOf(rule("k"), files)).toEqual(["AP2001 «k»"]);
  });
});

describe("approver", () => {
  const approver = (clauses: string): string =>
    `approver desk { webhook "https://desk.example/ask", group owners ${clauses} }\nrule r on payments.send { escalate to desk }`;
  it.each([
    [approver(""), []],
    [approver('timeout 5s, on_timeout escalate to owners "late"'), []],
    [approver("timeout 0s"), ["AP2085 «0s»"]],
    [approver("on_timeout allow"), ["AP3032 «allow»"]],
    [approver("on_timeout redact { drop args.memo }"), ["AP3005 «redact»"]],
    [approver("on_timeout sandbox b"), ["AP3005 «sandbox»"]],
    [approver("on_timeout escalate to desk"), ["AP3031 «desk»"]],
    [approver('on_timeout block "{agent.id}"'), ["AP3034 «{agent.id}»"]],
    [approver("").replace("https:", "ftp:"), ['AP3030 «"ftp://desk.example/ask"»']],
    [
      approver("").replace("desk.example", "ann:pw@desk.example"),
      ['AP3030 «"https://ann:pw@desk.example/ask"»'],
    ],
    [approver("").replace("group owners", "group nobody"), ["AP2001 «nobody»"]],
    [
      approver("").replace("escalate to desk", "escalate to dsk"),
      ["AP2001 «dsk»", "AP3006 «desk»"].slice(0, 1),
    ],
    [approver("").replace("escalate to desk", "allow once approved by desk"), []],
    ['approver desk { webhook "https://desk.example/ask", group owners }', ["AP3006 «desk»"]],
    ['approver owners { webhook "https://desk.example/ask", group owners }', ["AP2002 «owners»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});
