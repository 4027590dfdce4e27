// The runtime's other doors, called from plain JavaScript: what is malformed is refused, never thrown, never taken.

import { describe, expect, it } from "vitest";
import type { Runtime } from "../../runtime/runtime.js";
import { runtimeOf } from "./support.js";

const WORLD = `policy p { version "1" }
agent { id: string }
action a.run(v: string) { effect write, reversible never }
group ops = ["ana@x.example"]
group sec = ["sec@x.example"]
sandbox box { run "sh" }
grant boxed on a.run { inside box, scope agent.id, expires 1h, revoke when outcome == failed, else block "ended" }
reversibility undo on a.run { need 1 of ops acknowledging irreversible, else escalate to ops "cannot be undone" }
killswitch freeze { scope [all, agent.id], need 1 of sec }
`;

const REQUEST = { agent: { id: "i" }, action: { name: "a.run", args: { v: "x" } } };
const SANDBOX = { sandbox: { name: "a stand-in" } };

/** A method as a caller without types sees it. */
type Untyped = (...args: readonly unknown[]) => Promise<unknown>;

function untyped(runtime: Runtime, method: "approve" | "kill" | "revive" | "report"): Untyped {
  return (...args) =>
    (runtime as unknown as Readonly<Record<string, Untyped>>)[method]?.(...args) ??
    Promise.reject(new Error(method));
}

async function digestOf(runtime: Runtime): Promise<string> {
  const { digest } = await runtime.attempt(REQUEST);
  return digest ?? "";
}

const DIGEST = `sha256:${"0".repeat(64)}`;

describe("a malformed call is refused", () => {
  it.each<["approve" | "kill" | "revive" | "report", readonly unknown[]]>([
    ["approve", [null]],
    ["approve", [{ digest: DIGEST }]],
    ["approve", [{ digest: DIGEST, by: 5 }]],
    ["approve", [{ digest: DIGEST, by: "a", acknowledges: null }]],
    ["approve", [{ digest: DIGEST, by: "a", acknowledges: ["everything"] }]],
    ["approve", [{ digest: 5, by: "a" }]],
    ["kill", [null]],
    ["kill", [{ scope: Symbol("all") }]],
    ["kill", [{ scope: "__proto__", value: "x" }]],
    ["kill", [{ scope: "agent.id", value: "\uD800" }]],
    ["revive", [null]],
    ["revive", [{ scope: "all", by: "sec@x.example" }]],
    ["revive", [{ scope: "all", by: [null] }]],
    ["report", ["x", null]],
    ["report", ["x"]],
    ["report", ["x", { outcome: "banana" }]],
  ])("%s, case %#", async (method, args) => {
    const { runtime } = await runtimeOf(WORLD, SANDBOX);
    const call = async (): Promise<unknown> => untyped(runtime, method)(...args);
    await expect(call()).resolves.toMatchObject({ ok: false });
  });
});

describe("a kill switch is lifted by the people that it needs alone", () => {
  it.each<[string, object]>([
    ["nobody is named", {}],
    ["by is undefined", { by: undefined }],
    ["by is empty", { by: [] }],
    ["waived is false", { waived: false }],
    ["others agree", { by: ["ana@x.example"] }],
  ])("not where %s", async (_, how) => {
    const { runtime } = await runtimeOf(WORLD, SANDBOX);
    await runtime.kill({ scope: "all" });
    await expect(untyped(runtime, "revive")({ scope: "all", ...how })).resolves.toMatchObject({ ok: false });
    expect((await runtime.attempt(REQUEST)).rule).toBe("p.freeze");
  });
});

describe("what was malformed leaves nothing behind", () => {
  it("an approval that acknowledges nonsense does not spoil the action", async () => {
    const { runtime } = await runtimeOf(WORLD, SANDBOX);
    const digest = await digestOf(runtime);
    await untyped(
      runtime,
      "approve",
    )({ digest, by: "ana@x.example", acknowledges: null }).catch(() => undefined);
    expect((await runtime.attempt(REQUEST)).rule).toBe("p.undo");
    await runtime.approve({ digest, by: "ana@x.example", acknowledges: ["irreversible"] });
    expect((await runtime.attempt(REQUEST)).verdict).toBe("sandbox");
  });

  it("an outcome that is none of the words does not use up the report", async () => {
    const { runtime } = await runtimeOf(WORLD, SANDBOX);
    const digest = await digestOf(runtime);
    await runtime.approve({ digest, by: "ana@x.example", acknowledges: ["irreversible"] });
    const { id, verdict } = await runtime.attempt(REQUEST);
    expect(verdict).toBe("sandbox");
    await untyped(runtime, "report")(id, { outcome: "error" });
    await expect(runtime.report(id, { outcome: "failed" })).resolves.toMatchObject({ ok: true });
    expect((await runtime.grants()).map(({ revoked }) => revoked)).toEqual([true]);
  });
});
