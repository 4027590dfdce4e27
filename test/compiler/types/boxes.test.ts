import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../../../compiler/types/program.js";
import type { BoxPath } from "../../../runtime/table/format.js";
import { checkFiles, problemsOf, programOf, SHOP } from "../../support/problems.js";

/** The boxes of a policy with these sandboxes, by name. */
function boxes(text: string): ReadonlyMap<string, Box> {
  return new Map(programOf(`${SHOP}${text}`).boxes.map((box) => [box.name, box]));
}

const PATHS = ["/a", "/b/**", "/c/*.md", "**/.env"] as const;
const PROGRAMS = ["sh", "git", "node"] as const;

interface Sandbox {
  readonly read?: readonly string[];
  readonly hide?: readonly string[];
  readonly run?: readonly string[];
  readonly cpu?: number;
}

const sandbox = fc.record(
  {
    read: fc.subarray([...PATHS]),
    hide: fc.subarray([...PATHS], { minLength: 1 }),
    run: fc.subarray([...PROGRAMS]),
    cpu: fc.integer({ min: 1, max: 99 }),
  },
  { requiredKeys: [] },
);

function write(name: string, { read, hide, run, cpu }: Sandbox, parents: readonly string[]): string {
  const list = (word: string, items?: readonly string[]): string =>
    items === undefined ? "" : `${word} [${items.map((item) => `"${item}"`).join(", ")}] `;
  const limit = cpu === undefined ? "" : `limit [cpu ${cpu}s] `;
  const extended = parents.length === 0 ? "" : `extends [${parents.join(", ")}]`;
  return `sandbox ${name} { ${list("read", read)}${list("hide", hide)}${list("run", run)}${limit}${extended} }`;
}

/** Patterns alone: none of these boxes names an attribute. */
const sorted = (items: readonly BoxPath[]): readonly string[] =>
  items.map((item) => (typeof item === "string" ? item : item.attribute)).sort();
const stated = (
  all: readonly Sandbox[],
  of: (box: Sandbox) => readonly string[] | undefined,
): readonly string[] => sorted([...new Set(all.flatMap((box) => of(box) ?? []))]);
const canonical = (path: string): string => (path.startsWith("**") ? `/${path}` : path);

describe("a sandbox that extends others", () => {
  it("grants what any grants, hides what any hides, and has the lowest limits", () => {
    fc.assert(
      fc.property(sandbox, sandbox, sandbox, (own, one, other) => {
        const text = [write("one", one, []), write("other", other, []), write("own", own, ["one", "other"])];
        const box = boxes(text.join("\n")).get("own");
        const all = [own, one, other];
        expect(sorted(box?.read ?? [])).toEqual(sorted(stated(all, ({ read }) => read).map(canonical)));
        expect(sorted(box?.hide ?? [])).toEqual(sorted(stated(all, ({ hide }) => hide).map(canonical)));
        expect(sorted(box?.run ?? [])).toEqual(stated(all, ({ run }) => run));
        const limits = all.flatMap(({ cpu }) => cpu ?? []);
        expect(box?.limits.cpu).toBe(limits.length === 0 ? undefined : Math.min(...limits) * 1000);
      }),
      { numRuns: 50 },
    );
  });

  it("is the same in whatever order and shape it extends them", () => {
    fc.assert(
      fc.property(sandbox, sandbox, (one, other) => {
        const all = boxes(
          [
            write("one", one, []),
            write("other", other, []),
            write("forth", {}, ["one", "other"]),
            write("back", {}, ["other", "one"]),
            write("twice", {}, ["one", "forth", "other"]),
          ].join("\n"),
        );
        const shape = (name: string) => {
          const { mask, read, hide, run, limits } = all.get(name) ?? { read: [], hide: [], run: [] };
          return { mask, limits, read: sorted(read), hide: sorted(hide), run: sorted(run) };
        };
        expect(shape("back")).toEqual(shape("forth"));
        expect(shape("twice")).toEqual(shape("forth"));
      }),
      { numRuns: 50 },
    );
  });

  it("alone is what it extends", () => {
    fc.assert(
      fc.property(sandbox, (one) => {
        const all = boxes(`${write("one", one, [])}\n${write("same", {}, ["one"])}`);
        expect({ ...all.get("same"), name: "one", span: undefined }).toEqual({
          ...all.get("one"),
          span: undefined,
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe("a mask", () => {
  it.each<[string, boolean]>([
    ['sandbox b { hide "/a" }', true],
    ["sandbox b { limit [cpu 1s] }", true],
    ['sandbox b { hide "/a", read "/b" }', false],
    ['sandbox b { hide "/a", read [] }', false],
    ["sandbox b { }", false],
    ['sandbox m { hide "/a" } sandbox b { extends m }', true],
    ['sandbox m { hide "/a" } sandbox b { extends m, limit [wall 1s] }', true],
    ['sandbox m { hide "/a" } sandbox b { extends m, run "sh" }', false],
    ['sandbox m { read "/a" } sandbox b { extends m, hide "/a/b" }', false],
    ['sandbox b { hide "/a", must kernel }', true],
    ['sandbox m { hide "/a" } sandbox b { extends m, must kernel }', true],
    ["sandbox b { must kernel }", false],
  ])("%s: %s", (text, mask) => {
    expect(boxes(text).get("b")?.mask).toBe(mask);
  });
});

describe("a sandbox", () => {
  it("has its entries in their normal form", () => {
    const text = `zone near = ["*.Near.example", "10.0.0.0/8"]
      sandbox b {
        read  ["**/.env", "/srv/"]
        reach [near, "API.corp.example:443"]
        env   ["LANG", "LANG"]
        limit [memory 2GiB, processes 64, wall 5m]
      }`;
    expect(boxes(text).get("b")).toMatchObject({
      read: ["/**/.env", "/srv"],
      reach: ["*.near.example", "10.0.0.0/8", "api.corp.example:443"],
      env: ["LANG"],
      limits: { memory: 2 ** 31, processes: 64, wall: 300_000 },
    });
    expect(boxes("sandbox b { reach any }").get("b")?.reach).toBe("any");
  });

  it("takes paths from home and from attributes, and hands them on", () => {
    const text = `context { cwd: path, home?: path }
      sandbox base { hide ["~/.ssh/**", "~"], write context.cwd, must kernel }
      sandbox b { read [context.cwd, "/usr/**"], extends base }`;
    const own = { attribute: "context.cwd", pattern: "/**" };
    const homes = ["/home/*/.ssh/**", "/Users/*/.ssh/**", "/root/.ssh/**"];
    expect(boxes(text).get("b")).toMatchObject({
      read: [own, "/usr/**"],
      write: [own],
      hide: [
        ...homes,
        { attribute: "context.home", pattern: "/.ssh/**" },
        ...["/home/*", "/Users/*", "/root", { attribute: "context.home", pattern: "/" }],
      ],
      must: "kernel",
    });
    expect(boxes('sandbox b { hide "~/.ssh/**" }').get("b")?.hide).toEqual(homes);
  });

  it.each<[string, readonly string[]]>([
    ["sandbox a { extends b }\nsandbox b { extends a }", ["AP2008 «a»"]],
    ["sandbox a { extends a }", ["AP2008 «a»"]],
    ["sandbox a { extends c }", ["AP2001 «c»"]],
    ['sandbox a { read "srv/**" }', ['AP2015 «"srv/**"»']],
    ['sandbox a { hide "/a/../b" }', ['AP2015 «"/a/../b"»']],
    ['sandbox a { reach "http://x" }', ['AP2015 «"http://x"»']],
    ["sandbox a { reach near }", ["AP2001 «near»"]],
    ['sandbox a { run "rm -rf" }', ['AP2015 «"rm -rf"»']],
    ['sandbox a { env "A=B" }', ['AP2015 «"A=B"»']],
    ["sandbox a { limit [cpu 0s] }", ["AP3010 «0s»"]],
    ["sandbox a { limit [cpu 5] }", ["AP2056 «5»"]],
    ["sandbox a { limit [memmory 5MiB] }", ["AP2001 «memmory»"]],
    ["sandbox a { limit [cpu 5s, cpu 6s] }", ["AP2002 «cpu»"]],
    ["sandbox a { must kernell }", ["AP2001 «kernell»"]],
    ["sandbox a { write [context.env] }", ["AP3100 «context.env»"]],
    ["sandbox a { write [context.nope] }", ["AP2001 «nope»"]],
    ["sandbox a { write [args.path] }", ["AP3100 «args.path»"]],
    ["sandbox a { write [impact.note] }", ["AP3100 «impact.note»"]],
    ["sandbox a { write [cwd] }", ["AP2001 «cwd»"]],
    ["sandbox a { env [context.env] }", ["AP3100 «context.env»"]],
    ['context { home: string }\nsandbox a { hide "~/x" }', ['AP2091 «"~/x"»']],
    ['sandbox a { read "~ben/x" }', ['AP2015 «"~ben/x"»']],
    ['sandbox a { read "/x" }', ["AP3006 «a»"]],
    ["rule r on files.read { sandbox bx }\nsandbox box { }", ["AP2001 «bx»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("may extend others to a bound", () => {
    const chain = (length: number): string =>
      Array.from(
        { length },
        (_, at) => `sandbox b${at} { hide "/x"${at + 1 < length ? `, extends b${at + 1}` : ""} }`,
      ).join("\n");
    expect(boxes(chain(100)).size).toBe(100);
    const { diagnostics } = checkFiles({ "main.agentpol": `${SHOP}${chain(3000)}` });
    expect(diagnostics[0]?.code).toBe("AP2025");
  });
});
