// Classifiers: asked before the rules are, once each and within their time; where there is no answer, they are unknown.

import { describe, expect, it, vi } from "vitest";
import { decide } from "../../runtime/decide/decide.js";
import { decideResult } from "../../runtime/decide/decide-result.js";
import { readAnswer } from "../../runtime/decide/heard.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import type { ClassifierFunction, Fetch } from "../../runtime/index.js";
import { ready } from "../../runtime/facts/ready.js";
import { createRuntime, type Runtime, type RuntimeOptions } from "../../runtime/runtime.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { payment, shell, SHOP, tableFor } from "../support/running.js";

const SCORE = 'classifier score(text: string): decimal { host "guard", timeout 40ms }\n';
const WEB = SCORE.replace('host "guard"', 'webhook "https://guard.example/ask"');
const RULES = `rule may on * { allow }
rule odd on payments.send { when score(args.to) >= 0.7, block "odd" }
`;
const CAREFUL = 'rule fine on payments.send { when score(args.to) < 0.7, allow "fine" }\n';

type Answers = Pick<RuntimeOptions, "classifiers" | "fetch">;

async function runtimeFor(text: string, answers: Answers, more: RuntimeOptions = {}): Promise<Runtime> {
  return createRuntime(tableFor(SHOP + text), { ...answers, ...more });
}

async function verdictFor(text: string, answers: Answers, args: object = {}): Promise<string> {
  return (await (await runtimeFor(text, answers)).attempt(payment(args))).verdict;
}

const saying = (guard: ClassifierFunction): Answers => ({ classifiers: { guard } });
const answering = (response: () => Response | Promise<Response>): Answers => ({
  fetch: () => Promise.resolve(response()),
});
const never = new Promise<never>(() => undefined);
const fail = (): never => {
  throw new Error("no model here");
};

describe("a classifier of the host's", () => {
  it.each([
    ["at the bound", 0.7, "block"],
    ["below it", 0.69, "allow"],
    ["rounded to four places, up", 0.699_95, "block"],
    ["rounded to four places, down", 0.699_94, "allow"],
    ["a decimal as text", "0.9", "block"],
    ["an integer", 0, "allow"],
  ])("%s", async (_what, answer, verdict) => {
    expect(
      await verdictFor(
        SCORE + RULES,
        saying(() => answer),
      ),
    ).toBe(verdict);
    expect(
      await verdictFor(
        SCORE + CAREFUL,
        saying(() => Promise.resolve(answer)),
      ),
    ).toBe(verdict);
  });

  it.each<[what: string, guard: ClassifierFunction]>([
    ["fails", fail],
    ["rejects", () => Promise.reject(new Error("no"))],
    ["is late", () => never],
    ["answers with no decimal", () => "high"],
    ["answers with no number", () => NaN],
    ["answers beyond all numbers", () => Infinity],
    ["answers with too large a number", () => 1e300],
    ["answers with nothing", () => undefined],
    ["answers null", () => null],
    ["answers with an object", () => ({ score: 0.1 })],
    ["answers with a truth", () => true],
    ["answers with what throws when read", () => ({ then: fail })],
  ])("that %s is unknown: it restricts, and does not permit", async (_what, guard) => {
    expect(await verdictFor(SCORE + RULES, saying(guard))).toBe("block");
    expect(await verdictFor(SCORE + CAREFUL, saying(guard))).toBe("block");
  });

  it("is aborted when its time is over", async () => {
    let aborted = false;
    await verdictFor(
      SCORE + RULES,
      saying((_args, { signal }) => {
        signal.addEventListener("abort", () => (aborted = true));
        return never;
      }),
    );
    expect(aborted).toBe(true);
  });

  it("is asked once for each list of arguments, all at the same time", async () => {
    const asked: unknown[] = [];
    let waiting: (() => void)[] = [];
    const guard: ClassifierFunction = (args) =>
      new Promise((resolve) => {
        asked.push(args);
        waiting.push(() => {
          resolve(0);
        });
        // Only once both were asked is either answered.
        if (waiting.length === 2) for (const answer of waiting) answer();
        if (waiting.length === 2) waiting = [];
      });
    const text = `${SCORE}${RULES}rule other on payments.send { when score(args.to) > 0.5 or score(agent.id) > 0.5, block }\n`;
    expect(await verdictFor(text, saying(guard))).toBe("allow");
    expect(asked).toEqual([{ text: "Acme" }, { text: "a-1" }]);
  });

  it("is asked for rules on the action alone, shadow rules too", async () => {
    const guard = vi.fn<ClassifierFunction>(() => 0);
    const runtime = await runtimeFor(SCORE + RULES.replace("block", "mode shadow, block"), saying(guard));
    await runtime.attempt(shell("ls"));
    expect(guard).not.toHaveBeenCalled();
    await runtime.attempt(payment());
    expect(guard).toHaveBeenCalledTimes(1);
  });

  it("is not asked where an argument is absent or unknown, and is unknown then", async () => {
    const guard = vi.fn<ClassifierFunction>(() => 0);
    const absent = `${SCORE}rule may on * { allow }\nrule odd on payments.send { when not has args.memo or score(args.memo) > 0.5, unless score(args.to) < 0.9, block }\n`;
    expect(await verdictFor(absent, saying(guard))).toBe("allow");
    expect(guard.mock.calls.map(([args]) => args)).toEqual([{ text: "Acme" }]);
    const unknown = `classifier grade(n: int): decimal { host "guard" }
rule may on * { allow }
rule odd on payments.send { when has impact.hosts and grade(impact.hosts) > 0.5, block }\n`;
    guard.mockClear();
    expect(await verdictFor(unknown, saying(guard))).toBe("allow");
    expect(guard).not.toHaveBeenCalled();
  });

  it("is asked about each member, about history, and about answers", async () => {
    const asked: unknown[] = [];
    const guard: ClassifierFunction = ({ text }) => {
      asked.push(text);
      return text === "Acme" ? 0.5 : 0.9;
    };
    const text = `${SCORE}classifier level(n: int): int { host "levels" }
classifier trust(level: int, score: decimal): percent { host "levels" }
rule may on * { allow }
rule odd on payments.send {
  when any t in [args.to, agent.id]: score(t) > 0.95
  unless trust(level(count(payments.send, by agent.id)), score(args.to)) >= 50%
  block
}\n`;
    const levels: unknown[] = [];
    const runtime = await runtimeFor(text, {
      classifiers: {
        guard,
        levels: (args) => {
          levels.push(args);
          return "n" in args ? Number(args.n) + 7 : 49;
        },
      },
    });
    expect((await runtime.attempt(payment())).verdict).toBe("allow");
    expect(asked).toEqual(["Acme", "a-1"]);
    await runtime.attempt(payment());
    expect(levels).toEqual([{ n: 0 }, { level: 7, score: 0.5 }, { n: 1 }, { level: 8, score: 0.5 }]);
  });

  it("is asked all the same where an argument of another overflows, which is a fault only where it is read", async () => {
    const text = `${SCORE}classifier share(of: money(USD)): percent { host "guard" }
rule may on * { allow }
rule much on payments.send { when args.amount > 50 USD and share(args.amount * 9_000_000_000_000_000) > 5%, block }
rule odd on payments.send { when score(args.to) > 0.5, block }\n`;
    expect(
      await verdictFor(
        text,
        saying(() => 0),
      ),
    ).toBe("allow");
    const runtime = await runtimeFor(
      text,
      saying(() => 0),
    );
    expect(await runtime.attempt(payment({ amount: 60 }))).toMatchObject({ code: "decision.fault" });
  });

  it("is asked no more than a hundred questions in one decision; the others are unknown", async () => {
    const guard = vi.fn<ClassifierFunction>(() => 0);
    const many = SHOP.replace("memo?: string", "memo?: string, names: list<string>");
    const text = `${many}${SCORE}rule may on * { allow }\nrule odd on payments.send { when any n in args.names: score(n) > 0.5, block }\n`;
    const runtime = await createRuntime(tableFor(text), saying(guard));
    const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `n${String(i)}`);
    expect((await runtime.attempt(payment({ names: names(100) }))).verdict).toBe("allow");
    expect(guard).toHaveBeenCalledTimes(100);
    guard.mockClear();
    expect((await runtime.attempt(payment({ names: names(101) }))).verdict).toBe("block");
    expect(guard).toHaveBeenCalledTimes(100);
  });

  it("is not asked again where the state changes meanwhile", async () => {
    const guard = vi.fn<ClassifierFunction>(() => 0);
    const text = `${SCORE}${RULES}rule few on payments.send { when count(payments.send, by agent.id) >= 2, block }\n`;
    const runtime = await runtimeFor(text, saying(guard), { store: createMemoryStore() });
    const decided = await Promise.all([1, 2, 3, 4].map(() => runtime.attempt(payment())));
    expect(decided.map(({ verdict }) => verdict).sort()).toEqual(["allow", "allow", "block", "block"]);
    expect(guard).toHaveBeenCalledTimes(4);
  });

  it("takes every single value as a request has it", async () => {
    const types = `string, bool, int, decimal, percent, money(USD), duration, bytes, time, path, host, ip, cidr, url, command, sql`;
    const sent = {
      a: "x",
      b: true,
      c: 3,
      d: 0.25,
      e: 5,
      f: { amount: 10.5, currency: "USD" },
      g: 60_000,
      h: 1024,
      i: "2026-01-01T00:00:00.000Z",
      j: "/srv/x",
      k: "api.example",
      l: "10.0.0.1",
      m: "10.0.0.0/8",
      n: "https://a.example/x",
      o: "ls -l",
      p: "SELECT 1",
    };
    const params = types.split(", ").map((type, i) => `${Object.keys(sent)[i] ?? ""}: ${type}`);
    const names = Object.keys(sent).map((name) => `args.${name}`);
    const text = `${SHOP}action all.of(${params.join(", ")}) { effect read, reversible always }
classifier every(${params.join(", ")}): bool { host "every" }
rule may on all.of { when every(${names.join(", ")}), allow }\n`;
    let heard: unknown;
    const runtime = await createRuntime(tableFor(text), {
      classifiers: { every: (args) => ((heard = args), true) },
    });
    const { verdict } = await runtime.attempt(payment({}, { action: { name: "all.of", args: sent } }));
    expect([verdict, heard]).toEqual(["allow", sent]);
  });

  it("must be passed in: else the table is refused, by name", async () => {
    const refused = runtimeFor(SCORE + RULES, {});
    await expect(refused).rejects.toThrow(/classifier score .*"guard"/u);
    await expect(runtimeFor(SCORE + RULES, { classifiers: {} })).rejects.toThrow(/"guard"/u);
    await expect(runtimeFor(SCORE.replace("guard", "toString") + RULES, { classifiers: {} })).rejects.toThrow(
      /"toString"/u,
    );
  });

  it("that no rule asks stands in no table", () => {
    expect(tableFor(`${SHOP}${SCORE}rule may on * { allow }`).classifiers).toEqual([]);
  });
});

describe("a classifier on what comes back", () => {
  const GET =
    "action web.get(url: url) gives { content: string } { reaches url, effect read, reversible always }\n";
  const ON_RESULT = `${GET}${SCORE}rule may on * { allow }
rule odd on result of web.get { when score(result.content) >= 0.7, block "an instruction came back" }
`;
  const fetched = payment(
    {},
    { id: "r-1", action: { name: "web.get", args: { url: "https://a.example/" } } },
  );

  it.each<[answer: unknown, ok: boolean]>([
    [0.1, true],
    [0.7, false],
    ["high", false],
  ])("that answers %s", async (answer, ok) => {
    const guard = vi.fn<ClassifierFunction>(() => answer);
    const runtime = await runtimeFor(ON_RESULT, saying(guard));
    expect((await runtime.attempt(fetched)).verdict).toBe("allow");
    expect(guard).not.toHaveBeenCalled();
    const report = { outcome: "ok", result: { content: "now do this" } } as const;
    expect((await runtime.explainReport("r-1", report))?.decision.verdict).toBe(ok ? "allow" : "block");
    expect((await runtime.report("r-1", report)).ok).toBe(ok);
    expect(guard.mock.calls.map(([args]) => args)).toEqual([
      { text: "now do this" },
      { text: "now do this" },
    ]);
  });

  it("is told to `decideResult` as a fact", async () => {
    await ready();
    const loaded = loadPolicy(tableFor(SHOP + ON_RESULT));
    if (!loaded.ok) throw new Error(loaded.reason);
    const report = { outcome: "ok", result: { content: "x" } } as const;
    const classifiers = [{ classifier: "score", answer: 0.1 }];
    expect(decideResult(loaded.policy, fetched, report).verdict).toBe("block");
    expect(decideResult(loaded.policy, fetched, report, { classifiers }).verdict).toBe("allow");
  });
});

describe("a classifier behind a webhook", () => {
  it("is asked by one POST of JSON", async () => {
    const calls: unknown[] = [];
    const fetch: Fetch = (url, { signal, ...init }) => {
      calls.push([url, init, signal instanceof AbortSignal]);
      return Promise.resolve(Response.json({ answer: 0.9 }));
    };
    expect(await verdictFor(WEB + RULES, { fetch })).toBe("block");
    const headers = { "content-type": "application/json", accept: "application/json" };
    const body = JSON.stringify({ classifier: "score", args: { text: "Acme" } });
    expect(calls).toEqual([
      ["https://guard.example/ask", { method: "POST", headers, body, redirect: "error" }, true],
    ]);
    expect(
      await verdictFor(
        WEB + RULES,
        answering(() => Response.json({ answer: 0.1, model: "m" })),
      ),
    ).toBe("allow");
  });

  it.each<[what: string, response: () => Response | Promise<Response>]>([
    ["another status", () => Response.json({ answer: 0 }, { status: 201 })],
    ["a failure", () => Response.json({ answer: 0 }, { status: 500 })],
    ["no JSON", () => new Response("0")],
    ["no answer", () => Response.json({ score: 0 })],
    ["a bare number", () => Response.json(0)],
    ["an answer twice", () => new Response('{"answer":0.9,"answer":0}')],
    ["an answer of its own kind", () => Response.json({ answer: [0] })],
    ["an empty body", () => new Response(null)],
    ["no UTF-8", () => new Response(new Uint8Array([0xff, 0xfe]))],
    ["too much", () => Response.json({ answer: 0, more: "x".repeat(64 * 1024) })],
    ["too late", () => never],
    ["no connection", () => Promise.reject(new TypeError("fetch failed"))],
  ])("%s is no answer", async (_what, response) => {
    expect(await verdictFor(WEB + RULES, answering(response))).toBe("block");
    expect(await verdictFor(WEB + CAREFUL, answering(response))).toBe("block");
  });

  it("is read no further than the limit, and no longer than its time", async () => {
    let pulled = 0;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            pulled += 1;
            controller.enqueue(new Uint8Array(16 * 1024).fill(32));
          },
        }),
      );
    expect(await verdictFor(WEB + RULES, answering(endless))).toBe("block");
    expect(pulled).toBeLessThan(8);
    const silent = (): Response => new Response(new ReadableStream({ pull: () => never }));
    expect(await verdictFor(WEB + RULES, answering(silent))).toBe("block");
  });
});

describe("answers as facts of `decide`", () => {
  it("are to one question, or to all of a classifier; without one, it is unknown", async () => {
    await ready();
    const loaded = loadPolicy(tableFor(SHOP + SCORE + RULES));
    if (!loaded.ok) throw new Error(loaded.reason);
    const verdict = (classifiers: NonNullable<Parameters<typeof decide>[2]>["classifiers"] = []): string =>
      decide(loaded.policy, payment(), { classifiers }).verdict;
    expect(verdict()).toBe("block");
    expect(verdict([{ classifier: "score", answer: 0.1 }])).toBe("allow");
    expect(verdict([{ classifier: "score", answer: "much" }])).toBe("block");
    expect(verdict([{ classifier: "score", args: { text: "Acme" }, answer: 0.1 }])).toBe("allow");
    expect(verdict([{ classifier: "score", args: { text: "Other" }, answer: 0.1 }])).toBe("block");
    expect(verdict([{ classifier: "other", answer: 0.1 }])).toBe("block");
  });
});

describe("readAnswer", () => {
  it.each([
    [{ type: "decimal" }, 0.123_46, 1235],
    [{ type: "decimal" }, -0.000_01, 0],
    [{ type: "percent" }, 5, 50_000],
    [{ type: "int" }, 3, 3],
    [{ type: "int" }, 3.5, undefined],
    [{ type: "bool" }, false, false],
    [{ type: "bool" }, 1, undefined],
    [{ type: "enum", members: ["a", "b"] }, "b", "b"],
    [{ type: "enum", members: ["a", "b"] }, "c", undefined],
  ] as const)("%o: %s is %s", (schema, answer, value) => {
    expect(readAnswer(schema, answer)).toBe(value);
  });
});

describe("explain", () => {
  it("shows what was asked and answered", async () => {
    const runtime = await runtimeFor(
      SCORE + RULES,
      saying(() => 0.91),
    );
    const { rules } = await runtime.explain(payment());
    const reads = rules.flatMap(({ conditions }) => conditions.flatMap((each) => each.reads));
    expect(reads).toContainEqual({ path: 'score("Acme")', value: "0.91" });
    const silent = await runtimeFor(SCORE + RULES, saying(fail));
    const [, odd] = (await silent.explain(payment())).rules;
    expect(odd?.status).toBe("unknown");
    expect(odd?.conditions[0]?.reads).toContainEqual({ path: 'score("Acme")', value: "unknown" });
  });

  it("takes what would be asked of a number out of range for unknown, where nobody needs it", async () => {
    const runtime = await runtimeFor(
      `classifier dear(amount: money(USD)): bool { host "guard" }
rule r on payments.send { when agent.role == clerk or dear(args.amount * 9_000_000_000_000_000), allow }
`,
      saying(() => true),
    );
    const { decision, rules } = await runtime.explain(payment());
    expect(decision.verdict).toBe("allow");
    const reads = rules.flatMap(({ conditions }) => conditions.flatMap((each) => each.reads));
    expect(reads).toContainEqual({ path: "dear(unknown)", value: "unknown" });
  });
});
