// Many attempts at once, and clocks that misbehave: what is promised of one after the other holds of all together.

import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { runtimeOf } from "./support.js";

const WORLD = `policy p { version "1" }
agent { id: string }
action keys.rotate(v: string) { effect write, reversible never }
action keys.drop(v: string)   { effect write, reversible never }
action search(v: string)      { effect read }
action read(v: string)        { effect read }
group ops = ["ana@x.example"]
rule menu on * { allow }
quorum rotation on keys.rotate { need 1 of ops, within 30m, else escalate to ops "ask" }
quorum drops    on keys.drop   { need 1 of ops, within 3h, else escalate to ops "ask" }
throttle budget on search { limit 3 per 1h by agent.id }
rule pace on read { when count(read, within 1h, by agent.id) >= 3, block "enough" }
killswitch freeze { scope [all] }
`;

const of = (name: string, id = "i"): object => ({ agent: { id }, action: { name, args: { v: "x" } } });
const HOUR = 60 * 60 * 1000;

async function permittedOf(attempts: readonly Promise<{ readonly verdict: string }>[]): Promise<number> {
  return (await Promise.all(attempts)).filter(({ verdict }) => verdict === "allow").length;
}

describe("fifty attempts at once", () => {
  const fifty = <T>(work: () => T): readonly T[] => Array.from({ length: 50 }, work);

  it("spend an approval once", async () => {
    const { runtime } = await runtimeOf(WORLD);
    const { digest = "" } = await runtime.attempt(of("keys.rotate"));
    await runtime.approve({ digest, by: "ana@x.example" });
    expect(await permittedOf(fifty(() => runtime.attempt(of("keys.rotate"))))).toBe(1);
  });

  it("never exceed a window", async () => {
    const { runtime } = await runtimeOf(WORLD);
    expect(await permittedOf(fifty(() => runtime.attempt(of("search"))))).toBe(3);
  });

  it("never exceed a count of the past", async () => {
    const { runtime } = await runtimeOf(WORLD);
    expect(await permittedOf(fifty(() => runtime.attempt(of("read"))))).toBe(3);
  });

  it("are all halted once a kill is answered", async () => {
    const { runtime } = await runtimeOf(WORLD);
    await runtime.kill({ scope: "all" });
    expect(await permittedOf(fifty(() => runtime.attempt(of("search"))))).toBe(0);
  });
});

describe("a clock that runs backwards", () => {
  it("does not give back an approval that had expired", async () => {
    const { runtime, clock } = await runtimeOf(WORLD);
    clock.set(HOUR);
    const { digest = "" } = await runtime.attempt(of("keys.rotate"));
    await runtime.approve({ digest, by: "ana@x.example" });
    clock.set(HOUR + 31 * 60_000);
    expect((await runtime.attempt(of("keys.rotate"))).verdict).toBe("escalate");
    clock.set(HOUR + 60_000);
    expect((await runtime.attempt(of("keys.rotate"))).verdict).toBe("escalate");
  });

  it("does not empty a window", async () => {
    const { runtime, clock } = await runtimeOf(WORLD);
    clock.set(10 * HOUR);
    for (let i = 0; i < 3; i += 1) await runtime.attempt(of("search"));
    for (const time of [0, -1e12, 10 * HOUR]) {
      clock.set(time);
      expect((await runtime.attempt(of("search"))).verdict).toBe("throttle");
    }
  });

  it.each([NaN, Infinity, -Infinity, 8.64e15 + 1])(
    "shows %d, which is no time: nothing is permitted",
    async (now) => {
      const { runtime, clock } = await runtimeOf(WORLD);
      clock.set(now);
      expect(await runtime.attempt(of("search"))).toMatchObject({ verdict: "block", code: "decision.fault" });
    },
  );
});

describe("a store without room", () => {
  it("holds new keys and keeps the old ones", async () => {
    const { runtime } = await runtimeOf(WORLD, { store: createMemoryStore({ maxKeys: 2 }) });
    const verdicts: string[] = [];
    for (const id of ["a", "b", "c", "a"]) verdicts.push((await runtime.attempt(of("search", id))).verdict);
    expect(verdicts).toEqual(["allow", "allow", "block", "allow"]);
  });
});
