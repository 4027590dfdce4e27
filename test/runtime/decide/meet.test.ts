// What a permitted action may touch: paths of the request in its box, and the meet of several boxes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { meetOf } from "../../../runtime/decide/meet.js";
import type { PathRule, SandboxObligation } from "../../../runtime/decide/request.js";
import { createRuntime } from "../../../runtime/runtime.js";
import type { Box } from "../../../runtime/table/format.js";
import { globMatches } from "../../../runtime/values/glob.js";
import { reading } from "../../support/problems.js";

const POLICY = `policy p { default block }
agent { id: string }
context { cwd: path, home?: path }
action shell.exec(command: command, path: path) { runs command, reversible always }
sandbox work { read ["/usr/**", context.cwd], write [context.cwd], hide ["~/.ssh/**"], run ["sh"] }
sandbox held { read "/**", hide "/etc/**", must kernel }
rule may on shell.exec { allow }
rule boxed on shell.exec { sandbox work }
rule strictly on shell.exec { when has context.home, sandbox held }
rule keys on shell.exec { when args.path like "~/.ssh/**", mode shadow, block }
`;

const { table } = compile("main.agentpol", { read: reading({ "main.agentpol": POLICY }) });

async function decide(context: object, path = "/x") {
  const runtime = await createRuntime(table, { sandbox: { name: "a stand-in" } });
  const action = { name: "shell.exec", args: { command: "sh a", path } };
  return runtime.attempt({ agent: { id: "a" }, context, action });
}

async function boxOf(context: object): Promise<SandboxObligation | undefined> {
  return (await decide(context)).obligations.sandbox;
}

/** What an enforcement point makes of a rule. */
function covers(rule: PathRule, path: string): boolean {
  if (typeof rule === "string") return globMatches({ kind: "path", text: rule }, path);
  const { root, pattern } = rule;
  const below = root === "/" ? path : path === root ? "/" : path.slice(root.length);
  const isBelow = root === "/" || path === root || path.startsWith(`${root}/`);
  return isBelow && globMatches({ kind: "path", text: pattern }, below);
}

describe("a box that names an attribute", () => {
  it("has what the request holds, in read, write and hide", async () => {
    expect(await boxOf({ cwd: "/srv/a", home: "/data/ann" })).toEqual({
      boxes: ["work", "held"],
      read: [["/usr/**", { root: "/srv/a", pattern: "/**" }], ["/**"]],
      write: [[{ root: "/srv/a", pattern: "/**" }], []],
      hide: [
        ...["/home/*/.ssh/**", "/Users/*/.ssh/**", "/root/.ssh/**"],
        { root: "/data/ann", pattern: "/.ssh/**" },
        "/etc/**",
      ],
      reach: [[]],
      run: [["sh"], []],
      env: [[]],
      limits: {},
      must: "kernel",
    });
  });

  it("takes the signs of patterns literally", async () => {
    const box = await boxOf({ cwd: "/srv/**" });
    const write = box?.write[0] ?? [];
    expect(write).toEqual([{ root: "/srv/**", pattern: "/**" }]);
    expect(write.map((rule) => covers(rule, "/srv/**/x"))).toEqual([true]);
    expect(write.map((rule) => covers(rule, "/srv/other/x"))).toEqual([false]);
  });

  it("hides what it names wherever it may be, where the request does not say", async () => {
    const box = await boxOf({ cwd: "/srv/a" });
    expect(box?.hide.at(-1)).toBe("/**/.ssh/**");
    expect(box).not.toHaveProperty("must");
  });

  it("demands a request that states it", async () => {
    expect((await decide({})).code).toBe("request.invalid");
    expect((await decide({ cwd: "srv" })).code).toBe("request.invalid");
  });

  it("hides what a rule on the same pattern would not let pass, and nothing else", async () => {
    const paths = [
      "/root/.ssh/a",
      "/home/x/.ssh",
      "/data/u/.ssh/id",
      "/data/u/ssh",
      "/.ssh/k",
      "/data/*/.ssh/k",
    ];
    const homes = [undefined, "/", "/data/u", "/data/*"];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.constantFrom(...homes), async (path, home) => {
        const context = { cwd: "/srv", ...(home !== undefined && { home }) };
        const { obligations, shadow } = await decide(context, path);
        const isHidden = (obligations.sandbox?.hide ?? []).some((rule) => covers(rule, path));
        expect(isHidden).toBe(shadow?.verdict === "block");
      }),
      { numRuns: 60 },
    );
  });
});

const BOX: Box = { mask: false, read: [], write: [], hide: [], reach: [], run: [], env: [], limits: {} };
const WHERE = fc.constantFrom(
  "/a/**",
  { attribute: "context.cwd", pattern: "/**" },
  { attribute: "context.no", pattern: "/x" },
);
const lists = fc.record({ read: fc.array(WHERE), write: fc.array(WHERE), hide: fc.array(WHERE) });
const anyBox: fc.Arbitrary<Box> = fc
  .tuple(lists, fc.boolean(), fc.boolean())
  .map(([paths, mask, must]) => ({ ...BOX, ...paths, mask, ...(must && { must: "kernel" as const }) }));

describe("the meet of boxes", () => {
  const valueOf = (path: string): string | undefined => (path === "context.cwd" ? "/srv" : undefined);
  const allows = (lists: SandboxObligation["read"], path: string): boolean =>
    lists.length > 0 && lists.every((list) => list.some((rule) => covers(rule, path)));

  it("allows what all allow, hides what any hides, and must what one must", () => {
    fc.assert(
      fc.property(anyBox, anyBox, fc.constantFrom("/a/b", "/srv/x", "/x", "/q/x"), (one, other, path) => {
        const boxes = { one, other };
        const alone = (name: string) => meetOf(boxes, [name], valueOf);
        const both = meetOf(boxes, ["one", "other"], valueOf);
        const full = (["one", "other"] as const).filter((name) => !boxes[name].mask);
        const all = full.length > 0 && full.every((name) => allows(alone(name).read, path));
        expect(allows(both.read, path)).toBe(all);
        const hides = (name: string) => alone(name).hide.some((rule) => covers(rule, path));
        expect(both.hide.some((rule) => covers(rule, path))).toBe(hides("one") || hides("other"));
        expect(both.must).toBe(one.must ?? other.must);
      }),
    );
  });
});
