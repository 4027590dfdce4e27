// `on_error … when`: the first condition that holds on what can be read of the request, else the unconditional form.

import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../../runtime/decide/decide.js";
import { loadPolicy } from "../../../runtime/decide/load.js";
import { ready } from "../../../runtime/facts/ready.js";
import { createRuntime } from "../../../runtime/runtime.js";
import { createMemoryStore } from "../../../runtime/state/memory.js";
import { StoreUnavailable } from "../../../runtime/state/store.js";
import { createVirtualClock } from "../../../runtime/state/clock.js";
import { emitTable } from "../../../compiler/emit/table.js";
import { onErrorOf } from "../../../compiler/interpret/on-error.js";
import { lowered, programOf } from "../../support/lowering.js";

const world = (clauses: string): string => `
policy p { on_error escalate to g "otherwise", ${clauses} }
agent   { id: string, role: clerk | lead, level: int, team?: { name: string, size?: int } }
context { env: dev | prod, ticket?: string, tags: list<string>, cwd?: path }
impact  { hosts: int }
action pay(to: string, amount: int) { effect write, reversible reported }
action read(to: string) { reversible always }
group g = ["ana@corp.example"]
let calm = not (context.env == prod)
let mild(env: dev | prod) = env == dev
let sunny = mild(context.env)
rule all on * { when agent.level * 9007199254740991 > 0, allow }
`;

const valid = {
  agent: { id: "a", role: "clerk", level: 1 },
  context: { env: "dev", tags: ["x"] },
  action: { name: "pay", args: { to: "x", amount: 1 } },
};
/** Malformed where no condition of these tests looks. */
const broken = { ...valid, other: 1 };

beforeAll(ready);

/** By the table; the interpreter must say the same where the request is plain JSON. */
function verdictOf(clauses: string, request: unknown, { plain = true } = {}): string {
  const loaded = loadPolicy(emitTable(lowered("", world(clauses))));
  if (!loaded.ok) throw new Error(loaded.reason);
  const decision = decide(loaded.policy, request, { now: 0 });
  expect(decision.rule).toBe("on_error");
  if (plain) expect(onErrorOf(programOf("", world(clauses)), request, 0).verdict).toBe(decision.verdict);
  return decision.verdict;
}

describe("the order", () => {
  it("the first condition that holds decides, wherever the unconditional form stands", () => {
    const clauses = "on_error throttle when context.env == dev, on_error block when agent.role == clerk";
    expect(verdictOf(clauses, broken)).toBe("throttle");
    expect(verdictOf(clauses, { ...broken, context: { env: "prod", tags: [] } })).toBe("block");
  });

  it("else the unconditional form, else block", () => {
    expect(verdictOf("on_error throttle when context.env == prod", broken)).toBe("escalate");
    const without = world("on_error throttle when context.env == prod").replace(
      /on_error escalate[^,]*,/,
      "",
    );
    const loaded = loadPolicy(emitTable(lowered("", without)));
    if (!loaded.ok) throw new Error(loaded.reason);
    expect(decide(loaded.policy, broken)).toMatchObject({ verdict: "block", code: "request.invalid" });
  });

  it("its reason and place are told", () => {
    const loaded = loadPolicy(
      emitTable(lowered("", world('on_error throttle "in dev" when context.env == dev'))),
    );
    if (!loaded.ok) throw new Error(loaded.reason);
    expect(decide(loaded.policy, broken)).toMatchObject({ reason: "in dev", origin: "p.agentpol:2:57" });
  });
});

describe("a condition that reads something invalid does not hold", () => {
  it.each<[string, string, unknown]>([
    ["a member of another type", "context.env != prod", { ...broken, context: { env: "test", tags: [] } }],
    ["what is absent and required", "context.env != prod", { ...broken, context: { tags: [] } }],
    ["a section that is no object", "context.env != prod", { ...broken, context: [] }],
    ["a section that is missing", "context.env != prod", { ...broken, context: undefined }],
    [
      "an optional one that is misstated",
      "not has context.ticket",
      { ...broken, context: { ...valid.context, ticket: 1 } },
    ],
    [
      "null, which is not absent",
      "not has context.ticket",
      { ...broken, context: { ...valid.context, ticket: null } },
    ],
    [
      "whatever the rest of it says",
      'context.env == dev or "x" in context.tags',
      { ...broken, context: { env: "dev", tags: 1 } },
    ],
    [
      "what it names after what decides",
      "context.env == dev and not has agent.team",
      { ...broken, agent: { team: [] } },
    ],
    [
      "a field of a record",
      "not has agent.team.size",
      { ...broken, agent: { ...valid.agent, team: { size: "1" } } },
    ],
    [
      "the name of an action that is not declared",
      'action.name != "read"',
      { ...broken, action: { name: "other" } },
    ],
    [
      "the effect of one",
      "not has action.effect or action.effect != read",
      { ...broken, action: { name: "other" } },
    ],
    [
      "a reversibility that is no boolean",
      "not action.reversible",
      { ...broken, action: { ...valid.action, reversible: 1 } },
    ],
    [
      "an argument of another type",
      'args.to != "y"',
      { ...broken, action: { name: "pay", args: { to: 1 } } },
    ],
    ["through a let", "calm", { ...broken, context: { env: "test", tags: [] } }],
    ["what is no request at all", "context.env != prod", "a text"],
    ["null", "context.env != prod", null],
    ["nothing", "context.env != prod", undefined],
  ])("%s", (_, when, request) => {
    expect(verdictOf(`on_error throttle when ${when}`, request)).toBe("escalate");
  });

  it("what overflows does not hold", () => {
    const when = "on_error throttle when agent.level * 9007199254740991 > 0 or context.env == dev";
    expect(verdictOf(when, { ...broken, agent: { ...valid.agent, level: 2 } })).toBe("escalate");
    expect(verdictOf(when, broken)).toBe("throttle");
  });

  it("what could not be copied may stand where nothing seems to", () => {
    const strange = { ...valid, context: { ...valid.context, ticket: 1n } };
    expect(verdictOf("on_error throttle when not has context.ticket", strange, { plain: false })).toBe(
      "escalate",
    );
    const partial = { ...valid, agent: { ...valid.agent, team: { name: "x", size: 1n } } };
    expect(verdictOf("on_error throttle when has agent.team", partial, { plain: false })).toBe("escalate");
    expect(verdictOf("on_error throttle when context.env == dev", strange, { plain: false })).toBe(
      "throttle",
    );
  });

  it("the time counts as read where a clock shows none", async () => {
    const table = emitTable(lowered("", world('on_error throttle when now > time("1970-01-01T00:00:00Z")')));
    const clocks = [createVirtualClock(1), { now: () => NaN }];
    const runtimes = clocks.map((clock) => createRuntime(table, { clock }));
    const decisions = await Promise.all(runtimes.map(async (runtime) => (await runtime).attempt(broken)));
    expect(decisions.map(({ verdict }) => verdict)).toEqual(["throttle", "escalate"]);
  });
});

describe("each attribute is read by itself, whatever is wrong elsewhere", () => {
  it.each<[string, unknown]>([
    ["context.env == dev", { ...broken, agent: 1 }],
    ["context.env == dev", { ...broken, context: { ...valid.context, ticket: 1, extra: 2 } }],
    ["not has context.ticket", broken],
    [
      'has context.ticket and context.ticket like "OPS-*"',
      { ...broken, context: { env: 1, ticket: "OPS-1" } },
    ],
    ["not has agent.team.size", { ...broken, agent: { team: { size: undefined } } }],
    ["not has impact.hosts", { ...broken, impact: {} }],
    ["has impact.hosts and impact.hosts > 3", { ...broken, impact: { hosts: 4, more: 1 } }],
    ['action.name == "pay"', { ...broken, action: { name: "pay" } }],
    ["has action.effect and action.effect == write", { ...broken, action: { name: "pay" } }],
    ["not action.reversible", { ...broken, action: { name: "pay", other: 1 } }],
    ["action.reversible", { ...broken, action: { name: "read" } }],
    ['args.to == "x"', { ...broken, action: { name: "pay", args: { to: "x", amount: "many" } } }],
    ['any tag in context.tags: tag == "x"', broken],
    ["sunny", broken],
  ])("%s", (when, request) => {
    expect(verdictOf(`on_error throttle when ${when}`, request)).toBe("throttle");
  });
});

describe("a path that is relative", () => {
  const relative = (
    to: string,
    condition: string,
  ): string => `policy p { on_error block, on_error throttle when ${condition} }
agent   { id: string, cwd: path }
context { cwd: path, home?: path }
action  edit(file: path, base?: path, also?: list<path>) { writes file, relative to ${to} }
`;
  const sent = { agent: { id: "a", cwd: "/agent" }, context: { cwd: "/srv/app", home: "/data/ann" } };
  const other = { ...sent, context: { ...sent.context, more: 1 } };
  const given = (to: string, condition: string, args: object, request: object = other): string => {
    const text = relative(to, condition);
    const asked = { ...request, action: { name: "edit", args } };
    const loaded = loadPolicy(emitTable(lowered("", text)));
    if (!loaded.ok) throw new Error(loaded.reason);
    const decision = decide(loaded.policy, asked, { now: 0 });
    expect(decision.code).toBe("request.invalid");
    expect(onErrorOf(programOf("", text), asked, 0).verdict).toBe(decision.verdict);
    return decision.verdict;
  };

  it("is read from where the request validly says", () => {
    expect(given("context.cwd", 'args.file == "/srv/x"', { file: "../x" })).toBe("throttle");
    expect(given("context.cwd", 'args.file == "/data/ann/x"', { file: "~/x" })).toBe("throttle");
    expect(given("agent.cwd", 'args.file == "/agent/x"', { file: "x" })).toBe("throttle");
    expect(given("args.base", 'args.file == "/data/ann/b/x"', { file: "x", base: "~/b" })).toBe("throttle");
    expect(given("context.cwd", 'args.file == "/x"', { file: "/x" })).toBe("throttle");
    expect(given("context.cwd", "args.file under context.cwd", { file: "../x" })).toBe("block");
  });

  it("is invalid where it does not, and where it climbs above the root", () => {
    const lost = { ...other, context: { cwd: "srv/app" } };
    expect(given("context.cwd", 'args.file like "/**"', { file: "x" }, lost)).toBe("block");
    expect(given("context.cwd", 'args.file like "/**"', { file: "/x" }, lost)).toBe("throttle");
    expect(given("context.cwd", 'args.file like "/**"', { file: "../../../x" })).toBe("block");
    expect(given("args.base", 'args.file like "/**"', { file: "x" })).toBe("block");
  });
});

describe("a fault in deciding", () => {
  const clauses = "on_error throttle when context.env == dev";

  it("is decided so where arithmetic overflows", () => {
    const loaded = loadPolicy(emitTable(lowered("", world(clauses))));
    if (!loaded.ok) throw new Error(loaded.reason);
    const request = { ...valid, agent: { ...valid.agent, level: 2 } };
    expect(decide(loaded.policy, request)).toMatchObject({ verdict: "throttle", code: "decision.fault" });
  });

  it("and where the state cannot be reached", async () => {
    const away = () => Promise.reject(new StoreUnavailable("gone"));
    const store = { ...createMemoryStore(), kills: away };
    const runtime = await createRuntime(emitTable(lowered("", world(clauses))), { store });
    expect(await runtime.attempt(valid)).toMatchObject({ verdict: "throttle", code: "decision.fault" });
    const prod = { ...valid, context: { ...valid.context, env: "prod" } };
    expect(await runtime.attempt(prod)).toMatchObject({ verdict: "escalate", code: "decision.fault" });
  });
});
