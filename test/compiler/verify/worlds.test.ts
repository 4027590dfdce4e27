// LAW: no claim is proved that some request breaks, and none refuted that all keep, where rules and claims select names of
// wildcards, ask data that is refreshed, hang on classifiers, or cannot be decided: every request of a small world is asked.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { keeps } from "../../../compiler/verify/claims.js";
import { verifyClaims } from "../../../compiler/verify/verify.js";
import { decide } from "../../../runtime/decide/decide.js";
import type { Facts } from "../../../runtime/decide/request.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { Verdict } from "../../../runtime/table/verdict.js";
import { policyOfFiles } from "../../support/compiling.js";
import { groundOfFiles } from "../../support/verifying.js";

const POLICIES = Number(process.env.VERIFY_POLICIES ?? 25);

beforeAll(ready);

interface World {
  readonly declared: string;
  readonly files?: Readonly<Record<string, string>>;
  /** What a header may say beside its default. */
  readonly headers: readonly string[];
  readonly selectors: readonly string[];
  readonly atoms: readonly string[];
  /** What claims may ask, where it is less. */
  readonly claimed?: readonly string[];
  /** Together they show every class of everything that is asked. */
  readonly requests: readonly object[];
  readonly facts: readonly Facts[];
}

const product = <A, B, T>(as: readonly A[], bs: readonly B[], make: (a: A, b: B) => T): readonly T[] =>
  as.flatMap((a) => bs.map((b) => make(a, b)));

const NAMES = [
  ...["run", "list", "x", "fs.read", "fs.read-all", "fs.list", "fs.x", "fs.wipe", "web.list", "web.x"],
].map((name) => `mcp.${name}`);

const WORLDS: Readonly<Record<string, World>> = {
  "names of wildcards": {
    declared: `agent { id: string }
action mcp.*(kind: a | b) { effect read, reversible always }
action mcp.fs.*(kind: a | b) { effect write, reversible always }
action mcp.fs.wipe(kind: a | b) { effect delete, reversible never }
`,
    headers: [""],
    selectors: [
      ...["mcp.*", "mcp.fs.*", "mcp.run", "mcp.*.list", "mcp.fs.wipe", "*"],
      ...["mcp.* except mcp.fs.read*", "mcp.run, mcp.*.list", "* except mcp.fs.*, mcp.run"],
    ],
    atoms: [
      ...["args.kind == a", 'action.name == "mcp.run"', 'action.name like "mcp.fs.*"'],
      ...["action.name == mcp.fs.wipe", 'action.name in ["mcp.fs.read", "mcp.list"]'],
      ...['action.name like ["*.list", "mcp.fs.read*"]', "action.effect == write", "action.reversible"],
    ],
    requests: product(NAMES, ["a", "b"], (name, kind) => ({
      agent: { id: "x" },
      action: { name, args: { kind } },
    })),
    facts: [{}],
  },
  "refreshed data": {
    declared: `agent { id: string }
data feed: set<string> from "feed.json" refresh 5m
data rates: map<string, int> from "rates.json" refresh 5m
action act(to: string, n: int) { effect write, reversible always }
`,
    files: { "feed.json": '["Acme"]', "rates.json": '{"Acme": 3}' },
    headers: [""],
    selectors: ["act"],
    atoms: [
      ...["args.to in feed", "args.to not in feed", 'args.to == "Acme"', "args.n >= 3", "size(feed) >= 1"],
      ...["known(args.to in feed)", "agent.id in feed", "has rates[args.to]"],
      "has rates[args.to] and rates[args.to] >= args.n",
    ],
    requests: product(["Acme", "Bob"], [0, 3, 4], (to, n) => ({
      agent: { id: "x" },
      action: { name: "act", args: { to, n } },
    })),
    facts: product(
      [undefined, [], ["Acme"], ["Bob"], ["Acme", "Bob"], ["x"], ["Acme", "x"]],
      [undefined, {}, { Acme: 0 }, { Acme: 9 }, { Bob: 3, Acme: 3 }],
      (feed, rates) => ({
        now: 0,
        data: { ...(feed && { feed }), ...(rates && { rates }) },
      }),
    ),
  },
  classifiers: {
    declared: `agent { id: string }
classifier toxic(text: string) : bool { host "toxic" }
classifier mood(text: string) : calm | angry { host "mood" }
action act(to: string, kind: a | b) { effect write, reversible always }
`,
    headers: [""],
    selectors: ["act"],
    atoms: [
      ...["toxic(args.to)", "not toxic(args.to)", "known(toxic(args.to))", "args.kind == a"],
      ...["mood(args.to) == angry", "mood(args.to) != calm", "toxic(agent.id)"],
    ],
    claimed: ["args.kind == a", "args.kind != a"],
    requests: ["a", "b"].map((kind) => ({
      agent: { id: "x" },
      action: { name: "act", args: { to: "y", kind } },
    })),
    facts: product(
      product([undefined, true, false], [undefined, true, false], (a, b) => [a, b] as const),
      [undefined, "calm", "angry"],
      ([a, b], mood) => ({
        classifiers: [
          ...(a === undefined ? [] : [{ classifier: "toxic", args: { text: "y" }, answer: a }]),
          ...(b === undefined ? [] : [{ classifier: "toxic", args: { text: "x" }, answer: b }]),
          ...(mood === undefined ? [] : [{ classifier: "mood", args: { text: "y" }, answer: mood }]),
        ],
      }),
    ),
  },
  faults: {
    declared: `agent { id: string }
action act(n: int, flag: bool) { effect write, reversible always }
`,
    headers: [
      "",
      ", on_error allow",
      ", on_error throttle",
      ", on_error block, on_error allow when args.flag",
      ", on_error block, on_error throttle when args.flag, on_error allow when args.n > 5",
      ", on_error throttle, on_error allow when not (args.flag and args.n > 1)",
    ],
    selectors: ["act"],
    atoms: [
      ...["args.flag", "args.n > 1", "args.n * 9_007_199_254_740_991 > 1", "args.n * args.n * args.n > 5"],
      ...["args.n + 1 > 2", "args.n == 9_007_199_254_740_991"],
    ],
    // What of a claim's own guard cannot be decided, it leaves open.
    claimed: ["args.flag", "args.n > 1", "args.n < 5", "args.n == 9_007_199_254_740_991"],
    requests: product(
      [-(2 ** 53 - 1), -1, 0, 1, 2, 3, 6, 2 ** 53 - 2, 2 ** 53 - 1],
      [true, false],
      (n, flag) => ({ agent: { id: "x" }, action: { name: "act", args: { n, flag } } }),
    ),
    facts: [{}],
  },
};

interface Claimed {
  readonly on: string;
  readonly when: string;
  readonly bound: string;
  readonly verdict: Verdict;
}

interface Drawn {
  readonly fallback: string;
  readonly header: string;
  readonly rules: readonly { readonly on: string; readonly when: string; readonly verdict: string }[];
  readonly claims: readonly Claimed[];
}

function guardOf(atoms: readonly string[]): fc.Arbitrary<string> {
  return fc.letrec<{ guard: string }>((tie) => ({
    guard: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(...atoms),
      fc
        .tuple(tie("guard"), fc.constantFrom("and", "or"), tie("guard"))
        .map(([a, op, b]) => `(${a}) ${op} (${b})`),
      tie("guard").map((each) => `not (${each})`),
    ),
  })).guard;
}

function drawnIn({ headers, selectors, atoms, claimed = atoms }: World): fc.Arbitrary<Drawn> {
  const on = fc.constantFrom(...selectors);
  const rule = fc.record({
    on,
    when: guardOf(atoms),
    verdict: fc.constantFrom("allow", "allow", "block", "throttle"),
  });
  const claim = fc.record({
    on,
    when: guardOf(claimed),
    bound: fc.constantFrom("", "at least ", "at most "),
    verdict: fc.constantFrom<Verdict>("allow", "throttle", "block"),
  });
  return fc.record({
    fallback: fc.constantFrom("block", "block", "throttle", "allow"),
    header: fc.constantFrom(...headers),
    rules: fc.array(rule, { minLength: 1, maxLength: 5 }),
    claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
  });
}

function textOf({ declared }: World, { fallback, header, rules, claims }: Drawn): string {
  return [
    `policy p { default ${fallback}${header} }`,
    declared,
    ...rules.map(({ on, when, verdict }, i) => `rule r${String(i)} on ${on} { when ${when}, ${verdict} }`),
    ...claims.map(
      ({ on, when, bound, verdict }, i) =>
        `assert c${String(i)} on ${on} { when ${when}, expect ${bound}${verdict} }`,
    ),
  ].join("\n");
}

/** Every request with all that may be known beside it, and what is decided of it. */
function allIn({ requests, facts, files = {} }: World, text: string): readonly Verdict[] {
  const policy = policyOfFiles({ ...files, "p.agentpol": text });
  return product(requests, facts, (request, known) => decide(policy, request, known).verdict);
}

/** Of which of them does the claim speak? Its guard is that of a rule that alone permits, and a fault is no match. */
function spokenOf(world: World, { on, when }: Claimed): readonly boolean[] {
  const text = `policy p { default block, on_error block }\n${world.declared}rule in_it on ${on} { when ${when}, allow }`;
  return allIn(world, text).map((verdict) => verdict === "allow");
}

describe.each(Object.entries(WORLDS))("claims about %s", (_, world) => {
  it("are what all decisions say", () => {
    const seen = { proved: 0, refuted: 0, "not verified": 0 };
    const property = fc.property(drawnIn(world), (drawn) => {
      const text = textOf(world, drawn);
      const results = verifyClaims(groundOfFiles({ ...world.files, "p.agentpol": text }));
      const verdicts = allIn(world, text);
      expect(results.length).toBe(drawn.claims.length);
      for (const [i, claimed] of drawn.claims.entries()) {
        const { claim, status } = results[i] ?? {};
        if (claim === undefined || status === undefined) throw new Error(`no result of claim ${String(i)}`);
        const spoken = spokenOf(world, claimed);
        const isBroken = verdicts.some((verdict, place) => spoken[place] === true && !keeps(claim, verdict));
        seen[status] += 1;
        if (status === (isBroken ? "proved" : "refuted"))
          throw new Error(`${claim.name} is ${status}, and is ${isBroken ? "broken" : "kept"}\n${text}`);
      }
    });
    fc.assert(property, { numRuns: POLICIES });
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(Math.min(seen.proved, seen.refuted)).toBeGreaterThan(0);
  }, 300_000);
});

describe("a claim about some names of a wildcard", () => {
  it.each([
    ["mcp.run, mcp.*.list", /^mcp\.(run|.*\.list)$/],
    ["mcp.* except mcp.fs.*, mcp.x", /^mcp\.(?!fs\.|x$)/],
    ["mcp.fs.read*", /^mcp\.fs\.read/],
  ])("is refuted by one of them: %s", (on, expected) => {
    const { declared = "" } = WORLDS["names of wildcards"] ?? {};
    const text = `policy p { default block }\n${declared}rule all on mcp.* { allow }\nassert c on ${on} { expect block }`;
    const [result] = verifyClaims(groundOfFiles({ "p.agentpol": text }));
    if (result?.status !== "refuted") throw new Error(`it is ${result?.status ?? "not told"}`);
    expect(result.counterexample.request.action).toMatchObject({
      name: expect.stringMatching(expected) as string,
    });
  });
});

describe("a claim about refreshed data", () => {
  it("is broken where the data is not there, and so its size is not known", () => {
    const rules = `policy p { default block }
rule some on act { when size(feed) >= 1, allow }
rule none on act { when not (args.to in feed and size(feed) >= 1), allow }
assert cheap on act { when has rates[args.to] and not (args.n >= 3), expect allow }
`;
    const { declared = "", files = {} } = WORLDS["refreshed data"] ?? {};
    const [result] = verifyClaims(groundOfFiles({ ...files, "p.agentpol": rules + declared }));
    expect(result?.status).not.toBe("proved");
  });
});
