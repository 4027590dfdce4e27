// The law of boundaries: the `else` verdict where the action reaches beyond `reach`; `deny` goes along.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHost } from "../../../../runtime/values/host.js";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

describe("boundary", () => {
  it.each([
    [
      "only actions that reach something",
      'boundary b on * { when agent.role == lead, reach ["*.corp.example", "10.0.0.0/8"], else block "x" }',
      ['on fetch where (agent.role == "lead"), not reaches(2): block'],
    ],
    [
      "no rule where no action reaches anything",
      'boundary b on pay, read { reach ["a.example"], else block "x" }',
      [],
    ],
    [
      "what `deny` says goes along with whatever is permitted",
      'boundary b on fetch { when agent.role == lead, reach ["a.example", "10.1.2.3:80"], deny [metadata], else block "x", notify "ops" }',
      [
        'on fetch where (agent.role == "lead"), not reaches(2): block, notify ops',
        'on fetch where (agent.role == "lead"): none, denies N except 1',
      ],
    ],
  ])("%s", (_, policy, rules) => {
    const said = rulesText(lowered(policy)).map((rule) => rule.replace(/denies [1-9]\d*/, "denies N"));
    expect(said).toEqual(rules);
  });

  it("contributes iff when ∧ something that is reached is not listed", () => {
    const matches = matchesOf(
      lowered(
        'boundary b on fetch { when agent.role == lead, reach ["a.example", "*.corp.example"], else block "x" }',
      ),
    );
    const hosts = ["a.example", "b.corp.example", "corp.example", "evil.example"];
    const listed = new Set(hosts.slice(0, 2));
    fc.assert(
      fc.property(fc.subarray(hosts), fc.constantFrom("clerk", "lead"), (reached, role) => {
        const targets = reached.flatMap((text) => {
          const host = parseHost(text);
          return host.ok ? [{ host: host.value, port: 443 }] : [];
        });
        const scene = sceneOf({ "agent.role": role }, { targets: () => targets });
        expect(matches(scene)).toEqual([role === "lead" && reached.some((host) => !listed.has(host))]);
      }),
    );
  });
});
