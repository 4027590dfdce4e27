import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { load } from "../../../compiler/names/load.js";
import { checkFiles, problems, reading, SHOP, type Files } from "../../support/problems.js";

const order = (files: Files): readonly string[] =>
  load("main.agentpol", reading(files)).modules.map(({ file }) => file.path);

describe("imports", () => {
  it("stand before the file that imports them, depth first", () => {
    const files = {
      "main.agentpol": `import "b.agentpol"\nimport "d.agentpol"\n${SHOP}`,
      "b.agentpol": 'import "c.agentpol"',
      "c.agentpol": "",
      "d.agentpol": 'import "c.agentpol"\nimport "e.agentpol"',
      "e.agentpol": "",
    };
    expect(order(files)).toEqual(["c.agentpol", "b.agentpol", "e.agentpol", "d.agentpol", "main.agentpol"]);
  });

  it("are relative to the importing file", () => {
    const files = {
      "main.agentpol": 'import "teams/pay.agentpol"',
      "teams/pay.agentpol": 'import "./base.agentpol"\nimport "../org.agentpol"',
      "teams/base.agentpol": "",
      "org.agentpol": "",
    };
    expect(order(files)).toEqual([
      "teams/base.agentpol",
      "org.agentpol",
      "teams/pay.agentpol",
      "main.agentpol",
    ]);
  });

  it("may form a chain of any length", () => {
    const length = 2000;
    const entries = Array.from({ length }, (_, index) => [
      `f${index}.agentpol`,
      index + 1 < length ? `import "f${index + 1}.agentpol"` : "",
    ]);
    const files = { ...Object.fromEntries(entries), "main.agentpol": 'import "f0.agentpol"' } as Files;
    const paths = order(files);
    expect(paths).toHaveLength(length + 1);
    expect(paths[0]).toBe(`f${length - 1}.agentpol`);
  });

  it("without circles give every file once, each after all that it imports", () => {
    const graphs = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(graphs, (graph) => {
        // A file imports later ones only: no circle.
        const importsOf = (index: number): readonly number[] =>
          (graph[index] ?? []).map((step) => index + 1 + step).filter((target) => target < graph.length);
        const name = (index: number): string => (index === 0 ? "main.agentpol" : `f${index}.agentpol`);
        const files = Object.fromEntries(
          graph.map((_, index) => [
            name(index),
            importsOf(index)
              .map((target) => `import "${name(target)}"`)
              .join("\n"),
          ]),
        );
        const paths = order(files);
        expect(new Set(paths).size).toBe(paths.length);
        expect(paths.at(-1)).toBe("main.agentpol");
        for (const path of paths) {
          const index = graph.findIndex((_, at) => name(at) === path);
          for (const target of importsOf(index)) {
            expect(paths.indexOf(name(target))).toBeLessThan(paths.indexOf(path));
            expect(paths).toContain(name(target));
          }
        }
      }),
    );
  });

  it.each<[string, Files, readonly string[]]>([
    ["of itself", { "main.agentpol": `import "main.agentpol"\n${SHOP}` }, ['AP2004 «"main.agentpol"»']],
    [
      "of the entry file by an imported one",
      { "main.agentpol": `import "b.agentpol"\n${SHOP}`, "b.agentpol": 'import "main.agentpol"' },
      ['AP2004 «b.agentpol: "main.agentpol"»'],
    ],
    ["of what is not there", { "main.agentpol": `import "b.agentpol"\n${SHOP}` }, ['AP2003 «"b.agentpol"»']],
    [
      "of what is not there, whose names are used",
      { "main.agentpol": `import "b.agentpol"\n${SHOP}rule r on files.read { when missing, allow }` },
      ['AP2003 «"b.agentpol"»'],
    ],
    [
      "of what is not there, by two files",
      {
        "main.agentpol": `import "b.agentpol"\nimport "c.agentpol"\n${SHOP}`,
        "b.agentpol": 'import "c.agentpol"',
      },
      ['AP2003 «b.agentpol: "c.agentpol"»'],
    ],
    [
      "beyond the project",
      { "main.agentpol": `import "../b.agentpol"\n${SHOP}` },
      ['AP2005 «"../b.agentpol"»'],
    ],
  ])("%s", (_, files, expected) => {
    const found = problems(checkFiles(files));
    expect(found).toEqual(expected);
  });

  it("in a circle show the way round", () => {
    const { diagnostics } = checkFiles({
      "main.agentpol": `import "b.agentpol"\n${SHOP}`,
      "b.agentpol": 'import "c.agentpol"',
      "c.agentpol": 'import "b.agentpol"',
    });
    expect(diagnostics.map(({ related }) => related.map(({ message }) => message))).toEqual([
      ["b.agentpol imports c.agentpol here"],
    ]);
  });

  it("of an unreadable entry file give one message and nothing else", () => {
    const outcome = checkFiles({});
    expect(problems(outcome)).toEqual(["AP2003 «»"]);
    expect(outcome.program).toBeUndefined();
    expect(outcome.loaded.modules).toEqual([]);
  });
});
