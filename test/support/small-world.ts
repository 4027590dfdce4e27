// Random policies over a world so small that every request can be decided: what is proved of them is held against all.

import fc from "fast-check";
import { and, treeOf, type Condition } from "./small-conditions.js";

export interface Small {
  readonly role: "clerk" | "lead";
  readonly n: number;
  readonly kind: "a" | "b" | "c";
  readonly opt: boolean | undefined;
  /** As predicted. */
  readonly cost: 1 | 3 | undefined;
  /** Has everybody agreed? */
  readonly approved: boolean;
}

export type SmallCondition = Condition<Small>;

export interface SmallRule {
  readonly name: string;
  readonly form: "rule" | "quorum" | "throttle" | "cap";
  readonly verdict: "allow" | "allow once approved by people" | "escalate to people" | "block" | "throttle";
  readonly action: "act.one" | "act.two" | "act.*";
  readonly when: SmallCondition;
  readonly tells: boolean;
}

export interface SmallClaim {
  readonly name: string;
  readonly action: "act.one" | "act.two" | "act.*";
  readonly when: SmallCondition;
  readonly bound: "" | "at least " | "at most ";
  readonly verdict: "allow" | "throttle" | "escalate" | "block";
}

export interface SmallPolicy {
  readonly fallback: "block" | "allow" | "escalate to people";
  readonly mode: "enforce" | "shadow";
  readonly rules: readonly SmallRule[];
  readonly claims: readonly SmallClaim[];
  readonly floor?: { readonly mode: "enforce" | "shadow"; readonly rules: readonly SmallRule[] };
}

export const ACTIONS = ["act.one", "act.two"] as const;

/** What no comparison below tells apart is not repeated. */
const NUMBERS = [-1, 0, 1, 2];

/** Every request of one action, with everybody's approval and without. */
export function everyone(): readonly Small[] {
  const all: Small[] = [];
  for (const role of ["clerk", "lead"] as const)
    for (const n of NUMBERS)
      for (const kind of ["a", "b", "c"] as const)
        for (const opt of [undefined, false, true])
          for (const cost of [undefined, 1, 3] as const)
            for (const approved of [false, true]) all.push({ role, n, kind, opt, cost, approved });
  return all;
}

// ─── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────

const OPS = {
  "<": (a: number, b: number) => a < b,
  "<=": (a: number, b: number) => a <= b,
  "==": (a: number, b: number) => a === b,
  "!=": (a: number, b: number) => a !== b,
  ">": (a: number, b: number) => a > b,
} as const;

const atom: fc.Arbitrary<SmallCondition> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...(Object.keys(OPS) as (keyof typeof OPS)[])), fc.integer({ min: 0, max: 1 }))
    .map(([op, bound]) => ({
      text: `args.n ${op} ${String(bound)}`,
      holds: ({ n }: Small) => OPS[op](n, bound),
    })),
  fc.constant({ text: "agent.role == lead", holds: ({ role }: Small) => role === "lead" }),
  fc.constantFrom("a" as const, "b" as const, "c" as const).map((kind) => ({
    text: `args.kind != ${kind}`,
    holds: (small: Small) => small.kind !== kind,
  })),
  fc.constant({ text: "args.kind in [a, b]", holds: ({ kind }: Small) => kind !== "c" }),
  fc.constant({ text: "has args.opt", holds: ({ opt }: Small) => opt !== undefined }),
  fc.constant({ text: "(has args.opt and args.opt)", holds: ({ opt }: Small) => opt === true }),
  fc.constant({ text: "(has impact.cost and impact.cost > 2)", holds: ({ cost }: Small) => cost === 3 }),
);

/** Some hold of nobody, and some of everybody. */
const condition: fc.Arbitrary<SmallCondition> = fc.oneof(
  { weight: 12, arbitrary: treeOf(atom) },
  { weight: 1, arbitrary: atom.map((one) => constantly(false, one)) },
  { weight: 2, arbitrary: atom.map((one) => constantly(true, one)) },
);

/** The condition or not, or and not: where it is known, so is what that comes to. */
function constantly(truth: boolean, { text, holds }: SmallCondition): SmallCondition {
  return {
    text: `(${text} ${truth ? "or" : "and"} not (${text}))`,
    holds: (small) => (holds(small) === undefined ? undefined : truth),
  };
}

// ─── Policies ───────────────────────────────────────────────────────────────────────────────────────────────────

const selector = fc.constantFrom("act.one" as const, "act.two" as const, "act.*" as const);

const rule: fc.Arbitrary<Omit<SmallRule, "name">> = fc.record({
  form: fc.constantFrom(
    "rule" as const,
    "rule" as const,
    "rule" as const,
    "quorum" as const,
    "throttle" as const,
    "cap" as const,
  ),
  verdict: fc.constantFrom(
    "allow" as const,
    "allow" as const,
    "allow once approved by people" as const,
    "escalate to people" as const,
    "throttle" as const,
    "block" as const,
    "block" as const,
  ),
  action: selector,
  when: condition,
  tells: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
});

const rules = (prefix: string): fc.Arbitrary<readonly SmallRule[]> =>
  fc
    .tuple(fc.array(rule, { minLength: 1, maxLength: 6 }), fc.option(fc.nat()))
    .map(([all, twin]) =>
      twin === null ? all : [...all, all[twin % all.length]].flatMap((each) => each ?? []),
    )
    .map((all) => all.map((each, i) => ({ ...each, name: `${prefix}${String(i)}` })));

const claim: fc.Arbitrary<Omit<SmallClaim, "name">> = fc.record({
  action: selector,
  when: condition,
  bound: fc.constantFrom("" as const, "at least " as const, "at most " as const),
  verdict: fc.constantFrom("allow" as const, "throttle" as const, "escalate" as const, "block" as const),
});

export const smallPolicy: fc.Arbitrary<SmallPolicy> = fc
  .record({
    fallback: fc.constantFrom(
      "block" as const,
      "block" as const,
      "allow" as const,
      "escalate to people" as const,
    ),
    mode: fc.constantFrom("enforce" as const, "enforce" as const, "shadow" as const),
    rules: rules("r"),
    claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
    floor: fc.option(
      fc.record({ mode: fc.constantFrom("enforce" as const, "shadow" as const), rules: rules("f") }),
      { nil: undefined, freq: 3 },
    ),
  })
  .map(({ floor, claims, ...own }) => ({
    ...own,
    claims: claims.map((each, i) => ({ ...each, name: `c${String(i)}` })),
    ...(floor && { floor }),
  }));

const DECLARED = `
agent { id: string, role: clerk | lead }
impact { cost: int }
action act.one(n: int, kind: a | b | c, opt?: bool) { effect write, reversible never }
action act.two(n: int, kind: a | b | c, opt?: bool) { effect write, reversible always }
group people = ["ana@corp.example"]
rule menu on act.one { escalate to people, mode shadow }
`;

/** The files of the policy: `p.agentpol`, and where it has a floor, `floor.agentpol`. */
export function filesOf({
  fallback,
  mode,
  rules: own,
  claims,
  floor,
}: SmallPolicy): Readonly<Record<string, string>> {
  const head = floor === undefined ? "" : `, floor "floor.agentpol"`;
  const text = `policy p { default ${fallback}, mode ${mode}${head} }\n${DECLARED}${[...own.map(ruleText), ...claims.map(claimText)].join("\n")}\n`;
  if (floor === undefined) return { "p.agentpol": text };
  const below = `policy q { default allow, mode ${floor.mode} }\n${DECLARED}${floor.rules.map(ruleText).join("\n")}\n`;
  return { "p.agentpol": text, "floor.agentpol": below };
}

function ruleText(rule: SmallRule): string {
  const { name, form, verdict, action, tells } = rule;
  const when = rule.when.text;
  const notify = tells ? `, notify "somebody"` : "";
  switch (form) {
    case "rule":
      return `rule ${name} on ${action} { when ${when}, ${verdict}${notify} }`;
    case "quorum":
      return `quorum ${name} on ${action} { when ${when}, need 1 of people, else escalate to people${notify} }`;
    case "cap":
      return `cap ${name} on ${action} { when ${when}, limit impact.cost <= 2, else block${notify} }`;
    case "throttle":
      return `throttle ${name} on ${action} { when ${when}, limit 5 per 1h${notify} }`;
  }
}

function claimText({ name, action, when, bound, verdict }: SmallClaim): string {
  return `assert ${name} on ${action} { when ${when.text}, expect ${bound}${verdict} }`;
}

/** Does the rule's guard let it match? One that permits wants it known. */
export function isMatching(rule: SmallRule, small: Small): boolean {
  const { form, verdict, when } = rule;
  const truth = form === "cap" ? and(when.holds(small), small.cost !== 1) : when.holds(small);
  return form === "rule" && verdict === "allow" ? truth === true : truth !== false;
}

export function isOn({ action }: { readonly action: string }, name: string): boolean {
  return action === "act.*" || action === name;
}

export function requestOf({ role, n, kind, opt, cost }: Small, name: string): object {
  return {
    agent: { id: "agent-1", role },
    context: {},
    // A prediction that is not there keeps no limit.
    impact: cost === undefined ? {} : { cost },
    action: { name, args: { n, kind, ...(opt !== undefined && { opt }) } },
  };
}
