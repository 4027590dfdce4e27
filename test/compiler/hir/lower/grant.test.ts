// The law of grants: permitted inside the box until the grant has ended, and the `else` verdict from then on.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emitTable } from "../../../../compiler/emit/table.js";
import { matchesOf, sceneOf } from "../../../support/core-scene.js";
import { rulesText } from "../../../support/core-text.js";
import { lowered } from "../../../support/lowering.js";

const GRANT = 'inside box, scope [agent.session, agent.id], expires 2h, else block "over"';

describe("grant", () => {
  it("is two rules: one that permits and starts it, one for when it is over", () => {
    expect(rulesText(lowered(`grant x on exec { when agent.role == lead, ${GRANT} }`))).toEqual([
      'on exec where (agent.role == "lead"), not ended(p.x): sandbox, permits, starts p.x, box box',
      'on exec where (agent.role == "lead"), ended(p.x): block',
    ]);
  });

  it("declares its state, and what revokes it", () => {
    const table = emitTable(lowered(`grant x on exec { ${GRANT}, revoke when outcome == failed }`));
    const [state] = table.grants;
    expect(state).toMatchObject({ id: "p.x", scope: ["agent.id", "agent.session"], expires: 7_200_000 });
    expect(table.exprs[state?.revoke ?? -1]).toMatchObject({ op: "compare", cmp: "==" });
    expect(table.rules[0]?.grant).toBe(0);
    expect(table.requires).toEqual(["sandbox"]);
    expect(Object.keys(table.boxes)).toEqual(["box"]);
  });

  it("permits iff when is known ∧ not ended; gives its else iff when is not known to fail ∧ ended", () => {
    const matches = matchesOf(lowered(`grant x on exec { when agent.level > 1, ${GRANT} }`));
    const status = fc.constantFrom("unused" as const, "live" as const, "ended" as const);
    fc.assert(
      fc.property(status, fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }), (is, level) => {
        const scene = sceneOf({ "agent.level": level }, { grant: () => is });
        const when = level === undefined ? "unknown" : level > 1;
        expect(matches(scene)).toEqual([when === true && is !== "ended", when !== false && is === "ended"]);
      }),
    );
  });
});
