// Stores that fail, lie or answer nonsense: the decision is the policy's on_error, never a permit, never an exception.

import { describe, expect, it } from "vitest";
import { createRuntime } from "../../runtime/runtime.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { StoreUnavailable, type Store } from "../../runtime/state/store.js";
import { tableOfText } from "./support.js";

const WORLD = `policy p { version "1" }
agent { id: string }
action search(v: string) { effect read }
action read(v: string)   { effect read }
rule menu on * { allow }
throttle budget on search { limit 3 per 1h by agent.id }
rule pace on read { when count(read, within 1h, by agent.id) >= 3, block "enough" }
killswitch freeze { scope [all] }
`;

const of = (name: string): object => ({ agent: { id: "i" }, action: { name, args: { v: "x" } } });

/** A store in memory, in which one method answers so. */
function storeWith(method: keyof Store, answer: () => unknown): Store {
  return { ...createMemoryStore(), [method]: answer };
}

async function attemptWith(store: Store, name: string) {
  return (await createRuntime(await tableOfText(WORLD), { store })).attempt(of(name));
}

const resolving = (value: unknown) => () => Promise.resolve(value);
/** Rejects with what may be no `Error` at all. */
const rejecting = (value: unknown) => async () => {
  await Promise.resolve();
  throw value;
};
const SERIES = [{ low: 0, high: 0 }];

describe("a store that never answers", () => {
  it.each(["kills", "read", "settle"] as const)("in %s, is one that cannot be reached", async (method) => {
    const store = storeWith(method, () => new Promise(() => undefined));
    const runtime = await createRuntime(await tableOfText(WORLD), { store, storeWithin: 20 });
    const decision = await runtime.attempt(of("search"));
    expect(decision).toMatchObject({ verdict: "block", code: "decision.fault" });
    expect(decision.fault?.message).toContain("no answer in 20 ms");
  });
});

describe("a store that fails", () => {
  const failures: readonly (readonly [string, unknown])[] = [
    ["as it should", new StoreUnavailable("gone")],
    ["with another error", new Error("gone")],
    ["with nothing", undefined],
    ["with a symbol", Symbol("x")],
    ["with what has no text", Object.create(null)],
    [
      "with what throws when told",
      {
        toString: () => {
          throw new Error("again");
        },
      },
    ],
  ];
  const cases = failures.flatMap(([how, error]) =>
    (["kills", "read", "settle"] as const).map((method) => [method, how, error] as const),
  );
  it.each(cases)("in %s, %s", async (method, _, error) => {
    const decision = await attemptWith(storeWith(method, rejecting(error)), "search");
    expect(decision).toMatchObject({ verdict: "block", code: "decision.fault" });
  });
});

describe("a store that answers nonsense", () => {
  it.each<[string, keyof Store, unknown, string]>([
    ["settles with nothing", "settle", undefined, "search"],
    ["settles in a word of its own", "settle", { outcome: "banana", limits: [] }, "search"],
    ["is over without saying which", "settle", { outcome: "over", limits: [] }, "search"],
    ["is over and has room", "settle", { outcome: "over", limits: [{ room: true }] }, "search"],
    ["settles without its limits", "settle", { outcome: "settled", limits: [] }, "search"],
    [
      "settles with a limit that is no answer",
      "settle",
      { outcome: "settled", limits: [{ room: "no" }] },
      "search",
    ],
    ["reads nothing", "read", undefined, "search"],
    ["reads an empty answer", "read", {}, "search"],
    ["reads no series", "read", { series: [], grants: [], approvals: [] }, "read"],
    ["reads a series that is none", "read", { series: [{}], grants: [], approvals: [] }, "read"],
    ["reads no number", "read", { series: [{ low: NaN, high: NaN }], grants: [], approvals: [] }, "read"],
    ["reads texts", "read", { series: [{ low: "0", high: "0" }], grants: [], approvals: [] }, "read"],
    ["reads approvals that are none", "read", { series: SERIES, grants: [], approvals: [null] }, "read"],
    ["knows kills that are no list", "kills", "", "search"],
    ["knows no kills", "kills", undefined, "search"],
  ])("%s", async (_, method, answer, name) => {
    const decision = await attemptWith(storeWith(method, resolving(answer)), name);
    expect(decision.verdict).toBe("block");
  });

  it("is not asked for ever, where it always conflicts", async () => {
    const decision = await attemptWith(storeWith("settle", resolving({ outcome: "conflict" })), "search");
    expect(decision).toMatchObject({ verdict: "block", code: "decision.fault" });
  });
});

describe("what else the host passes in", () => {
  it("an id maker that throws does not make an attempt reject", async () => {
    const runtime = await createRuntime(await tableOfText(WORLD), {
      newId: () => {
        throw new Error("no ids today");
      },
    });
    await expect(runtime.attempt(of("search"))).resolves.toMatchObject({ verdict: "block" });
  });
});
