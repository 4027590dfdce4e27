// A policy and its floors: both decide, the more restrictive verdict stands, and all effects are taken or none.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { decide } from "../../../runtime/decide/decide.js";
import { loadPolicy } from "../../../runtime/decide/load.js";
import { ready } from "../../../runtime/facts/ready.js";
import { createRuntime, type Runtime } from "../../../runtime/runtime.js";
import { createVirtualClock } from "../../../runtime/state/clock.js";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import type { Store } from "../../../runtime/state/store.js";
import { rank, VERDICTS } from "../../../runtime/table/verdict.js";
import { OK, onResult, parts } from "../../support/results.js";
import { requestOf, rule, sealed, tableOf } from "../../support/table.js";
import { tableOfFiles } from "../../support/compiling.js";

beforeAll(ready);

const WORLD = `
agent { id: string, owner?: string }
context { env: dev | prod }
action act(n: int, text?: string) { effect write, reversible REVERSIBLE }
group g = ["ana@corp.example", "ben@corp.example"]
sandbox box { read ["/usr/**", "/BOX/**"], limit [cpu 60s] }
`;

interface Texts {
  readonly own: string;
  readonly floor: string;
  readonly mode?: string;
  readonly below?: string;
}

function tableFrom({ own, floor, mode = "", below = "" }: Texts) {
  const world = (box: string, reversible: string): string =>
    WORLD.replace("BOX", box).replace("REVERSIBLE", reversible);
  const files: Readonly<Record<string, string>> = {
    "p.agentpol": `policy p { floor "q.agentpol" ${mode} }${world("own", "always")}${own}`,
    "q.agentpol": `policy q { ${below} }${world("floor", "never")}${floor}`,
  };
  return tableOfFiles(files);
}

async function start(texts: Texts, store: Store = createMemoryStore()) {
  const clock = createVirtualClock(0);
  const runtime = await createRuntime(tableFrom(texts), { clock, store, sandbox: { name: "stand-in" } });
  return { clock, runtime };
}

const request = (n = 1, more: object = {}) => ({
  agent: { id: "a" },
  context: { env: "dev" },
  action: { name: "act", args: { n, ...more } },
});
const act = (runtime: Runtime, n?: number, more?: object) => runtime.attempt(request(n, more));
const MAY = "rule may on act { allow }\n";

describe("the verdict of a policy with a floor", () => {
  const rows: Readonly<Record<string, string>> = {
    allow: "",
    redact: "redact r on act { hash args.n }",
    sandbox: "rule r on act { sandbox box }",
    throttle: "rule r on act { throttle }",
    escalate: "rule r on act { escalate to g }",
    block: "rule r on act { block }",
  };

  it("is the more restrictive of both; of equals the policy's own rule is named", async () => {
    const pairs = fc.constantFrom(...VERDICTS);
    await fc.assert(
      fc.asyncProperty(pairs, pairs, async (own, floor) => {
        const { runtime } = await start({ own: MAY + (rows[own] ?? ""), floor: MAY + (rows[floor] ?? "") });
        const { verdict, enforced, rule: named, matched } = await act(runtime);
        expect(verdict).toBe(rank(own) >= rank(floor) ? own : floor);
        expect(enforced).toBe(verdict);
        expect(named.startsWith("p.")).toBe(rank(own) >= rank(floor));
        expect(matched[0]?.rule).toBe(named);
        expect(matched.some((each) => each.rule.startsWith("q."))).toBe(true);
      }),
      { numRuns: 36 },
    );
  });

  it("names the floor's default, and where it stands", async () => {
    const { runtime } = await start({ own: MAY, floor: "" });
    expect(await act(runtime)).toMatchObject({ verdict: "block", rule: "default", origin: "q.agentpol:1:8" });
  });

  it("an invalid request gets the more restrictive `on_error`", async () => {
    const { runtime } = await start({
      own: MAY,
      floor: MAY,
      mode: "on_error allow",
      below: "on_error throttle",
    });
    expect(await act(runtime, 0.5)).toMatchObject({ verdict: "throttle", code: "request.invalid" });
  });

  it("what one cannot decide is its own `on_error`, and the other decides as ever", async () => {
    const overflow = "rule o on act { when args.n * 9007199254740991 > 0, block }\n";
    const { runtime } = await start({
      own: MAY + overflow,
      floor: `${MAY}rule low on act { when args.n > 2, block }`,
      mode: "on_error allow",
    });
    expect(await act(runtime, 2)).toMatchObject({
      verdict: "allow",
      rule: "on_error",
      code: "decision.fault",
    });
    expect(await act(runtime, 3)).toMatchObject({ verdict: "block", rule: "q.low" });
  });

  it("each policy says for itself whether an action can be undone", async () => {
    const undo = "reversibility u on act { need 1 of g, else escalate to g }\n";
    const { runtime } = await start({ own: MAY + undo, floor: MAY + undo });
    expect(await act(runtime)).toMatchObject({ verdict: "escalate", rule: "q.u" });
  });

  it("a floor has a floor", async () => {
    const text = (name: string, floor: string, rules: string): string =>
      `policy ${name} { ${floor} }${WORLD.replace("REVERSIBLE", "always")}${MAY}${rules}`;
    const files: Readonly<Record<string, string>> = {
      "p.agentpol": text("p", 'floor "q.agentpol"', ""),
      "q.agentpol": text("q", 'floor "r.agentpol"', ""),
      "r.agentpol": text("r", "", "throttle t on act { limit 1 per 1h }"),
    };
    const { table } = compile("p.agentpol", { read: (path) => ({ ok: true, text: files[path] ?? "" }) });
    const runtime = await createRuntime(table);
    expect(await act(runtime)).toMatchObject({ verdict: "allow", rule: "p.may" });
    expect(await act(runtime)).toMatchObject({ verdict: "throttle", rule: "r.t" });
  });
});

describe("effects", () => {
  it("are taken only if both permit, though both import the same rule", async () => {
    const shared = "throttle t on act { limit 1 per 1h }\n";
    const { runtime } = await start({
      own: MAY + shared,
      floor: `${MAY + shared}rule no on act { when args.n == 2, block }`,
    });
    expect(await act(runtime, 2)).toMatchObject({ verdict: "block" });
    expect(await act(runtime)).toMatchObject({ verdict: "allow" });
    expect(await act(runtime)).toMatchObject({ verdict: "throttle", rule: "p.t" });
  });

  it("are settled in one step", async () => {
    const counting = "throttle t on act { limit 5 per 1h }\nrule h on act { when count(act) > 5, block }\n";
    const memory = createMemoryStore();
    let settled = 0;
    const store = {
      ...memory,
      settle: (...args: Parameters<Store["settle"]>) => ((settled += 1), memory.settle(...args)),
    };
    const { runtime } = await start({ own: MAY + counting, floor: MAY + counting }, store);
    await act(runtime);
    expect(settled).toBe(1);
  });

  it("equal questions about the past are counted by each for itself", async () => {
    const once = "rule h on act { when count(act, within 1h) >= 2, block }\n";
    const { runtime } = await start({ own: MAY + once, floor: MAY + once });
    const verdicts = [await act(runtime), await act(runtime), await act(runtime)].map(
      ({ verdict }) => verdict,
    );
    expect(verdicts).toEqual(["allow", "allow", "block"]);
  });

  it("an approval of the one digest counts in both, and is spent in both", async () => {
    const asks = "rule asks on act { escalate to g }\n";
    const { runtime } = await start({ own: MAY + asks, floor: MAY + asks });
    const held = await act(runtime);
    expect(held.obligations.approvals?.unmet.map((each) => each.rule)).toEqual(["p.asks", "q.asks"]);
    await runtime.approve({ digest: held.obligations.approvals?.digest ?? "", by: "ana@corp.example" });
    expect(await act(runtime)).toMatchObject({ verdict: "allow" });
    expect(await act(runtime)).toMatchObject({ verdict: "escalate", rule: "p.asks" });
  });

  it("grants of both start together", async () => {
    const grant = "grant gr on act { inside box, scope agent.id, expires 1m, else block }\n";
    const { clock, runtime } = await start({ own: grant, floor: grant });
    await act(runtime);
    expect((await runtime.grants()).map(({ id }) => id)).toEqual(["p.gr", "floor/q.gr"]);
    clock.advance(60_000);
    expect(await act(runtime)).toMatchObject({ verdict: "block", rule: "p.gr" });
  });
});

describe("obligations add up", () => {
  it("redactions, boxes, channels", async () => {
    const { runtime } = await start({
      own: `${MAY}redact a on act { hash args.n, notify "x" }\nrule b on act { sandbox box, notify "y" }`,
      floor: `${MAY}redact c on act { mask args.text matching email, notify "z" }\nrule d on act { sandbox box }`,
    });
    const { verdict, obligations } = await act(runtime, 1, { text: "to a@b.example" });
    expect(verdict).toBe("sandbox");
    expect(obligations.args?.text).not.toContain("a@b.example");
    expect(String(obligations.args?.n)).toMatch(/^sha256:/);
    expect(obligations.redactions.map((each) => each.rule)).toEqual(["p.a", "q.c"]);
    expect(obligations.sandbox).toMatchObject({
      read: [
        ["/usr/**", "/own/**"],
        ["/usr/**", "/floor/**"],
      ],
      limits: { cpu: 60_000 },
    });
    expect(obligations.notify).toEqual(["x", "y", "z"]);
  });

  it("what one holds carries no constraint of the other", async () => {
    const { runtime } = await start({ own: `${MAY}redact a on act { hash args.n }`, floor: "" });
    expect((await act(runtime)).obligations).toMatchObject({ redactions: [], connect: [] });
  });

  it("both say when there is room", async () => {
    const { runtime } = await start({
      own: `${MAY}throttle t on act { limit 1 per 1m }`,
      floor: `${MAY}throttle t on act { limit 1 per 1h }`,
    });
    await act(runtime);
    expect((await act(runtime)).obligations.retryAfter).toBe("PT1H");
  });
});

describe("shadow mode and floors", () => {
  const held = `${MAY}rule no on act { when args.n == 2, block }\nthrottle t on act { limit 2 per 1h }`;

  it("a floor that is enforced holds a policy on trial", async () => {
    const { runtime } = await start({
      own: `${MAY}rule p on act { escalate to g }`,
      floor: held,
      mode: "mode shadow",
    });
    expect(await act(runtime)).toMatchObject({ verdict: "escalate", enforced: "allow", mode: "shadow" });
    expect(await act(runtime, 2)).toMatchObject({ verdict: "block", enforced: "block", rule: "q.no" });
    await act(runtime);
    expect(await act(runtime)).toMatchObject({ verdict: "escalate", enforced: "throttle", rule: "p.p" });
  });

  it("a floor on trial never holds, and says what it would", async () => {
    const { runtime } = await start({ own: MAY, floor: held, below: "mode shadow" });
    expect(await act(runtime, 2)).toMatchObject({
      verdict: "allow",
      enforced: "allow",
      rule: "p.may",
      shadow: { verdict: "block", matched: [{ rule: "q.no" }, { rule: "p.may" }, { rule: "q.may" }] },
    });
    await act(runtime);
    expect(await act(runtime)).toMatchObject({ verdict: "allow", shadow: { verdict: "throttle" } });
  });

  it("both on trial", async () => {
    const { runtime } = await start({ own: MAY, floor: held, mode: "mode shadow", below: "mode shadow" });
    expect(await act(runtime, 2)).toMatchObject({ verdict: "block", enforced: "allow", rule: "q.no" });
  });
});

describe("results", () => {
  it("are held by the floor's rules too, and rewritten by both", async () => {
    const masks = (name: string) =>
      rule({
        name,
        verdict: "none",
        redactions: [{ op: "mask", target: "result.body", detectors: ["email"] }],
      });
    const withFloor = (own: Parameters<typeof parts>[0], floor: Parameters<typeof parts>[0]) =>
      sealed({ ...tableOf(parts(own)), floor: tableOf({ ...parts(floor), policy: { name: "q" } }) });
    const report = async (table: object, body: string) => {
      const runtime = await createRuntime(table);
      const { id } = await runtime.attempt(requestOf());
      return runtime.report(id, { outcome: "ok", result: { ...OK, body } });
    };
    const blocks = onResult({ name: "q.held", verdict: "block" });
    expect(await report(withFloor([], [blocks]), "x")).toMatchObject({
      ok: false,
      decision: { rule: "q.held" },
    });
    const masked = await report(withFloor([], [masks("q.mask")]), "a@b.example");
    expect(masked).toMatchObject({ ok: true, decision: { verdict: "redact", rule: "q.mask" } });
    expect(JSON.stringify(masked.ok && masked.result)).not.toContain("a@b.example");
  });
});

describe("explain and decide", () => {
  it("show the rules of both", async () => {
    const { runtime } = await start({ own: MAY, floor: MAY });
    const { rules } = await runtime.explain(request());
    expect(rules.map((each) => `${each.rule} ${each.status}`)).toEqual(["p.may matched", "q.may matched"]);
  });

  it("take the floor's facts beside the policy's", () => {
    const loaded = loadPolicy(tableFrom({ own: MAY, floor: `${MAY}throttle t on act { limit 2 per 1h }` }));
    if (!loaded.ok) throw new Error(loaded.reason);
    expect(decide(loaded.policy, request(), { floor: { windows: [1] } }).verdict).toBe("allow");
    expect(decide(loaded.policy, request(), { floor: { windows: [2] } }).verdict).toBe("throttle");
  });
});

describe("a table with a floor", () => {
  const own = tableOf();
  const reasonOf = (table: object): string => {
    const loaded = loadPolicy(table);
    return loaded.ok ? "" : loaded.reason;
  };

  it("holds the floor's own table file, byte for byte", () => {
    const table = tableFrom({ own: MAY, floor: MAY });
    const { floor } = table;
    expect(loadPolicy(floor).ok).toBe(true);
    expect(floor?.digest).not.toBe(table.digest);
  });

  it.each<[string, object, RegExp]>([
    [
      "a floor that was changed",
      { ...tableOf(), policy: { ...tableOf().policy, name: "x" } },
      /^\.floor its digest/,
    ],
    [
      "an attribute of another type",
      tableOf({
        schema: {
          ...own.schema,
          agent: {
            type: "record",
            open: false,
            fields: { id: { schema: { type: "int" }, optional: false } },
          },
        },
      }),
      /another form of agent\.id/,
    ],
    [
      "an action that it lacks",
      tableOf({ schema: { ...own.schema, actions: {} } }),
      /another form of the action act/,
    ],
    [
      "a demand that is not passed on",
      tableOf({ requires: ["audit"] }),
      /lacks what its floor requires: audit/,
    ],
  ])("is refused for %s", (_, floor, reason) => {
    expect(reasonOf(sealed({ ...own, floor } as never))).toMatch(reason);
  });

  it("is refused for floors without end", () => {
    let table = own;
    for (let i = 0; i < 12; i += 1) table = sealed({ ...own, floor: table });
    expect(reasonOf(table)).toMatch(/more than 10 floors/);
  });
});
