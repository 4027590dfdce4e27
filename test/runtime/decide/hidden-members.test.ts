// A member that is hidden or inherited is no part of a request, and a time that is none makes it invalid: also where a
// request is read the fast way.

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../../runtime/decide/decide.js";
import type { Policy } from "../../../runtime/decide/policy.js";
import { policyOfText } from "../../attack/support.js";

let policy: Policy;
beforeAll(async () => {
  policy = await policyOfText(`policy p { default block }
agent { id: string, role: clerk | lead, team?: string }
action look() { effect read, reversible always }
rule ok on look { allow }
`);
});

const lead = { id: "a", role: "lead" };
const look = { agent: lead, action: { name: "look" } };
const hiding = (object: object, name: string, value: unknown): object =>
  Object.defineProperty(object, name, { value, enumerable: false });

describe("members of a request", () => {
  afterEach(() => {
    Reflect.deleteProperty(Object.prototype, "role");
  });

  it.each<[string, unknown]>([
    ["hidden, with another instead", { ...look, agent: hiding({ id: "a", more: 1 }, "role", "lead") }],
    [
      "hidden, with an undefined one",
      { ...look, agent: hiding({ id: "a", team: undefined }, "role", "lead") },
    ],
    ["a hidden name of the action", { agent: lead, action: hiding({ args: undefined }, "name", "look") }],
    ["a hidden agent", hiding({ action: look.action, context: undefined }, "agent", lead)],
  ])("are what a loop over them shows: %s", (_, request) => {
    expect(decide(policy, look).verdict).toBe("allow");
    expect(decide(policy, request).code).toBe("request.invalid");
  });

  it("are its own, whatever all objects inherit", () => {
    Object.assign(Object.prototype, { role: "lead" });
    expect(decide(policy, { agent: { id: "a" }, action: { name: "look" } }).code).toBe("request.invalid");
  });

  it("are valid each, though facts say the time", () => {
    expect(decide(policy, { ...look, time: "soon" }, { now: 0 }).code).toBe("request.invalid");
  });
});
