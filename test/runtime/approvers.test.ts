// Approvers: they stand for their group, and travel with the table and the decision to whoever delivers an escalation.

import { describe, expect, it } from "vitest";
import { payment, running, SHOP, tableFor } from "../support/running.js";

const DESK =
  'approver desk { webhook "https://desk.example/ask", timeout 90s, on_timeout throttle "later", group owners }\n';
const PLAIN = 'approver desk { webhook "https://desk.example/ask", group owners }\n';
const ASKING = {
  name: "desk",
  webhook: "https://desk.example/ask",
  timeout: "PT1M30S",
  onTimeout: { verdict: "throttle", reason: "later" },
};

describe("approver", () => {
  it.each([
    ["rule ask on payments.send { escalate to desk }\nrule may on payments.send { allow }"],
    ["rule once on payments.send { allow once approved by desk }"],
    [
      "quorum two on payments.send { need 1 of owners, else escalate to desk }\nrule may on payments.send { allow }",
    ],
    [
      "cap c on payments.send { limit impact.hosts <= 3, else escalate to desk }\nrule may on payments.send { allow }",
    ],
  ])("%s", async (rules) => {
    const { runtime } = await running(DESK + rules);
    const { digest = "", verdict, obligations } = await runtime.attempt(payment());
    expect(verdict).toBe("escalate");
    expect(obligations.approvals?.unmet).toMatchObject([{ ask: "owners", approver: ASKING }]);
    await runtime.approve({ digest, by: "ana@corp.example" });
    expect((await runtime.attempt(payment())).verdict).toBe("allow");
  });

  it("asks for the policy's default, too", () => {
    const world = SHOP.replace('block "nothing permits this"', "escalate to desk");
    expect(tableFor(world + DESK).needs).toMatchObject([
      { rule: "default", ask: "owners", approver: "desk" },
    ]);
  });

  it("stands in the table; it waits 30 seconds and blocks unless told otherwise", () => {
    const { approvers } = tableFor(`${SHOP}${PLAIN}rule ask on payments.send { escalate to desk }`);
    expect(approvers).toEqual({
      desk: {
        webhook: "https://desk.example/ask",
        timeout: 30_000,
        onTimeout: { verdict: "block", reason: "nobody answered in time" },
        group: "owners",
      },
    });
  });

  it("names the group that is asked next, where its time is over", () => {
    const chain = PLAIN.replace("group owners", "on_timeout escalate to board, group owners");
    const table = tableFor(
      `${SHOP}group board = ["bea@corp.example"]\n${chain}rule ask on payments.send { escalate to desk }`,
    );
    expect(table.approvers.desk?.onTimeout).toMatchObject({ verdict: "escalate", ask: "board" });
    expect(table.groups.board).toEqual(["bea@corp.example"]);
  });
});
