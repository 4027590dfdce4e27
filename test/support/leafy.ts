// Random policies whose conditions are told leaf by leaf, over requests so few that all can be decided: what coverage
// says was seen is held against a naive evaluation of each leaf.

import fc from "fast-check";
import { and, type Truth } from "./small-conditions.js";

export interface Asking {
  readonly role: "clerk" | "lead";
  readonly n: number;
  readonly kind: "a" | "b" | "c";
  readonly opt: boolean | undefined;
  readonly cost: number | undefined;
  /** What the classifier answers, if it does. */
  readonly hint: "yes" | "no" | "silent";
}

/** Every request there is, but for numbers that nothing tells apart. */
export function everybody(): readonly Asking[] {
  const all: Asking[] = [];
  for (const role of ["clerk", "lead"] as const)
    for (const n of [-1, 0, 1, 2, 3])
      for (const kind of ["a", "b", "c"] as const)
        for (const opt of [undefined, false, true])
          for (const cost of [undefined, 1.99, 2, 2.01])
            for (const hint of ["yes", "no", "silent"] as const) all.push({ role, n, kind, opt, cost, hint });
  return all;
}

export const asking: fc.Arbitrary<Asking> = fc.constantFrom(...everybody());

/** What is asked by itself, as it is written; a cut where it compares a number. */
export interface Leaf {
  readonly text: string;
  readonly holds: (asking: Asking) => Truth;
  readonly cuts?: readonly Cut[];
}

/** The two values next to each other. */
export interface Cut {
  readonly of: (asking: Asking) => number | undefined;
  readonly below: number;
  readonly above: number;
}

export interface Tree {
  readonly text: string;
  readonly leaves: readonly Leaf[];
  readonly holds: (asking: Asking) => Truth;
}

/** Unknown where nobody answers. */
export function answerTo(hint: unknown): Truth {
  return hint === "silent" ? undefined : hint === "yes";
}

const ofN = ({ n }: Asking): number => n;
const ofCost = ({ cost }: Asking): number | undefined => cost;

const certain: readonly Leaf[] = [
  { text: "agent.role == lead", holds: ({ role }) => role === "lead" },
  { text: "args.kind != a", holds: ({ kind }) => kind !== "a" },
  { text: "args.kind not in [a, b]", holds: ({ kind }) => kind === "c" },
  { text: "args.kind in [b, c]", holds: ({ kind }) => kind !== "a" },
  { text: "has args.opt", holds: ({ opt }) => opt !== undefined },
  { text: "args.n < 1", holds: ({ n }) => n < 1, cuts: [{ of: ofN, below: 0, above: 1 }] },
  { text: "0 <= args.n", holds: ({ n }) => n >= 0, cuts: [{ of: ofN, below: -1, above: 0 }] },
  {
    text: "args.n in 0..1",
    holds: ({ n }) => n >= 0 && n <= 1,
    cuts: [
      { of: ofN, below: -1, above: 0 },
      { of: ofN, below: 1, above: 2 },
    ],
  },
  { text: "args.n == 2", holds: ({ n }) => n === 2 },
  { text: "risk(args.hint)", holds: ({ hint }) => answerTo(hint) },
];

/** What is asked only of what is there; the leaf itself is unknown where it is not. */
const HAS_COST: Leaf = { text: "has impact.cost", holds: ({ cost }) => cost !== undefined };
const HAS_OPT: Leaf = { text: "has args.opt", holds: ({ opt }) => opt !== undefined };

const guarded: readonly (readonly [Leaf, Leaf])[] = [
  [HAS_OPT, { text: "args.opt", holds: ({ opt }) => opt }],
  [
    HAS_COST,
    {
      text: "impact.cost > 2 USD",
      holds: ({ cost }) => (cost === undefined ? undefined : cost > 2),
      cuts: [{ of: ofCost, below: 2, above: 2.01 }],
    },
  ],
  [
    HAS_COST,
    {
      text: "impact.cost >= 2 USD",
      holds: ({ cost }) => (cost === undefined ? undefined : cost >= 2),
      cuts: [{ of: ofCost, below: 1.99, above: 2 }],
    },
  ],
];

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...certain).map((each): Tree => ({ ...each, leaves: [each] })),
    fc.constantFrom(...guarded).map(([has, asks]) => ({
      text: `(${has.text} and ${asks.text})`,
      leaves: [has, asks],
      holds: (at: Asking) => and(has.holds(at), asks.holds(at)),
    })),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
      text: `(${a.text} and ${b.text})`,
      leaves: [...a.leaves, ...b.leaves],
      holds: (at: Asking) => and(a.holds(at), b.holds(at)),
    })),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]) => ({
      text: `(${a.text} or ${b.text})`,
      leaves: [...a.leaves, ...b.leaves],
      holds: (at: Asking) => not(and(not(a.holds(at)), not(b.holds(at)))),
    })),
    tie("tree").map((a) => ({
      text: `not (${a.text})`,
      leaves: a.leaves,
      holds: (at: Asking) => not(a.holds(at)),
    })),
  ),
})).tree;

export interface LeafyRule {
  readonly when: Tree;
  readonly unless: Tree | undefined;
  readonly permits: boolean;
  /** Does its `when` stand in a let? */
  readonly isNamed: boolean;
  readonly shadow: boolean;
}

export const leafyRules: fc.Arbitrary<readonly LeafyRule[]> = fc.array(
  fc.record({
    when: tree,
    unless: fc.option(tree, { nil: undefined }),
    permits: fc.boolean(),
    isNamed: fc.boolean(),
    shadow: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
  }),
  { minLength: 1, maxLength: 4 },
);

export function leafyText(rules: readonly LeafyRule[]): string {
  const lets = rules.flatMap(({ when, isNamed }, i) => (isNamed ? [`let l${String(i)} = ${when.text}`] : []));
  const texts = rules.map(({ when, unless, permits, isNamed, shadow }, i) => {
    const clauses = [
      `when ${isNamed ? `l${String(i)}` : when.text}`,
      ...(unless === undefined ? [] : [`unless ${unless.text}`]),
      permits ? "allow" : "block",
      ...(shadow ? ["mode shadow"] : []),
    ];
    return `rule r${String(i)} on act { ${clauses.join(", ")} }`;
  });
  return `policy p { default block }
agent { id: string, role: clerk | lead }
impact { cost: money(USD) }
action act(n: int, kind: a | b | c, hint: string, opt?: bool) { effect write, reversible never }
classifier risk(hint: string): bool { host "risk" }
rule asks on act { when risk(args.hint), block, mode shadow }
${[...lets, ...texts].join("\n")}
`;
}

export function requestOf({ role, n, kind, opt, cost, hint }: Asking): object {
  return {
    agent: { id: "a-1", role },
    context: {},
    impact: cost === undefined ? {} : { cost },
    action: { name: "act", args: { n, kind, hint, ...(opt !== undefined && { opt }) } },
  };
}

/** Does the guard let the rule match? One that permits wants it known. */
export function isMatching({ when, unless, permits }: LeafyRule, at: Asking): boolean {
  const truth = and(when.holds(at), unless === undefined ? true : not(unless.holds(at)));
  return permits ? truth === true : truth !== false;
}
