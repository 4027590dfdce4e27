// Refreshed data: loaded before it is read, never older than its interval, and unknown where nobody can say what it holds.

import { beforeAll, describe, expect, it, vi } from "vitest";
import { ready } from "../../runtime/facts/ready.js";
import type { DataLoader } from "../../runtime/index.js";
import { createRuntime, type RuntimeOptions } from "../../runtime/runtime.js";
import { createVirtualClock } from "../../runtime/state/clock.js";
import {
  ANYTHING,
  BARRED,
  fed,
  FEED,
  fedTable,
  LISTED,
  MINUTE,
  never,
  START,
  verdictOf,
} from "../support/fed.js";
import { payment, SHOP } from "../support/running.js";

beforeAll(ready);

describe("a runtime of a policy with refreshed data", () => {
  it.each<[what: string, data: unknown]>([
    ["nothing", undefined],
    ["another's", { food: () => [] }],
    ["an inherited loader", Object.create({ feed: () => [] })],
    ["content", { feed: ["Acme"] }],
    ["another word", { feed: "compiled" }],
    ["null", null],
    ["a text", "feed"],
  ])("is refused when given %s, and told by name how", async (_what, data) => {
    const refusal = createRuntime(fedTable(SHOP + FEED + BARRED), { data } as RuntimeOptions);
    await expect(refusal).rejects.toThrow(/data feed is refreshed.*data: \{ feed: "as compiled" \}/u);
    await expect(refusal).rejects.toMatchObject({ name: "RuntimeRefused" });
  });

  it("is given nothing for refreshed data that no rule reads", async () => {
    await expect(createRuntime(fedTable(SHOP + FEED + ANYTHING))).resolves.toBeDefined();
  });

  it("decides by what was compiled where that is said, for ever", async () => {
    const old = await fed(FEED + BARRED, "as compiled");
    old.clock.advance(1000 * 24 * 60 * MINUTE);
    expect(await verdictOf(old)).toBe("block");
    expect(await verdictOf(old, "Globex")).toBe("allow");
  });

  it("loads before the first decision that reads it, and for no other", async () => {
    const feed = vi.fn(() => ["Globex"]);
    const { runtime } = await fed(`${FEED}${BARRED}killswitch stop { scope [agent.id] }\n`, feed);
    await runtime.attempt(payment({}, { action: { name: "files.read", args: { path: "/a" } } }));
    await runtime.attempt(payment({ amount: "much" }));
    await runtime.kill({ scope: "agent.id", value: "a-1" });
    expect((await runtime.attempt(payment())).rule).toBe("shop.stop");
    expect(feed).not.toHaveBeenCalled();
    await runtime.revive({ scope: "agent.id", value: "a-1", waived: true });
    expect((await runtime.attempt(payment({ to: "Globex" }))).verdict).toBe("block");
    expect((await runtime.attempt(payment({ to: "Acme" }))).verdict).toBe("allow");
    expect(feed).toHaveBeenCalledTimes(1);
  });

  it("loads anew once the content is as old as its interval", async () => {
    let content = ["Globex"];
    const feed = vi.fn(() => content);
    const running = await fed(FEED + BARRED, feed);
    expect(await verdictOf(running)).toBe("allow");
    content = ["Acme"];
    running.clock.advance(5 * MINUTE - 1);
    expect(await verdictOf(running)).toBe("allow");
    expect(feed).toHaveBeenCalledTimes(1);
    running.clock.advance(1);
    expect(await verdictOf(running)).toBe("block");
    expect(feed).toHaveBeenCalledTimes(2);
  });

  it("counts the age from when loading began", async () => {
    const clock = createVirtualClock(START);
    const feed = vi.fn(() => {
      clock.advance(3 * MINUTE);
      return ["Acme"];
    });
    const running = await fed(FEED + LISTED, feed, {}, clock);
    expect(await verdictOf(running)).toBe("allow");
    clock.advance(2 * MINUTE);
    expect(await verdictOf(running)).toBe("allow");
    expect(feed).toHaveBeenCalledTimes(2);
    const slow = await fed(
      FEED + LISTED,
      () => {
        clock.advance(5 * MINUTE);
        return ["Acme"];
      },
      {},
      clock,
    );
    expect(await slow.runtime.attempt(payment())).toMatchObject({
      verdict: "block",
      facts: { data: [{ fault: "it was too old before it was loaded" }] },
    });
  });

  it("loads once for all decisions that wait for it", async () => {
    const feed = vi.fn(
      () =>
        new Promise((resolve) =>
          setTimeout(() => {
            resolve(["Acme"]);
          }, 5),
        ),
    );
    const { runtime } = await fed(FEED + BARRED, feed, { dataWithin: 5_000 });
    const decisions = await Promise.all(Array.from({ length: 20 }, () => runtime.attempt(payment())));
    expect(decisions.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 20 }, () => "block"));
    expect(feed).toHaveBeenCalledTimes(1);
  });

  it("does not decide by what it knew once it is too old, and goes on when the source is back", async () => {
    let isAway = false;
    const running = await fed(FEED + LISTED, () => {
      if (isAway) throw new Error("away");
      return ["Acme"];
    });
    expect(await verdictOf(running)).toBe("allow");
    isAway = true;
    expect(await verdictOf(running)).toBe("allow");
    running.clock.advance(5 * MINUTE);
    expect(await verdictOf(running)).toBe("block");
    isAway = false;
    expect(await verdictOf(running)).toBe("allow");
  });

  it("gives the loader a signal that aborts at the deadline, and uses nothing that comes later", async () => {
    const signals: AbortSignal[] = [];
    const late: ((content: unknown) => void)[] = [];
    let feed: () => unknown = () => new Promise((resolve) => late.push(resolve));
    const running = await fed(FEED + LISTED, ({ signal }) => {
      signals.push(signal);
      return feed();
    });
    expect(await verdictOf(running)).toBe("block");
    expect(signals[0]?.aborted).toBe(true);
    late[0]?.(["Acme"]);
    expect(await verdictOf(running)).toBe("block");
    feed = () => ["Acme"];
    expect(await verdictOf(running)).toBe("allow");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, false]);
  });

  it("loads anew by a clock that went back, and never by a clock that fails", async () => {
    const clock = createVirtualClock(START);
    const feed = vi.fn(() => ["Acme"]);
    const running = await fed(FEED + LISTED, feed, {}, clock);
    expect(await verdictOf(running)).toBe("allow");
    clock.set(START - 1);
    expect(await verdictOf(running)).toBe("allow");
    expect(feed).toHaveBeenCalledTimes(2);
    clock.advance(5 * MINUTE - 1);
    expect(await verdictOf(running)).toBe("allow");
    expect(feed).toHaveBeenCalledTimes(2);
    const back = await fed(
      FEED + LISTED,
      () => {
        clock.advance(-MINUTE);
        return ["Acme"];
      },
      {},
      clock,
    );
    expect(await verdictOf(back)).toBe("block");
    for (const now of [
      () => NaN,
      () => {
        throw new Error("no clock");
      },
    ]) {
      const broken = await fed(FEED + LISTED, feed, { clock: { now }, honourRequestTime: true });
      const decision = await broken.runtime.attempt({ ...payment(), time: "2026-01-01T00:00:00Z" });
      expect(decision).toMatchObject({
        verdict: "block",
        facts: { data: [{ fault: "the clock shows no time" }] },
      });
    }
    expect(feed).toHaveBeenCalledTimes(2);
  });
});

describe("a loader", () => {
  const circular: unknown[] = [];
  circular.push(circular);
  const fail = (): never => {
    throw new Error("no source");
  };
  class Texts extends Array<string> {}

  it.each<[what: string, feed: DataLoader, fault: string]>([
    ["throws", fail, "loading it failed: no source"],
    [
      "throws what has no text",
      () => {
        throw Object.create(null);
      },
      "loading it failed: with what has no text",
    ],
    ["rejects", () => Promise.reject(new Error("no")), "loading it failed: no"],
    ["never answers", () => never, "loading it gave no answer in 30 ms"],
    [
      "answers with what throws when awaited",
      () => ({
        get then() {
          return fail();
        },
      }),
      "loading it failed",
    ],
    ["answers with what never is there", () => ({ then: () => undefined }), "loading it gave no answer"],
    ["gives nothing", () => undefined, "expected a value, found nothing"],
    ["gives null", () => null, "expected set<string>, found null"],
    ["gives the text of a file", () => '["Acme"]', "expected set<string>, found a string"],
    ["gives an object", () => ({ 0: "Acme" }), "expected set<string>, found an object"],
    ["gives a set", () => new Set(["Acme"]), "expected plain data"],
    ["gives a member of another type", () => ["Acme", 7], "1: expected string, found a number"],
    ["gives half a character", () => ["Acme", "\ud800"], "1: expected Unicode text"],
    ["gives a function", () => fail, "expected plain data"],
    ["gives itself within itself", () => circular, "levels of nesting"],
    [
      "gives a getter that throws",
      () => [
        {
          get to() {
            return fail();
          },
        },
      ],
      "reading it failed",
    ],
    ["gives a proxy that throws", () => new Proxy(["Acme"], { get: fail }), "loading it failed"],
    ["gives `__proto__`", () => JSON.parse('{ "__proto__": ["Acme"] }') as unknown, "found an object"],
    ["gives too much", () => ["x".repeat(17 * 1024 * 1024)], "characters"],
  ])("that %s leaves the data unknown: it restricts, and does not permit", async (_what, feed, fault) => {
    for (const rules of [BARRED, LISTED]) {
      const { runtime } = await fed(FEED + rules, feed);
      const decision = await runtime.attempt(payment());
      expect(decision.verdict).toBe("block");
      expect(decision.fault).toBeUndefined();
      expect(decision.facts?.data).toEqual([
        { policy: "shop", name: "feed", fault: expect.stringContaining(fault) as string },
      ]);
    }
  });

  it("may give a list of a class of its own, or one from elsewhere", async () => {
    expect(await verdictOf(await fed(FEED + LISTED, () => Texts.from(["Acme"])))).toBe("allow");
  });

  it("may give a megabyte", async () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `${"x".repeat(50)}${String(i)}`);
    const running = await fed(FEED + LISTED, () => texts, { dataWithin: 60_000 });
    expect(await verdictOf(running, texts.at(-1))).toBe("allow");
    expect(await verdictOf(running, "x")).toBe("block");
  });

  it("has its say of the content at once: what it changes later changes nothing", async () => {
    const content = ["Globex"];
    const running = await fed(FEED + LISTED, () => content);
    expect(await verdictOf(running)).toBe("block");
    content.push("Acme");
    expect(await verdictOf(running)).toBe("block");
  });

  it("tells no endless story", async () => {
    const { runtime } = await fed(FEED + BARRED, () => {
      throw new Error("\u{1f600}".repeat(10_000));
    });
    const [fact] = (await runtime.attempt(payment())).facts?.data ?? [];
    expect(fact?.fault?.length).toBeLessThan(310);
    expect(fact?.fault?.isWellFormed()).toBe(true);
  });
});

describe("what is loaded is read as the compiler reads a .json file", () => {
  const cases: readonly (readonly [type: string, json: string, when: string, verdict: string])[] = [
    [
      "map<string, money(USD)>",
      '{ "Acme": 10 }',
      "has feed[args.to] and args.amount <= feed[args.to]",
      "allow",
    ],
    [
      "map<string, money(USD)>",
      '{ "Acme": 9.9999 }',
      "has feed[args.to] and args.amount <= feed[args.to]",
      "block",
    ],
    [
      "map<string, money(USD)>",
      '{ "Acme": "10" }',
      "has feed[args.to] and args.amount <= feed[args.to]",
      "block",
    ],
    ["map<string, int>", '{ "__proto__": 1 }', 'has feed["__proto__"] and feed["__proto__"] == 1', "allow"],
    ["map<string, int>", "{}", 'not has feed["__proto__"] and not has feed["toString"]', "allow"],
    ["map<string, int>", '{ "e\u0301": 1, "\u00e9": 2 }', "not has feed[args.to]", "block"],
    ["map<string, int>", "[]", "not has feed[args.to]", "block"],
    ["list<string>", '["Ac*"]', "args.to like feed", "allow"],
    ["list<decimal>", '[0.5, "1.25"]', "any d in feed: d == 1.25", "allow"],
    ["list<decimal>", "[0.00001]", "size(feed) == 1", "block"],
    ["set<int>", "[1, 1, 2.0]", "size(feed) == 2", "allow"],
    ["list<{ to: string, most?: int }>", '[{ "to": "Acme" }]', "any r in feed: r.to == args.to", "allow"],
    [
      "list<{ to: string, most?: int }>",
      '[{ "to": "Acme", "least": 1 }]',
      "any r in feed: r.to == args.to",
      "block",
    ],
  ];

  it.each(cases)("%s from %s where %s: %s", async (type, json, when, verdict) => {
    const empty = type.startsWith("map") ? "{}" : "[]";
    const text = `${SHOP}data feed: ${type} from "feed.json" refresh 5m\nrule r on payments.send { when ${when}, allow }`;
    const table = fedTable(text, { "feed.json": empty });
    const runtime = await createRuntime(table, { data: { feed: () => JSON.parse(json) as unknown } });
    expect((await runtime.attempt(payment())).verdict).toBe(verdict);
  });

  it("an entry that is no pattern, where it is asked for patterns, is no content", async () => {
    const text = `data feed: set<string> from "feed.json" refresh 5m
rule may on files.read { allow }
rule closed on files.read { when args.path like feed, block }
`;
    const at = payment({}, { action: { name: "files.read", args: { path: "/srv/a" } } });
    const verdictBy = async (content: unknown): Promise<unknown> => {
      const table = fedTable(SHOP + text, { "feed.json": "[]" });
      const runtime = await createRuntime(table, { data: { feed: () => content } });
      const { verdict, facts } = await runtime.attempt(at);
      return [verdict, facts?.data[0]?.fault];
    };
    expect(await verdictBy(["/etc/**"])).toEqual(["allow", undefined]);
    expect(await verdictBy(["/srv/**"])).toEqual(["block", undefined]);
    expect(await verdictBy(["/etc/**", "~/x"])).toEqual([
      "block",
      'its entry "~/x" is no pattern: it begins with `~`, which stands in written patterns alone',
    ]);
  });
});
