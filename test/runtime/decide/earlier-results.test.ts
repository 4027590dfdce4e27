// The results of earlier actions, at a store and over versions: what is kept of them, and what is never learnt.

import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { ready } from "../../../runtime/facts/ready.js";
import { createRuntime } from "../../../runtime/runtime.js";
import { createVirtualClock } from "../../../runtime/state/clock.js";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import type { Pending, Store } from "../../../runtime/state/store.js";
import { running, SHOP, tableFor, type Running } from "../../support/running.js";
import { sealed } from "../../support/table.js";

const GET = `
action web.get(path: string, most: int) gives { rows: int, note?: string } { effect read, reversible always }
rule menu on web.get, files.read { allow }
`;
const FOUND = `rule found on payments.send {
  when  formerly(web.get where result.rows > 0, by agent.id)
  allow
}
rule silent on shell.exec {
  when  not formerly(web.get where result.rows > 0, by agent.id)
  allow
}
`;

function ask(name: string, args: object, id?: string): object {
  return {
    agent: { id: "a-1", role: "clerk" },
    context: { env: "prod" },
    action: { name, args },
    ...(id !== undefined && { id }),
  };
}

const get = (id?: string): object => ask("web.get", { path: "p", most: 3 }, id);
const PAY = ask("payments.send", { to: "Acme", amount: 1 });
const RUN = ask("shell.exec", { command: "ls" });

/** Was there a result with rows, as far as is known? */
async function wasFound({ runtime }: Pick<Running, "runtime">): Promise<boolean | "unknown"> {
  const [yes, no] = [await runtime.explain(PAY), await runtime.explain(RUN)];
  if (yes.decision.verdict === "allow") return true;
  return no.decision.verdict === "allow" ? false : "unknown";
}

describe("the result of an earlier action", () => {
  it.each([
    [{ outcome: "ok", result: { rows: 3 } }, true],
    [{ outcome: "failed", result: { rows: 3 } }, true],
    [{ outcome: "ok", result: { rows: 0 } }, false],
    [{ outcome: "ok" }, "unknown"],
    [{ outcome: "ok", result: { rows: "3" } }, "unknown"],
    [{ outcome: "ok", result: { rows: 3, more: 1 } }, "unknown"],
    [{ outcome: "ok", result: null }, "unknown"],
  ] as const)("is what was reported, where that is as declared: %j", async (report, found) => {
    const it = await running(GET + FOUND);
    const { id } = await it.runtime.attempt(get());
    expect(await wasFound(it)).toBe("unknown");
    await it.runtime.report(id, report);
    expect(await wasFound(it)).toBe(found);
  });

  it("is no getter's second answer: it is read once", async () => {
    const it = await running(GET + FOUND);
    const { id } = await it.runtime.attempt(get());
    let reads = 0;
    const result = {
      get rows(): number {
        reads += 1;
        return reads === 1 ? 0 : 3;
      },
    };
    await it.runtime.report(id, { outcome: "ok", result });
    expect(await wasFound(it)).toBe(false);
  });

  it("is not known of several attempts that share an id and differ, and is of such that do not", async () => {
    const it = await running(GET + FOUND);
    await it.runtime.attempt(get("one"));
    await it.runtime.attempt(ask("web.get", { path: "other", most: 3 }, "one"));
    await it.runtime.report("one", { outcome: "ok", result: { rows: 3 } });
    expect(await wasFound(it)).toBe("unknown");
    await it.runtime.attempt(get("two"));
    await it.runtime.attempt(get("two"));
    await it.runtime.report("two", { outcome: "ok", result: { rows: 3 } });
    expect(await wasFound(it)).toBe(true);
  });

  it("is worked out once for many that are alike: a long result that hundreds of attempts share is heard at once", async () => {
    const it = await running(`${GET}rule found on payments.send {
  when formerly(web.get where has result.note and result.note holds [email, iban, api_key], by agent.id)
  block
}`);
    for (let i = 0; i < 500; i += 1) await it.runtime.attempt(get("one"));
    const note = "x@y ".repeat(100_000);
    const start = performance.now();
    await it.runtime.report("one", { outcome: "ok", result: { rows: 1, note } });
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("is never known of what can no longer be reported", async () => {
    const it = await running(GET + FOUND);
    const { id } = await it.runtime.attempt(get());
    it.clock.advance(24 * 60 * 60 * 1000);
    expect(await it.runtime.report(id, { outcome: "ok", result: { rows: 3 } })).toMatchObject({ ok: false });
    expect(await wasFound(it)).toBe("unknown");
  });

  it("is read as the version in force declares it, and stays unknown where it does not fit that", async () => {
    const { store, clock, runtime } = await running(GET + FOUND);
    const first = await runtime.attempt(get());
    const second = await runtime.attempt(get());
    const stricter = GET.replace("note?: string", "note: string");
    const next = await running(stricter + FOUND, { store, clock });
    await next.runtime.report(first.id, { outcome: "ok", result: { rows: 3 } });
    expect(await wasFound(next)).toBe("unknown");
    await next.runtime.report(second.id, { outcome: "ok", result: { rows: 3, note: "x" } });
    expect(await wasFound(next)).toBe(true);
  });

  it("is asked of each policy's own past, the floor's too", async () => {
    await ready();
    const files: Readonly<Record<string, string>> = {
      "shop.agentpol": `${SHOP.replace("{ default", '{ floor "floor.agentpol", default')}${GET}rule all on * { allow }`,
      "floor.agentpol": `${SHOP.replace("policy shop", "policy floor").replace('block "nothing permits this"', "allow")}${GET}
rule once on payments.send { when formerly(web.get where has result.note and result.note like "*secret*", by agent.id), block }`,
    };
    const read = (path: string) => ({ ok: true, text: files[path] ?? "" }) as const;
    const { table } = compile("shop.agentpol", { read });
    if (table === undefined) throw new Error("it does not compile");
    const runtime = await createRuntime(table, { store: createMemoryStore(), clock: createVirtualClock(0) });
    const { id } = await runtime.attempt(get());
    expect((await runtime.attempt(PAY)).rule).toBe("floor.once");
    await runtime.report(id, { outcome: "ok", result: { rows: 1 } });
    expect((await runtime.attempt(PAY)).verdict).toBe("allow");
    const again = await runtime.attempt(get());
    await runtime.report(again.id, { outcome: "ok", result: { rows: 1, note: "a secret" } });
    expect((await runtime.attempt(PAY)).rule).toBe("floor.once");
  });

  it("is never known of an action that declares none, whatever a table asks", async () => {
    const table = tableFor(SHOP + GET + FOUND);
    const { "web.get": declared, ...others } = table.schema.actions;
    if (declared === undefined) throw new Error("there is no such action");
    const { result: _, ...silent } = declared;
    const kept = { ...others, "web.get": silent, other: declared };
    const runtime = await createRuntime(sealed({ ...table, schema: { ...table.schema, actions: kept } }), {
      store: createMemoryStore(),
      clock: createVirtualClock(0),
    });
    const { id } = await runtime.attempt(get());
    await runtime.report(id, { outcome: "ok", result: { rows: 3 } });
    expect(await wasFound({ runtime })).toBe("unknown");
  });
});

/** A store that shows what is kept of attempts, and may answer something else. */
function watched(change: (pending: Pending) => unknown = (pending) => pending): {
  readonly store: Store;
  readonly seen: Pending[];
} {
  const memory = createMemoryStore();
  const seen: Pending[] = [];
  const pending: Store["pending"] = async (id, now) => {
    const found = await memory.pending(id, now);
    if (found !== undefined) seen.push(found);
    return found && (change(found) as Pending);
  };
  return { store: { ...memory, pending }, seen };
}

describe("what a store keeps for a report to revise", () => {
  const LARGE = `data words: set<string> from "words.json"
rule listed on files.read {
  when  count(web.get where has result.note and result.note in words and args.path in words and result.rows > args.most, by agent.id) > 1
  block
}`;

  it("is what was known of the condition, and nothing that the table holds", async () => {
    await ready();
    const words = JSON.stringify(Array.from({ length: 2000 }, (_, i) => `word-${String(i)}`));
    const read = (path: string) =>
      ({ ok: true, text: path === "words.json" ? words : SHOP + GET + LARGE }) as const;
    const { table } = compile("shop.agentpol", { read });
    if (table === undefined) throw new Error("it does not compile");
    const { store, seen } = watched();
    const runtime = await createRuntime(table, { store, clock: createVirtualClock(0) });
    const { id } = await runtime.attempt(ask("web.get", { path: "word-1", most: 3 }));
    await runtime.report(id, { outcome: "ok", result: { rows: 4, note: "word-7" } });
    expect(seen[0]?.awaited?.map(({ known }) => known)).toEqual([[{ value: true }, { value: 3 }]]);
  });

  it.each<[string, (pending: Pending) => unknown]>([
    ["known parts that are none", (pending) => awaiting(pending, (event) => ({ ...event, known: [1, "x"] }))],
    ["no known parts", (pending) => awaiting(pending, ({ known: _, ...event }) => event)],
  ])("is refused where a store answers with %s, and the result is withheld", async (_, change) => {
    const it = await running(GET + FOUND, { store: watched(change).store });
    const { id } = await it.runtime.attempt(get());
    expect(await it.runtime.report(id, { outcome: "ok", result: { rows: 3 } })).toMatchObject({ ok: false });
    expect(await wasFound(it)).toBe("unknown");
  });
});

function awaiting(pending: Pending, change: (event: { known: unknown }) => unknown): unknown {
  return { ...pending, awaited: pending.awaited?.map(change) };
}
