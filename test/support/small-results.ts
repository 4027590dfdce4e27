// Random policies over results, in a world so small that every result of every request can be decided.

import fc from "fast-check";
import type { Facts, ReportInput } from "../../runtime/decide/request.js";
import { treeOf, type Condition } from "./small-conditions.js";

export interface SmallResult {
  readonly role: "clerk" | "lead";
  readonly n: number;
  readonly approved: boolean;
  readonly outcome: "ok" | "failed";
  /** Absent: nothing came back. */
  readonly came?: { readonly m: number; readonly note: "a" | "b" | undefined };
  readonly resultApproved: boolean;
}

export interface ResultClaim {
  readonly name: string;
  readonly when: Condition<SmallResult>;
  readonly bound: "" | "at least " | "at most ";
  readonly verdict: "allow" | "redact" | "escalate" | "block";
}

export interface ResultPolicy {
  readonly mode: "enforce" | "shadow";
  readonly rules: readonly string[];
  readonly claims: readonly ResultClaim[];
  /** Rules of a floor. */
  readonly floor?: readonly string[];
}

const NUMBERS = [0, 1, 2];
const RESULTS: readonly SmallResult["came"][] = [
  undefined,
  ...NUMBERS.flatMap((m) => ([undefined, "a", "b"] as const).map((note) => ({ m, note }))),
];

export function everyResult(): readonly SmallResult[] {
  const all: SmallResult[] = [];
  for (const role of ["clerk", "lead"] as const)
    for (const n of NUMBERS)
      for (const approved of [false, true])
        for (const outcome of ["ok", "failed"] as const)
          for (const came of RESULTS)
            for (const resultApproved of [false, true])
              all.push({ role, n, approved, outcome, resultApproved, ...(came && { came }) });
  return all;
}

// ─── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────

const onAttempt: fc.Arbitrary<Condition<SmallResult>> = fc.oneof(
  fc.constant({ text: "agent.role == lead", holds: ({ role }: SmallResult) => role === "lead" }),
  fc
    .integer({ min: 0, max: 1 })
    .map((bound) => ({ text: `args.n > ${String(bound)}`, holds: ({ n }: SmallResult) => n > bound })),
);

const onResult: fc.Arbitrary<Condition<SmallResult>> = fc.oneof(
  onAttempt,
  fc.integer({ min: 0, max: 1 }).map((bound) => ({
    text: `result.m > ${String(bound)}`,
    holds: ({ came }: SmallResult) => (came === undefined ? undefined : came.m > bound),
  })),
  fc.constant({ text: "has result", holds: ({ came }: SmallResult) => came !== undefined }),
  fc.constant({ text: "has result.note", holds: ({ came }: SmallResult) => came?.note !== undefined }),
  fc.constant({
    text: `(has result.note and result.note == "a")`,
    holds: ({ came }: SmallResult) => came?.note === "a",
  }),
  fc.constant({ text: "outcome == ok", holds: ({ outcome }: SmallResult) => outcome === "ok" }),
);

// ─── Policies ───────────────────────────────────────────────────────────────────────────────────────────────────

const SAYS = {
  attempt: ["allow", "allow", "allow", "escalate to people", "block"],
  result: ["allow", "escalate to people", "block", "block"],
} as const;

const REWRITES = [
  "drop result.note",
  `mask result.note matching [marked]`,
  "clamp result.m to 1",
  "hash result",
] as const;

/** Texts, in which `#` is the place of the rule. */
const ruleText: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(treeOf(onAttempt), fc.constantFrom(...SAYS.attempt))
    .map(([{ text }, says]) => `rule r# on act { when ${text}, ${says} }`),
  fc
    .tuple(treeOf(onResult), fc.constantFrom(...SAYS.result))
    .map(([{ text }, says]) => `rule r# on result of act { when ${text}, ${says} }`),
  fc
    .tuple(treeOf(onAttempt), fc.constantFrom(...REWRITES))
    .map(([{ text }, rewrite]) => `redact r# on act { when ${text}, ${rewrite} }`),
  fc
    .tuple(treeOf(onResult), fc.constantFrom(...REWRITES))
    .map(([{ text }, rewrite]) => `redact r# on result of act { when ${text}, ${rewrite} }`),
);

const rules = (prefix: string): fc.Arbitrary<readonly string[]> =>
  fc
    .array(ruleText, { minLength: 1, maxLength: 6 })
    .map((all) => all.map((text, i) => text.replace("r#", `${prefix}${String(i)}`)));

const claim: fc.Arbitrary<Omit<ResultClaim, "name">> = fc.record({
  when: treeOf(onResult),
  bound: fc.constantFrom("" as const, "at least " as const, "at most " as const),
  verdict: fc.constantFrom("allow" as const, "redact" as const, "escalate" as const, "block" as const),
});

export const resultPolicy: fc.Arbitrary<ResultPolicy> = fc
  .record({
    mode: fc.constantFrom("enforce" as const, "enforce" as const, "enforce" as const, "shadow" as const),
    rules: rules("r"),
    claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
    floor: fc.option(rules("f"), { nil: undefined, freq: 3 }),
  })
  .map(({ floor, claims, ...own }) => ({
    ...own,
    claims: claims.map((each, i) => ({ ...each, name: `c${String(i)}` })),
    ...(floor && { floor }),
  }));

const DECLARED = `
agent { id: string, role: clerk | lead }
action act(n: int) gives { m: int, note?: string } { effect read, reversible always }
group people = ["ana@corp.example"]
detector marked = "a"
rule menu on act { escalate to people, mode shadow }
redact used on act { mask result.note matching [marked], mode shadow }
rule open on act { when agent.role == lead, allow }
`;

/** The files of the policy: `p.agentpol`, and where it has a floor, `floor.agentpol`. */
export function resultFiles({
  mode,
  rules: own,
  claims,
  floor,
}: ResultPolicy): Readonly<Record<string, string>> {
  const head = floor === undefined ? "" : `, floor "floor.agentpol"`;
  const asserts = claims.map(
    ({ name, when, bound, verdict }) =>
      `assert ${name} on result of act { when ${when.text}, expect ${bound}${verdict} }`,
  );
  const text = `policy p { mode ${mode}, default block${head} }\n${DECLARED}${[...own, ...asserts].join("\n")}\n`;
  if (floor === undefined) return { "p.agentpol": text };
  const below = `policy q { default allow }\n${DECLARED}${floor.join("\n")}\n`;
  return { "p.agentpol": text, "floor.agentpol": below };
}

const NOW = Date.parse("2026-01-01T00:00:00Z");
const AGREED = [{ by: "ana@corp.example", at: NOW, acknowledges: ["irreversible"] as const }];

/** What a result is decided by. */
export function askedBy({ role, n, approved, outcome, came, resultApproved }: SmallResult): {
  readonly request: object;
  readonly report: ReportInput;
  readonly facts: Facts;
} {
  const result = came && { m: came.m, ...(came.note !== undefined && { note: came.note }) };
  return {
    request: { agent: { id: "agent-1", role }, action: { name: "act", args: { n } } },
    report: { outcome, ...(result && { result }) },
    facts: { now: NOW, approvals: approved ? AGREED : [], resultApprovals: resultApproved ? AGREED : [] },
  };
}
