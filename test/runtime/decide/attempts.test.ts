// Attempts that were held are counted: at once with others, and where there is no room or no store to count in.

import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import { StoreUnavailable, type Store } from "../../../runtime/state/store.js";
import type { HistoryPattern } from "../../../runtime/table/format.js";
import { may, start, verdicts } from "../../support/runtime.js";
import { Exprs, requestOf, rule } from "../../support/table.js";

/** Three attempts and no more, whatever became of them. */
function threeTries(more: Partial<HistoryPattern> = {}) {
  const e = new Exprs();
  const count = e.add({ op: "history", pattern: 0 });
  const three = e.literal(3);
  const over = e.add({ op: "compare", cmp: ">=", left: count, right: three, scale: 0, unordered: false });
  const large = e.compare("args.n", ">", 9);
  const histories = [
    {
      id: `sha256:${"1".repeat(64)}`,
      fn: "count" as const,
      actions: ["act"],
      attempts: true as const,
      by: ["agent.id"],
      ...more,
    },
  ];
  const rules = [
    may,
    rule({ name: "p.three", verdict: "block", when: [over] }),
    rule({ name: "p.large", verdict: "escalate", when: [large] }),
  ];
  return { exprs: e.all, histories, rules };
}

const large = requestOf({ n: 10 });

describe("held attempts", () => {
  it("count like permitted ones", async () => {
    const { runtime } = await start(threeTries());
    expect(await verdicts(runtime, 2, large)).toEqual(["escalate", "escalate"]);
    expect(await verdicts(runtime, 2, requestOf({ n: 1 }))).toEqual(["allow", "block"]);
  });

  it("of which many are made at once are all counted", async () => {
    const { runtime } = await start(threeTries());
    const all = await Promise.all(Array.from({ length: 9 }, () => runtime.attempt(large)));
    expect(all.map(({ verdict }) => verdict).sort()).toEqual([
      ...Array.from({ length: 6 }, () => "block"),
      ...Array.from({ length: 3 }, () => "escalate"),
    ]);
  });

  it("are not counted by `explain`", async () => {
    const { runtime } = await start(threeTries());
    for (let i = 0; i < 5; i += 1) expect((await runtime.explain(large)).decision.verdict).toBe("escalate");
  });

  it("of a new key that there is no room for may have been any number", async () => {
    const { runtime } = await start(threeTries(), { store: createMemoryStore({ maxKeys: 1 }) });
    expect(await verdicts(runtime, 1, large)).toEqual(["escalate"]);
    const other = { ...requestOf({ n: 10 }), agent: { id: "a-2", role: "clerk" } };
    expect(await verdicts(runtime, 1, other)).toEqual(["block"]);
    expect(await verdicts(runtime, 2, large)).toEqual(["escalate", "escalate"]);
  });

  it("stay halted by a kill switch where they cannot be counted", async () => {
    const memory = createMemoryStore();
    const settle = (): Promise<never> => Promise.reject(new StoreUnavailable("away"));
    const store: Store = { ...memory, settle };
    const killswitches = [{ name: "p.stop", origin: "p.agentpol:1:1", scope: ["all"] }];
    const onError = { verdict: "allow", reason: "an error", origin: "p.agentpol:1:1" } as const;
    const { runtime } = await start({ ...threeTries(), killswitches, policy: { onError } }, { store });
    await runtime.kill({ scope: "all" });
    expect((await runtime.attempt(large)).rule).toBe("p.stop");
  });

  it("that are invalid leave no count", async () => {
    const { runtime } = await start(threeTries());
    expect(await verdicts(runtime, 5, requestOf({ n: "x" }))).toEqual(
      Array.from({ length: 5 }, () => "block"),
    );
    expect(await verdicts(runtime, 1, large)).toEqual(["escalate"]);
  });
});
