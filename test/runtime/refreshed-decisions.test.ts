// Decisions by refreshed data: what they say of it, and which content judges the past, results and floors.

import { beforeAll, describe, expect, it, vi } from "vitest";
import { decideResult } from "../../runtime/decide/decide-result.js";
import { decide } from "../../runtime/decide/decide.js";
import { ready } from "../../runtime/facts/ready.js";
import type { DataLoader, DataSource } from "../../runtime/index.js";
import { createRuntime } from "../../runtime/runtime.js";
import { createVirtualClock } from "../../runtime/state/clock.js";
import {
  ANYTHING,
  BARRED,
  fed,
  FEED,
  fedTable,
  loaded,
  MINUTE,
  never,
  sha256,
  START,
} from "../support/fed.js";
import { payment, SHOP } from "../support/running.js";

beforeAll(ready);

describe("a decision", () => {
  it("carries the digest of what was in force, and when it was loaded", async () => {
    const { runtime, clock } = await fed(FEED + BARRED, () => ["b", "a", "b"]);
    const digest = sha256('["a","b"]');
    const first = { policy: "shop", name: "feed", digest, loaded: "2026-01-01T00:00:00.000Z" };
    expect((await runtime.attempt(payment())).facts).toEqual({ data: [first] });
    clock.advance(MINUTE);
    expect((await runtime.attempt(payment())).facts).toEqual({ data: [first] });
    clock.advance(4 * MINUTE);
    const later = { ...first, loaded: "2026-01-01T00:05:00.000Z" };
    expect((await runtime.attempt(payment())).facts).toEqual({ data: [later] });
  });

  it("carries no time where what was compiled is in force, and nothing where nothing is read", async () => {
    const { runtime } = await fed(FEED + BARRED, "as compiled");
    const compiled = { policy: "shop", name: "feed", digest: sha256('["Acme"]') };
    expect((await runtime.attempt(payment())).facts).toEqual({ data: [compiled] });
    const other = await runtime.attempt(
      payment({}, { action: { name: "files.read", args: { path: "/a" } } }),
    );
    expect(other).not.toHaveProperty("facts");
    expect(await runtime.attempt(payment({ amount: "x" }))).not.toHaveProperty("facts");
  });

  it.each([
    ["list<string>", ["b", "a"], '["b","a"]'],
    ["set<string>", ["b", "a"], '["a","b"]'],
    ["map<string, int>", { b: 1, a: 2, "\u20ac": 3 }, '{"a":2,"b":1,"\u20ac":3}'],
    ["set<ip>", ["::ffff:10.0.0.1"], undefined],
  ])("names the content of a %s by its canonical form", async (type, content, text) => {
    const empty = type.startsWith("map") ? "{}" : "[]";
    const rule = type.startsWith("map") ? "has feed[args.to]" : "size(feed) > 9";
    const policy = `${SHOP}data feed: ${type} from "feed.json" refresh 5m\nrule r on * { when ${rule.replace("args.to", "agent.id")}, allow }`;
    const given = await createRuntime(fedTable(policy, { "feed.json": empty }), {
      data: { feed: () => content },
    });
    const compiled = await createRuntime(fedTable(policy, { "feed.json": JSON.stringify(content) }), {
      data: { feed: "as compiled" },
    });
    const [fact] = (await given.attempt(payment())).facts?.data ?? [];
    expect(fact?.digest).toBe((await compiled.attempt(payment())).facts?.data[0]?.digest);
    if (text !== undefined) expect(fact?.digest).toBe(sha256(text));
  });

  it("that could not be made says what was in force, too", async () => {
    const overflow =
      "rule o on payments.send { when args.amount * 9_000_000_000 > 5 USD and args.to in feed, block }\n";
    const { runtime } = await fed(FEED + overflow, () => ["Acme"]);
    expect(await runtime.attempt(payment({ amount: 90_000_000 }))).toMatchObject({
      code: "decision.fault",
      facts: { data: [{ name: "feed", digest: sha256('["Acme"]') }] },
    });
  });

  it("is explained with what was loaded", async () => {
    const readsOf = async (feed: DataSource): Promise<unknown> => {
      const { runtime } = await fed(FEED + BARRED, feed);
      const { rules, decision } = await runtime.explain(payment());
      expect(decision.facts?.data).toHaveLength(1);
      return rules.find(({ rule }) => rule === "shop.barred")?.conditions[0]?.reads;
    };
    const to = { path: "args.to", value: '"Acme"' };
    expect(await readsOf(() => ["a", "b"])).toEqual([
      to,
      { path: "feed", value: "2 in it, loaded at 2026-01-01T00:00:00.000Z" },
    ]);
    expect(await readsOf("as compiled")).toEqual([to, { path: "feed", value: "1 in it, as compiled" }]);
    expect(await readsOf(() => 7)).toEqual([
      to,
      { path: "feed", value: "unknown: expected set<string>, found a number" },
    ]);
  });
});

describe("the past", () => {
  const WHERE = "where args.to in feed, within 1h, by agent.id";

  it("is judged by what was in force at its time", async () => {
    let content: unknown = ["Acme"];
    const rules = `${ANYTHING}rule twice on files.read { when formerly(payments.send ${WHERE}), block }\n`;
    const { runtime, clock } = await fed(FEED + rules, () => content);
    const read = payment({}, { action: { name: "files.read", args: { path: "/a" } } });
    await runtime.attempt(payment({ to: "Globex" }));
    content = ["Globex"];
    clock.advance(5 * MINUTE);
    expect((await runtime.attempt(read)).verdict).toBe("allow");
    await runtime.attempt(payment({ to: "Acme" }));
    expect((await runtime.attempt(read)).verdict).toBe("allow");
    await runtime.attempt(payment({ to: "Globex" }));
    content = [];
    clock.advance(5 * MINUTE);
    expect((await runtime.attempt(read)).verdict).toBe("block");
  });

  it("is uncertain where what was in force was unknown", async () => {
    const rules = `${ANYTHING}rule once on files.read { when formerly(payments.send ${WHERE}), block }\n`;
    const { runtime } = await fed(FEED + rules, () => never);
    const read = payment({}, { action: { name: "files.read", args: { path: "/a" } } });
    expect((await runtime.attempt(read)).verdict).toBe("allow");
    expect((await runtime.attempt(payment())).verdict).toBe("allow");
    expect((await runtime.attempt(read)).verdict).toBe("block");
  });

  it("counts held attempts by what was in force", async () => {
    const rules = `rule none on payments.send { block }
rule reads on files.read { allow }
rule twice on files.read { when count(attempts payments.send ${WHERE}) >= 1, block }
`;
    const { runtime } = await fed(FEED + rules, () => ["Acme"]);
    const read = payment({}, { action: { name: "files.read", args: { path: "/a" } } });
    await runtime.attempt(payment({ to: "Globex" }));
    expect((await runtime.attempt(read)).verdict).toBe("allow");
    await runtime.attempt(payment({ to: "Acme" }));
    expect((await runtime.attempt(read)).verdict).toBe("block");
  });

  it("that hangs on a report keeps what was in force until then", async () => {
    let content: unknown = { failed: 1 };
    const text = `data feed: map<string, int> from "feed.json" refresh 5m
${ANYTHING}rule after on files.read { when count(payments.send where has feed[outcome], within 1h) >= 1, block }
`;
    const clock = createVirtualClock(START);
    const table = fedTable(SHOP + text, { "feed.json": "{}" });
    const runtime = await createRuntime(table, { clock, data: { feed: () => content } });
    const read = payment({}, { action: { name: "files.read", args: { path: "/a" } } });
    const ids = [await runtime.attempt(payment()), await runtime.attempt(payment())].map(({ id }) => id);
    expect((await runtime.attempt(read)).verdict).toBe("block");
    content = { ok: 1 };
    clock.advance(5 * MINUTE);
    await runtime.report(ids[0] ?? "", { outcome: "ok" });
    expect((await runtime.attempt(read)).verdict).toBe("block");
    await runtime.report(ids[1] ?? "", { outcome: "ok" });
    expect((await runtime.attempt(read)).verdict).toBe("allow");
  });

  it("has one history under every content that is compiled in", () => {
    const rules = `${ANYTHING}rule once on files.read { when formerly(payments.send ${WHERE}), block }\n`;
    const idOf = (declared: string, content: string): string | undefined =>
      fedTable(SHOP + declared + rules, { "feed.json": content }).histories[0]?.id;
    expect(idOf(FEED, '["a"]')).toBe(idOf(FEED, "[]"));
    const fixed = FEED.replace(" refresh 5m", "");
    expect(idOf(fixed, '["a"]')).not.toBe(idOf(fixed, "[]"));
    expect(idOf(fixed, '["a"]')).not.toBe(idOf(FEED, '["a"]'));
  });
});

describe("results", () => {
  const WEB = "action web.get(url: url) gives { text: string } { effect read, reversible always }\n";
  const text = `${WEB}${FEED}${ANYTHING}rule known_bad on result of web.get { when result.text in feed, block "listed" }\n`;
  const get = payment({}, { action: { name: "web.get", args: { url: "https://a.example/" } } });

  it("are decided by what is in force when they are reported", async () => {
    let content: unknown = ["bad"];
    const feed = vi.fn(() => content);
    const { runtime, clock } = await fed(text, feed);
    const reported = async (): Promise<unknown> => {
      const { id } = await runtime.attempt(get);
      const { decision } = await runtime.report(id, { outcome: "ok", result: { text: "bad" } });
      return [decision?.verdict, decision?.facts?.data[0]?.name];
    };
    expect((await runtime.attempt(get)).facts).toBeUndefined();
    expect(feed).not.toHaveBeenCalled();
    expect(await reported()).toEqual(["block", "feed"]);
    clock.advance(5 * MINUTE);
    content = [];
    expect(await reported()).toEqual(["allow", "feed"]);
    clock.advance(5 * MINUTE);
    content = 7;
    expect(await reported()).toEqual(["block", "feed"]);
  });
});

describe("a floor", () => {
  const files = {
    "floor.agentpol": `${SHOP.replace("policy shop {", "policy org {")}${FEED.replace("5m", "1m")}${BARRED}`,
  };
  const upper = `${SHOP.replace("policy shop {", 'policy shop { floor "floor.agentpol",')}${FEED}`;

  it("has the loader of its data's name, which is told whose it is", async () => {
    const feed = vi.fn<DataLoader>(({ policy }) => (policy === "org" ? ["Globex"] : ["Acme"]));
    const clock = createVirtualClock(START);
    const runtime = await createRuntime(fedTable(upper + BARRED, files), { clock, data: { feed } });
    const decision = await runtime.attempt(payment({ to: "Globex" }));
    expect([decision.verdict, decision.rule]).toEqual(["block", "org.barred"]);
    expect(decision.facts?.data.map(({ policy, name, digest }) => [policy, name, digest])).toEqual([
      ["shop", "feed", sha256('["Acme"]')],
      ["org", "feed", sha256('["Globex"]')],
    ]);
    clock.advance(MINUTE);
    await runtime.attempt(payment());
    expect(feed.mock.calls.map(([{ policy, data }]) => [policy, data])).toEqual([
      ["shop", "feed"],
      ["org", "feed"],
      ["org", "feed"],
    ]);
  });

  it("is refused with the policy where nobody loads its data", async () => {
    const alone = fedTable(upper.replace(FEED, "") + ANYTHING, files);
    await expect(createRuntime(alone)).rejects.toThrow("data feed is refreshed");
  });

  it("takes facts of its own in the pure decision", () => {
    const policy = loaded(fedTable(upper + BARRED, files));
    const data = { feed: [] };
    expect(decide(policy, payment(), { data, floor: { data } }).verdict).toBe("allow");
    expect(decide(policy, payment(), { data, floor: { data: { feed: ["Acme"] } } }).rule).toBe("org.barred");
    expect(decide(policy, payment(), { data }).rule).toBe("org.barred");
  });
});

describe("the pure decision", () => {
  it.each<[what: string, data: Readonly<Record<string, unknown>> | undefined, verdict: string]>([
    ["nothing", undefined, "block"],
    ["another's content", { food: [] }, "block"],
    ["content", { feed: ["Globex"] }, "allow"],
    ["content that names it", { feed: ["Acme"] }, "block"],
    ["no content", { feed: 7 }, "block"],
    ["what was compiled", { feed: "as compiled" }, "block"],
    [
      "what throws",
      {
        get feed(): never {
          throw new Error("no");
        },
      },
      "block",
    ],
  ])("given %s", (_what, data, verdict) => {
    const policy = loaded(fedTable(SHOP + FEED + BARRED));
    expect(decide(policy, payment(), data === undefined ? {} : { data }).verdict).toBe(verdict);
  });

  it("of a result takes the same facts", () => {
    const policy = loaded(
      fedTable(`${SHOP}action web.get(url: url) gives { text: string } { effect read, reversible always }
${FEED}${ANYTHING}rule bad on result of web.get { when result.text in feed, block }\n`),
    );
    const get = payment({}, { action: { name: "web.get", args: { url: "https://a.example/" } } });
    const verdictBy = (data: Readonly<Record<string, unknown>>): string =>
      decideResult(policy, get, { outcome: "ok", result: { text: "bad" } }, { data }).verdict;
    expect(verdictBy({ feed: ["bad"] })).toBe("block");
    expect(verdictBy({ feed: [] })).toBe("allow");
    expect(verdictBy({})).toBe("block");
  });
});
