// A policy's floor, from its header to the table: found inside the project, checked with it, and nested in its table.

import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { emitRequestSchema } from "../../compiler/emit/request-schema.js";
import { emitTypes } from "../../compiler/emit/types.js";
import { decide } from "../../runtime/decide/decide.js";
import { loadPolicy } from "../../runtime/decide/load.js";
import { ready } from "../../runtime/facts/ready.js";
import { reading } from "../support/problems.js";

const REST = "action a.b(n: int) { effect read, reversible always }\nrule r on a.b { allow }\n";

function compiled(files: Readonly<Record<string, string>>, entry = "team/p.agentpol") {
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    return reading(files)(path);
  };
  return { asked, ...compile(entry, { read }) };
}

const team = (header: string, rest = `agent { id: string }\n${REST}`) => `policy p { ${header} }\n${rest}`;
const org = (rest = `agent { id: string }\n${REST}`, header = "") => `policy q { ${header} }\n${rest}`;
const codes = (files: Readonly<Record<string, string>>) =>
  compiled(files).diagnostics.map(({ code, span }) => `${span.file} ${code}`);

describe("a floor", () => {
  it("is found from the policy's own folder, and never outside the project", () => {
    const found = compiled({ "team/p.agentpol": team('floor "../org.agentpol"'), "org.agentpol": org() });
    expect(found.diagnostics).toEqual([]);
    expect([...found.sources.keys()]).toEqual(["team/p.agentpol", "org.agentpol"]);
    const outside = compiled({ "team/p.agentpol": team('floor "../../org.agentpol"') });
    expect(outside.diagnostics.map(({ code }) => code)).toEqual(["AP2005"]);
    expect(outside.asked).toEqual(["team/p.agentpol"]);
    expect(codes({ "team/p.agentpol": team('floor "../none.agentpol"') })).toEqual([
      "team/p.agentpol AP2003",
    ]);
  });

  it("stands in the table as the table file that it has by itself", () => {
    const files = { "team/p.agentpol": team('floor "../org.agentpol"'), "org.agentpol": org() };
    const { table, program } = compiled(files);
    expect(table?.floor).toEqual(compiled(files, "org.agentpol").table);
    expect(program?.floor?.header.name).toBe("q");
    const changed = { ...files, "org.agentpol": org(undefined, 'version "2"') };
    expect(compiled(changed).table?.digest).not.toBe(table?.digest);
  });

  it("that has no header, or errors, leaves no table; its warnings are its own", () => {
    const with_ = (text: string) =>
      codes({ "team/p.agentpol": team('floor "q.agentpol"'), "team/q.agentpol": text });
    expect(with_(REST)).toEqual(["team/q.agentpol AP3002"]);
    expect(
      with_(org("agent { id: string }\naction a.b(n: int) { effect never }\nrule r on a.b { allow }")),
    ).toHaveLength(1);
    expect(
      with_(org(`agent { id: string }\nlet unused = agent.id == "x"\n${REST}`, "on_error allow")),
    ).toEqual([]);
  });

  it("tells once what both import and is wrong", () => {
    const shared = 'import "base.agentpol"\nagent { id: string }\nrule r on a.b { allow }\n';
    const files = {
      "team/p.agentpol": team('floor "q.agentpol"', shared),
      "team/q.agentpol": org(shared),
      "team/base.agentpol": "action a.b(n: nothing) { effect read }\n",
    };
    expect(codes(files)).toEqual(["team/base.agentpol AP2001"]);
  });

  it("and the policy may declare different attributes, which requests have together", () => {
    const { program, diagnostics } = compiled({
      "team/p.agentpol": team(
        'floor "q.agentpol"',
        `agent { id: string, a?: int, ... }\ncontext { own: int }\n${REST}`,
      ),
      "team/q.agentpol": org(
        `agent { id: string, a: int }\nimpact { cost: int }\ncontext { below?: int, ... }\n${REST}`,
      ),
    });
    expect(diagnostics).toEqual([]);
    const schema = program && emitRequestSchema(program);
    expect(schema).toMatchObject({
      properties: {
        agent: { required: ["id", "a"], additionalProperties: false },
        context: { required: ["own"], additionalProperties: false },
        impact: { properties: { cost: {} } },
      },
    });
    expect(program && emitTypes(program)).toContain("readonly below?: number;");
  });

  it("of a floor counts, where attributes are declared", () => {
    const files = {
      "team/p.agentpol": team('floor "q.agentpol"', `agent { id: string, x: int }\n${REST}`),
      "team/q.agentpol": org(undefined, 'floor "r.agentpol"'),
      "team/r.agentpol": `policy r {}\nagent { id: string, x: string }\n${REST}`,
    };
    const { diagnostics } = compiled(files);
    expect(diagnostics.map(({ code, span, related }) => [code, span.file, related[0]?.span.file])).toEqual([
      ["AP3063", "team/p.agentpol", "team/r.agentpol"],
    ]);
  });

  describe("with wildcards", () => {
    const traits = "{ effect read, reversible always }";
    const world = (...actions: readonly string[]) =>
      ["agent { id: string }", ...actions.map((each) => `action ${each} ${traits}`)].join("\n") + "\n";
    const found = (own: readonly string[], floor: readonly string[]) =>
      compiled({
        "team/p.agentpol": team('floor "q.agentpol", default allow', world(...own)),
        "team/q.agentpol": org(world(...floor), "default allow"),
      })
        .diagnostics.filter(({ severity }) => severity === "error")
        .map(({ code, related }) => [code, related.length]);

    it.each([
      [["mcp.*(n: int)"], ["mcp.*(n: int)"]],
      [["mcp.fs.*(n: int)"], ["mcp.*(n: int)"]],
      [["mcp.read(n: int)"], ["mcp.*(n: int)"]],
      [
        ["mcp.*(n: int)", "mcp.read()"],
        ["mcp.*(n: int)", "mcp.read()"],
      ],
      [
        ["mcp.*(n: int)", "mcp.fs.*(n: int)"],
        ["mcp.*(n: int)", "mcp.fs.*(n: int)"],
      ],
      [["mcp.*(n: int, ...)"], ["mcp.*(n: int, ...)"]],
      [["a(n: int) gives { x: int }"], ["a(n: int)"]],
      [["a(n: int) gives { x: int }"], ["a(n: int) gives { x: int }"]],
    ])("%j may stand on %j", (own, floor) => {
      expect(found(own, floor)).toEqual([]);
    });

    it.each([
      [["mcp.*(n: int)"], ["mcp.read(n: int)"], "AP3064"],
      [["mcp.*(n: int)"], ["mcp.*(n: int)", "mcp.read(n: int)"], "AP3064"],
      [["mcp.*(n: int)"], ["mcp.*(n: int)", "mcp.fs.*(n: int)"], "AP3064"],
      [["mcp.*(n: int)", "mcp.fs.read(n: int)"], ["mcp.*(n: int)", "mcp.fs.*(n: int)"], "AP3064"],
      [["mcp.read(n: int)"], ["mcp.*(n: string)"], "AP3066"],
      [["mcp.fs.x(n: int)"], ["mcp.*(n: int)", "mcp.fs.*(n: string)"], "AP3066"],
      [["mcp.*(n: int, ...)"], ["mcp.*(n: int)"], "AP3066"],
      [["a(n: int)"], ["a(n: int) gives { x: int }"], "AP3066"],
      [["a(n: int) gives { x: string }"], ["a(n: int) gives { x: int }"], "AP3066"],
      [["a(n: int) gives { x: int }"], ["a(n: int) gives { x?: int }"], "AP3066"],
    ])("%j may not stand on %j", (own, floor, code) => {
      expect(found(own, floor)).toEqual([[code, 1]]);
    });

    it("decides a name by the floor's own declaration and rules", async () => {
      await ready();
      const { table, diagnostics } = compiled({
        "team/p.agentpol": team('floor "q.agentpol", default allow', world("mcp.fs.*(n: int)")),
        "team/q.agentpol": org(
          `${world("mcp.*(n: int)")}rule r on mcp.fs.write { block "not by agents" }\n`,
          "default allow",
        ),
      });
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      const loaded = loadPolicy(table);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded));
      const verdict = (name: string) =>
        decide(loaded.policy, { agent: { id: "a" }, action: { name, args: { n: 1 } } }).verdict;
      expect([verdict("mcp.fs.write"), verdict("mcp.fs.read"), verdict("mcp.other")]).toEqual([
        "block",
        "allow",
        "block",
      ]);
    });
  });
});
