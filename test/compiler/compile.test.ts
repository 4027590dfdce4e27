import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile, explain, prove } from "../../compiler/index.js";
import { reading, SHOP } from "../support/problems.js";

const FOLDER = new URL("../../fixtures/policies/", import.meta.url);

const fromFixtures = (path: string) => ({
  ok: true as const,
  text: readFileSync(new URL(path, FOLDER), "utf8"),
});

describe("the policies of the fixtures", () => {
  const policies = readdirSync(FOLDER).filter((name) => name.endsWith(".agentpol"));

  it.each(policies)("%s becomes a program, a table and cases", (name) => {
    const { diagnostics, program, table, cases, headless } = compile(name, { read: fromFixtures });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(program?.rules.length).toBeGreaterThan(0);
    expect(table?.digest).toMatch(/^sha256:[0-9a-f]{64}$/u);
    expect(cases?.length).toBe(program?.tests.length);
    expect(headless).toBe(false);
  });

  it("are read whole: the coding agent's grant alone draws a warning", () => {
    const found = policies.flatMap((name) =>
      compile(name, { read: fromFixtures }).diagnostics.map(({ code }) => `${name} ${code}`),
    );
    expect(found).toEqual(["coding.agentpol AP3014"]);
  });
});

describe("compile", () => {
  it("is a function of its sources", () => {
    const once = compile("main.agentpol", { read: reading({ "main.agentpol": SHOP }) });
    const again = compile("main.agentpol", { read: reading({ "main.agentpol": SHOP }) });
    expect(again.table).toEqual(once.table);
  });

  it("gives no part of a result where something is wrong, and all diagnostics in the order of files and places", () => {
    const files = {
      "main.agentpol": `import "lib.agentpol"\n${SHOP}rule one on files.red { allow }\nrule two on files.read { when 5, allow }\n`,
      "lib.agentpol": 'group g = [""]\nlet x = y\nrule r on files.read { when x, block }',
    };
    const { diagnostics, program, table, cases } = compile("main.agentpol", { read: reading(files) });
    expect(diagnostics.map(({ code, span }) => `${span.file} ${code}`)).toEqual([
      "main.agentpol AP2011",
      "main.agentpol AP2050",
      "lib.agentpol AP2026",
      "lib.agentpol AP2001",
    ]);
    expect([program, table, cases]).toEqual([undefined, undefined, undefined]);
  });

  it("tells editors the type of each expression", () => {
    const text = `${SHOP}rule r on files.read { when agent.id == "a", block }`;
    const { program } = compile("main.agentpol", { read: reading({ "main.agentpol": text }) });
    const types = Array.from(program?.types ?? [], ([{ span }, { kind }]) => [
      text.slice(span.start, span.end),
      kind,
    ]);
    expect(types).toEqual([
      ["agent.id", "string"],
      ['"a"', "string"],
      ['agent.id == "a"', "bool"],
    ]);
  });

  it("tells a part from a policy", () => {
    const read = reading({ "main.agentpol": "type A = a | b" });
    expect(compile("main.agentpol", { read }).headless).toBe(true);
  });

  it("ends quickly on many mistakes", () => {
    const names = Array.from(
      { length: 20_000 },
      (_, index) => `rule r${index} on files.rad${index} { allow }`,
    );
    const text = SHOP + names.join("\n");
    const started = performance.now();
    const { diagnostics } = compile("main.agentpol", { read: reading({ "main.agentpol": text }) });
    expect(diagnostics.length).toBe(100);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("checks a baseline with the parser that it is given", () => {
    const text = `${SHOP}action db.migrate(s: sql) { migrates s }\ndrift d on db.migrate { baseline "x.sql", else block }`;
    const read = reading({ "main.agentpol": text, "x.sql": "nonsense" });
    const parseSchema = (ddl: string) => ({ ok: false as const, reason: `has no statement ${ddl}` });
    expect(compile("main.agentpol", { read }).diagnostics).toEqual([]);
    expect(
      compile("main.agentpol", { read, parseSchema }).diagnostics.map(({ code, message }) => [code, message]),
    ).toEqual([["AP2017", "`x.sql` is malformed: it has no statement nonsense"]]);
  });
});

describe("prove", () => {
  const text = `${SHOP}action wipe() { effect delete, reversible always }`;
  const compiled = compile("main.agentpol", { read: reading({ "main.agentpol": text }) });

  it("gives the warnings that are proofs, as long as there is time", () => {
    expect(compiled.diagnostics.map(({ code }) => code)).not.toContain("AP3083");
    const { diagnostics, left } = prove(compiled);
    expect(diagnostics.map(({ code, message }) => [code, message])).toContainEqual([
      "AP3083",
      "nothing permits `wipe`",
    ]);
    expect(left).toEqual([]);
    const { diagnostics: none, left: all } = prove(compiled, { more: () => false });
    expect([none, all]).toEqual([[], expect.arrayContaining(["wipe"])]);
  });

  it("gives none of a policy with errors", () => {
    const broken = compile("main.agentpol", { read: reading({ "main.agentpol": `${text} rule` }) });
    expect(prove(broken)).toEqual({ diagnostics: [], left: [] });
  });
});

describe("explain", () => {
  it("explains a code, and knows which there are", () => {
    expect(explain("AP2001")?.title).toBe("Unknown name");
    expect(explain("AP2001")?.explanation).toContain("case-sensitive");
    expect(explain("AP9999")).toBeUndefined();
    expect(explain("toString")).toBeUndefined();
  });
});
