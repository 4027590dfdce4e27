// `diff` where grants, classifiers, names of wildcards and what faults give change.

import { beforeAll, describe, expect, it } from "vitest";
import type { Diff } from "../../../../compiler/verify/diff/diff.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { diffOf, toldOf } from "../../../support/diffing.js";

beforeAll(ready);

const HEAD = `policy p { default block }
agent { id: string }
group g = ["ana@corp.example"]
group h = ["ben@corp.example"]
sandbox box { read "/srv/**" }
sandbox wide { read "/**" }
classifier toxic(text: string): decimal { host "toxic" }
action mcp.*(kind: a | b) { effect read, reversible always }
action mcp.fs.*(kind: a | b) { effect write, reversible always }
action act(to: string) { effect write, reversible always }
`;
const made = (before: string, after: string): Diff => diffOf(HEAD + before, HEAD + after);
/** The name of the request that shows what becomes of one action. */
function shown({ differences }: Diff, action: string): string {
  const example = differences.flatMap(({ examples }) => examples).find((each) => each.action === action);
  return JSON.stringify(example?.request.action ?? "not shown");
}

describe("a grant", () => {
  const grant = (more: string, { box = "box", expires = "1h", otherwise = "block" } = {}): string =>
    `grant r on act { inside ${box}, scope agent.id, expires ${expires}, ${more} else ${otherwise} }`;
  const REVOKED = "revoke when outcome == failed,";

  it("that lives longer, or shorter, is told by itself", () => {
    const longer = made(grant(""), grant("", { expires: "2h" }));
    expect(toldOf(longer)).toEqual([]);
    expect(longer.changes).toEqual([
      { of: "grant", name: "p.r", direction: "loosened", text: "expires after 2h, before after 1h" },
    ]);
    const [shorter] = made(grant("", { expires: "2h" }), grant("")).changes;
    expect(shorter?.direction).toBe("tightened");
  });

  it.each([
    ["", REVOKED, "tightened", "now revoked when outcome == failed"],
    [REVOKED, "", "loosened", "no more revoked when outcome == failed"],
    [
      REVOKED,
      "revoke when outcome == ok,",
      "other",
      "revoked when outcome == failed became when outcome == ok",
    ],
  ])("whose end changes: %s → %s", (before, after, direction, text) => {
    const diff = made(grant(before), grant(after));
    expect(toldOf(diff)).toEqual([]);
    expect(diff.changes).toEqual([{ of: "grant", name: "p.r", direction, text }]);
  });

  it("in another box, for somebody else, or with another end", () => {
    expect(toldOf(made(grant(""), grant("", { box: "wide" })))).toEqual([
      "other act sandbox → sandbox where the grant p.r is unused or live -sandbox box +sandbox wide",
    ]);
    const [scope] = made(grant(""), grant("").replace("scope agent.id", "scope args.to")).changes;
    expect(scope).toMatchObject({ of: "grant", direction: "other" });
    const ended = (verdict: string) => `rule ok on act { allow }\n${grant("", { otherwise: verdict })}`;
    expect(toldOf(made(ended("throttle"), ended("block")))).toEqual([
      "tightened act throttle → block where the grant p.r is ended",
    ]);
  });

  it("that is added permits, and one that is removed does no more", () => {
    expect(toldOf(made("", grant("")))).toEqual([
      "loosened act block → sandbox where the grant p.r is unused or live",
    ]);
    expect(toldOf(made(grant(""), ""))).toEqual([
      "tightened act sandbox → block where the grant p.r is unused or live",
    ]);
  });
});

describe("a classifier", () => {
  const rule = (guard: string): string => `rule ok on act { allow }\nrule r on act { when ${guard}, block }`;

  it("that is asked with another bound", () => {
    const diff = made(rule("toxic(args.to) > 0.5"), rule("toxic(args.to) > 0.7"));
    expect(toldOf(diff)).toEqual([
      "loosened act block → allow where toxic(args.to) > 0.5 and toxic(args.to) <= 0.7",
    ]);
    const [answer] = diff.differences[0]?.examples[0]?.before.facts.classifiers ?? [];
    expect(Number(answer?.answer)).toBeGreaterThan(0.5);
    expect(Number(answer?.answer)).toBeLessThanOrEqual(0.7);
  });

  it("whose silence counts no more", () => {
    expect(
      toldOf(
        made(rule("toxic(args.to) > 0.5"), rule("known(toxic(args.to) > 0.5) and toxic(args.to) > 0.5")),
      ),
    ).toEqual(["loosened act block → allow where toxic(args.to) is unknown"]);
  });
});

describe("names of wildcards", () => {
  it("that a rule selects no more are shown by one of them", () => {
    const diff = made("rule r on mcp.* { allow }", "rule r on mcp.* except mcp.fs.read* { allow }");
    const name = shown(diff, "mcp.fs.*");
    expect(name).toMatch(/"mcp\.fs\.read/);
  });

  it("that a rule selects anew", () => {
    const diff = made("rule r on mcp.run { allow }", "rule r on mcp.run, mcp.*.list { allow }");
    expect(
      diff.differences.flatMap(({ direction, actions }) => actions.map((action) => [direction, action])),
    ).toEqual([
      ["loosened", "mcp.*"],
      ["loosened", "mcp.fs.*"],
    ]);
    expect(shown(diff, "mcp.*")).toMatch(/"mcp\.[a-z.]*\.list"/);
    expect(shown(diff, "mcp.fs.*")).toMatch(/"mcp\.fs\.[a-z.]*list"/);
  });

  it("that a condition tells apart", () => {
    const rule = (more: string): string => `rule r on mcp.* { when args.kind == a${more}, allow }`;
    const diff = made(rule(""), rule(' and action.name like "mcp.fs.*"'));
    expect(shown(diff, "mcp.*")).toMatch(/"mcp\.(?!fs\.)/);
    // There no name is another: it is not shown.
    expect(shown(diff, "mcp.fs.*")).toBe('"not shown"');
  });
});

describe("what is decided of what cannot be", () => {
  it.each([
    ["", ", on_error allow", "loosened", "was given block, and is given allow"],
    [", on_error throttle", "", "tightened", "was given throttle, and is given block"],
    [
      ", on_error escalate to g",
      ", on_error escalate to h",
      "other",
      "was given escalate (need 1 of g within 15m asking g), and is given escalate (need 1 of h within 15m asking h)",
    ],
  ])("by itself: %s → %s", (before, after, direction, text) => {
    const header = (more: string): string => HEAD.replace("default block", `default block${more}`);
    const diff = diffOf(header(before), header(after));
    expect(diff.changes).toEqual([
      { of: "on_error", name: "p", direction, text: `what cannot be decided ${text}` },
    ]);
  });

  it.each([
    ["throttle", "allow", 'throttle when agent.id == "x"', 'allow when agent.id == "x"'],
    [
      "escalate to g",
      "escalate to h",
      'escalate (need 1 of g within 15m asking g) when agent.id == "x"',
      'escalate (need 1 of h within 15m asking h) when agent.id == "x"',
    ],
  ])("under a condition: %s → %s", (before, after, was, is) => {
    const header = (verdict: string): string =>
      HEAD.replace(
        "default block",
        `default block, on_error block, on_error ${verdict} when agent.id == "x"`,
      );
    const diff = diffOf(header(before), header(after));
    expect(diff.changes).toEqual([
      { of: "on_error", name: "p", direction: "other", text: `its conditions were ${was}, and are ${is}` },
    ]);
  });

  it("under a condition whose words stay, and mean something else", () => {
    const policy = (id: string): string =>
      `${HEAD.replace("default block", "default block, on_error allow when is_ours(agent.id)")}
let is_ours(id: string) = id == "${id}"`;
    const text = "its conditions are allow when is_ours(agent.id) as before, and mean something else";
    expect(diffOf(policy("a"), policy("b")).changes).toEqual([
      { of: "on_error", name: "p", direction: "other", text },
    ]);
    expect(diffOf(policy("a"), policy("a").replaceAll("is_ours", "is_own")).changes).toEqual([]);
  });
});
