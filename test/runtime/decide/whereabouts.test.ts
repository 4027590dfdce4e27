// Relative arguments: resolved from what the request says, by the runtime and by the interpreter alike, or invalid.

import { beforeAll, describe, expect, it } from "vitest";
import { Invalid, readRequest } from "../../../compiler/interpret/read-request.js";
import { compile } from "../../../compiler/compile.js";
import { ready } from "../../../runtime/facts/ready.js";
import { createRuntime } from "../../../runtime/index.js";
import { faultIn } from "../../../runtime/table/links.js";

beforeAll(ready);

const POLICY = `policy p {}
agent   { id: string, dir?: path }
context { home?: path }
action by_agent(path: path, more?: list<path>)     { reads path, reversible always, relative to agent.dir }
action by_args(path: path, cwd: path)              { reads path, reversible always, relative to args.cwd }
action plain(path: path)                           { reads path, reversible always }
rule all on * { when args.path like "/srv/**", allow }
`;

function compiled(): ReturnType<typeof compile> {
  return compile("p.agentpol", { read: () => ({ ok: true, text: POLICY }) });
}

async function checkPath(
  name: string,
  args: object,
  whereabouts: { readonly dir?: unknown; readonly home?: unknown },
  expected: string | undefined,
): Promise<void> {
  const { program, table } = compiled();
  if (program === undefined || table === undefined) throw new Error("the policy does not compile");
  const { dir, home } = whereabouts;
  const request = {
    agent: { id: "a", ...(dir !== undefined && { dir }) },
    context: { ...(home !== undefined && { home }) },
    action: { name, args },
  };
  const decision = await (await createRuntime(table)).attempt(request);
  expect(decision.code === "request.invalid").toBe(expected === undefined);
  if (expected === undefined) expect(() => readRequest(program, request, 0)).toThrow(Invalid);
  else {
    expect(readRequest(program, request, 0).sections.args).toMatchObject({ path: expected });
    expect(decision.verdict).toBe(expected.startsWith("/srv") ? "allow" : "block");
  }
}

describe("a relative argument", () => {
  it.each([
    ["by_agent", { path: "a/../b" }, { dir: "/srv" }, "/srv/b"],
    ["by_agent", { path: "../etc" }, { dir: "/srv" }, "/etc"],
    ["by_agent", { path: "../.." }, { dir: "/srv" }, undefined],
    ["by_agent", { path: "a" }, {}, undefined],
    ["by_agent", { path: "/srv/a" }, {}, "/srv/a"],
    ["by_agent", { path: "/srv/a/../b" }, { dir: "/srv" }, undefined],
    ["by_agent", { path: "a" }, { dir: "srv" }, undefined],
    ["by_agent", { path: "a" }, { dir: null }, undefined],
    ["by_agent", { path: "~/x" }, { dir: "/srv" }, undefined],
    ["by_agent", { path: "~/x" }, { home: "/srv/h" }, "/srv/h/x"],
    ["by_agent", { path: "/srv/x", more: ["a", "~/b"] }, { dir: "/srv", home: "/h" }, "/srv/x"],
    ["by_agent", { path: "/srv/x", more: ["a", "../../b"] }, { dir: "/srv" }, undefined],
    ["by_args", { path: "x", cwd: "/srv" }, {}, "/srv/x"],
    ["by_args", { path: "x", cwd: "~/d" }, { home: "/srv" }, "/srv/d/x"],
    ["by_args", { path: "x", cwd: "srv" }, {}, undefined],
    ["by_args", { path: "/srv/x", cwd: "srv" }, {}, undefined],
    ["by_args", { path: "x", cwd: 5 }, {}, undefined],
    ["plain", { path: "x" }, { dir: "/srv", home: "/srv" }, undefined],
    ["plain", { path: "~/x" }, { dir: "/srv", home: "/srv" }, undefined],
  ])("of %s, %j with %j, is %s", async (name, args, whereabouts, expected) => {
    await checkPath(name, args, whereabouts, expected);
  });
});

describe("a table", () => {
  it.each(["agent.id", "agent.none", "impact.x", "args.none"])("relative to %s is refused", (attribute) => {
    const { table } = compiled();
    if (table === undefined) throw new Error("the policy does not compile");
    const { by_agent: action, ...others } = table.schema.actions;
    if (action === undefined) throw new Error("the action is gone");
    const actions = { ...others, by_agent: { ...action, relativeTo: attribute } };
    expect(faultIn({ ...table, schema: { ...table.schema, actions } })).toContain("is relative to no path");
    expect(faultIn(table)).toBeUndefined();
  });
});
