// Small random policies over numbers, members and truths, with claims about them: what can be asked of a solver, and in
// small domains of every request.

import fc from "fast-check";

/** One attribute's questions, each with what makes sure that it is there. */
const leaf: fc.Arbitrary<string> = fc.oneof(
  fc
    .uniqueArray(fc.constantFrom("clerk", "lead", "bot"), { minLength: 1 })
    .map((roles) => `agent.role in [${roles.join(", ")}]`),
  fc.constantFrom("clerk", "lead", "bot").map((role) => `agent.role == ${role}`),
  order("agent.level", 0, 3),
  fc.constantFrom("agent.trusted", "not agent.trusted"),
  order("args.amount", 0, 4),
  fc
    .tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }))
    .map(([from, more]) => `args.amount in ${String(from)}..${String(from + more)}`),
  order("args.size", 0, 2).map((asked) => `has args.size and ${asked}`),
  fc.constantFrom("has args.size", "not has args.size"),
  order("impact.cost", 0, 2).map((asked) => `has impact.cost and ${asked}`),
  fc.constantFrom("a", "b", "c").map((kind) => `has args.kind and args.kind == ${kind}`),
);

function order(path: string, least: number, most: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), fc.integer({ min: least, max: most }))
    .map(([op, bound]) => `${path} ${op} ${String(bound)}`);
}

const { guard } = fc.letrec<{ guard: string }>((tie) => ({
  guard: fc.oneof(
    { maxDepth: 2, depthIdentifier: "guard" },
    leaf.map((asked) => `(${asked})`),
    fc.tuple(tie("guard"), tie("guard")).map(([a, b]) => `(${a} and ${b})`),
    fc.tuple(tie("guard"), tie("guard")).map(([a, b]) => `(${a} or ${b})`),
    tie("guard").map((inner) => `not ${inner}`),
  ),
}));

const verdict = (group: number): fc.Arbitrary<string> =>
  fc.constantFrom("allow", "allow", "block", "throttle", `escalate to g${String(group)}`);

const rule = (group: number): fc.Arbitrary<(name: string) => string> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(fc.array(guard, { maxLength: 2 }), verdict(group)).map(
        ([guards, said]) =>
          (name: string) =>
            `rule ${name} on t.go {${guards.map((each) => ` when ${each}`).join("")} ${said} }`,
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .nat({ max: 2 })
        .map(
          (most) => (name: string) =>
            `cap ${name} on t.go { limit impact.cost <= ${String(most)} else block }`,
        ),
    },
  );

const claim: fc.Arbitrary<(name: string) => string> = fc
  .tuple(
    fc.array(guard, { maxLength: 1 }),
    fc.constantFrom("at least", "at most", ""),
    fc.constantFrom("allow", "throttle", "escalate", "block"),
  )
  .map(
    ([guards, bound, said]) =>
      (name: string) =>
        `assert ${name} on t.go {${guards.map((each) => ` when ${each}`).join("")} expect ${bound} ${said} }`,
  );

const GROUPS = 5;

/** A policy without mistakes, and with one action, `t.go`. */
export const claiming: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("block", "block", "allow", "throttle", "escalate to g0"),
    fc.tuple(...Array.from({ length: GROUPS }, (_, group) => fc.option(rule(group + 1), { nil: undefined }))),
    fc.array(claim, { minLength: 1, maxLength: 3 }),
  )
  .map(([fallback, rules, claims]) =>
    [
      `policy p { default ${fallback} }`,
      "agent { id: string, role: clerk | lead | bot, level: int, trusted: bool }",
      "context { env: dev | prod }",
      "impact { cost: int }",
      "action t.go(amount: int, size?: int, kind?: a | b | c) { effect write, reversible always }",
      ...Array.from({ length: GROUPS + 1 }, (_, i) => `group g${String(i)} = ["p${String(i)}@x.example"]`),
      ...rules.flatMap((each, i) => (each === undefined ? [] : [each(`r${String(i)}`)])),
      ...claims.map((each, i) => each(`c${String(i)}`)),
    ].join("\n"),
  );
