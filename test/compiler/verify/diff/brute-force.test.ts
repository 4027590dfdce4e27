// LAW: the differences of two versions have no request in common, and together are exactly the requests that the versions
// decide otherwise: every request over small domains is looked at. Each is in the region that says so in words, too.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { diffTables } from "../../../../compiler/verify/diff/diff.js";
import { decide } from "../../../../runtime/decide/decide.js";
import type { Policy } from "../../../../runtime/decide/policy.js";
import type { Decision } from "../../../../runtime/decide/request.js";
import { ready } from "../../../../runtime/facts/ready.js";
import { rank } from "../../../../runtime/table/verdict.js";
import { policyOfFiles, tableOfFiles } from "../../../support/compiling.js";

const PAIRS = Number(process.env.DIFF_PAIRS ?? 40);

beforeAll(ready);

const DECLARED = `
agent { id: string }
context { env: dev | prod }
action act(kind: a | b, n: int, path: path, flag: bool, note?: x | y) { effect write, reversible always }
action act_too(kind: a | b, n: int, path: path, flag: bool, note?: x | y) { effect write, reversible always }
sandbox box { read "/srv/**" }
`;

const atom = fc.oneof(
  fc.constantFrom("args.flag", "context.env == prod", "context.env != prod", "args.kind != b"),
  fc.constantFrom(
    "args.kind == a",
    "args.n >= 2",
    "args.n > 2",
    "args.n == 3",
    "args.n in 1..2",
    "args.n < 4",
  ),
  fc.constantFrom('args.path like "/srv/**"', 'args.path like ["/srv/a", "/etc/*"]', 'args.path == "/srv/a"'),
  fc.constantFrom("has args.note", "has args.note and args.note == x", "not has args.note or args.note != x"),
);
const guard: fc.Arbitrary<string> = fc.letrec<{ guard: string }>((tie) => ({
  guard: fc.oneof(
    { maxDepth: 2 },
    atom,
    fc
      .tuple(tie("guard"), fc.constantFrom("and", "or"), tie("guard"))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie("guard").map((each) => `not (${each})`),
  ),
})).guard;

const said = fc.constantFrom(
  ...["allow", "allow", "allow", "block", "throttle", 'block "no", notify "ops"', 'allow, notify "ops"'],
);
const selector = fc.constantFrom("act", "act, act_too", "act, act_too");
const rule = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(selector, guard, said)
      .map(([on, when, verdict]) => `on ${on} { when ${when}, ${verdict} }`),
  },
  { weight: 1, arbitrary: guard.map((when) => `on act { when ${when}, hash args.kind }`) },
);
const version = fc.record({
  rules: fc.array(rule, { maxLength: 5 }),
  fallback: fc.constantFrom("block", "block", "throttle", "allow"),
});
/** A version, and one that differs from it in some rules. */
const pair = fc
  .tuple(version, version, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([before, other, kept, keeps]) => ({
    before,
    after: {
      rules: [...before.rules.filter((_, i) => kept[i]), ...other.rules.filter((_, i) => !kept[i])],
      fallback: keeps ? before.fallback : other.fallback,
    },
  }));

function textOf({
  rules,
  fallback,
}: {
  readonly rules: readonly string[];
  readonly fallback: string;
}): string {
  const named = rules.map((each) => {
    const form = each.includes("hash ") ? "redact" : "rule";
    // The same text has the same name, so that what is kept is kept.
    return `${form} r${String(hash(each))} ${each}`;
  });
  return `policy p { default ${fallback} }\n${DECLARED}${Array.from(new Set(named)).join("\n")}`;
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7);
}

function compiled(text: string) {
  return tableOfFiles({ "p.agentpol": text });
}

function policyOf(text: string): Policy {
  return policyOfFiles({ "p.agentpol": text });
}

const REQUESTS = ["dev", "prod"].flatMap((env) =>
  ["a", "b"].flatMap((kind) =>
    [1, 2, 3, 4].flatMap((n) =>
      ["/srv/a", "/srv/b", "/etc/x", "/x"].flatMap((path) =>
        [true, false].flatMap((flag) =>
          [undefined, "x", "y"].flatMap((note) =>
            ["act", "act_too"].map((name) => ({
              agent: { id: "me" },
              context: { env },
              action: { name, args: { kind, n, path, flag, ...(note !== undefined && { note }) } },
            })),
          ),
        ),
      ),
    ),
  ),
);

function alongWith({ obligations }: Decision): string {
  const { redactions, notify } = obligations;
  // Twice the same is once.
  const asked = new Set(redactions.map(({ op, target }) => `${op} ${target}`));
  return JSON.stringify([Array.from(asked).sort(), notify.toSorted()]);
}

describe("the differences of two versions", () => {
  it("are exactly the requests that they decide otherwise, each once", () => {
    const seen = { loosened: 0, tightened: 0, other: 0, same: 0, merged: 0 };
    const property = fc.property(pair, ({ before, after }) => {
      const [then, now] = [textOf(before), textOf(after)];
      const diff = diffTables(compiled(then), compiled(now));
      expect(diff.unresolved).toEqual([]);
      // Each region as the guard of a rule that alone permits.
      const regions = diff.differences.map((each) => ({
        ...each,
        holds: policyOf(
          `policy p { default block }\n${DECLARED}rule in_it on ${each.actions.join(", ")} { ${each.condition === undefined ? "" : `when ${each.condition}, `}allow }`,
        ),
      }));
      const [own, other] = [policyOf(then), policyOf(now)];
      for (const request of REQUESTS) {
        const [a, b] = [decide(own, request), decide(other, request)];
        const within = regions.filter(({ holds }) => decide(holds, request).verdict === "allow");
        const expected =
          a.verdict !== b.verdict
            ? [rank(b.verdict) < rank(a.verdict) ? "loosened" : "tightened", a.verdict, b.verdict]
            : alongWith(a) === alongWith(b)
              ? []
              : ["other", a.verdict, b.verdict];
        const found = within.flatMap((each) => [each.direction, each.before.verdict, each.after.verdict]);
        if (JSON.stringify(found) !== JSON.stringify(expected))
          throw new Error(
            `${JSON.stringify(request)} is in ${JSON.stringify(within.map(({ direction, where }) => [direction, where]))}, and should be ${JSON.stringify(expected)}\n${then}\n${now}`,
          );
        seen[(expected[0] ?? "same") as keyof typeof seen] += 1;
      }
      for (const { actions, examples, before: was, after: is, holds } of regions) {
        expect(examples.map(({ action }) => action)).toEqual(actions);
        if (actions.length > 1) seen.merged += 1;
        for (const { request, before: old, after: next } of examples) {
          expect([old.decision.verdict, next.decision.verdict]).toEqual([was.verdict, is.verdict]);
          expect(decide(holds, request).verdict).toBe("allow");
        }
      }
    });
    fc.assert(property, { numRuns: PAIRS });
    process.stdout.write(`diff: ${JSON.stringify(seen)}\n`);
    const { merged: told, ...requests } = seen;
    expect(Math.min(...Object.values(requests))).toBeGreaterThan(PAIRS);
    expect(told).toBeGreaterThan(0);
  }, 3_600_000);
});
