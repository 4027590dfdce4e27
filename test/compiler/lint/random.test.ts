// Laws of fixes, over random policies: none makes a mistake, and each that keeps the meaning is proved to keep every verdict.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, type Compilation } from "../../../compiler/compile.js";
import { applyFixes, keepsVerdicts, type Subject } from "../../../compiler/lint/apply.js";
import { lint } from "../../../compiler/lint/lint.js";
import { RECOMMENDED } from "../../../compiler/lint/settings.js";
import { parseSchema } from "../../../runtime/facts/sql/index.js";
import { ready } from "../../../runtime/facts/ready.js";
import { FILES } from "../../support/arbitrary-files.js";
import { policyOn, type RandomPolicy } from "../../support/arbitrary-policy.js";
import { FOCI } from "../../support/arbitrary-selectors.js";
import { reading } from "../../support/problems.js";
import { fixed } from "../../support/linting.js";

const random = fc.constantFrom(...FOCI).chain((focus) => policyOn(focus));
const role = fc.constantFrom("clerk", "lead", "guest");
const roles = fc.array(role, { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(", ")}]`);
const text = fc.constantFrom('"a"', '"b"', '"*"', '"a*"', '"A@b.example"');
const texts = fc.array(text, { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(", ")}]`);
const count = fc.constantFrom("1", "2", "2000", "20000");
const order = fc.constantFrom("<", "<=", ">", ">=");

/** What lint has to say something about: few attributes, asked in all ways. */
const atom = fc.oneof(
  fc.tuple(fc.constantFrom("==", "!="), role).map(([op, word]) => `agent.role ${op} ${word}`),
  fc.tuple(fc.constantFrom("in", "not in"), roles).map(([op, list]) => `agent.role ${op} ${list}`),
  fc.tuple(order, count).map(([op, number]) => `args.count ${op} ${number}`),
  fc.tuple(count, order).map(([number, op]) => `${number} ${op} args.count`),
  fc
    .tuple(fc.constantFrom("==", "!=", "like", "not like"), text)
    .map(([op, word]) => `args.to ${op} ${word}`),
  fc
    .tuple(fc.constantFrom("in", "not in", "like", "not like"), texts)
    .map(([op, list]) => `args.to ${op} ${list}`),
  fc.tuple(fc.constantFrom("==", "!="), fc.boolean()).map(([op, value]) => `agent.trusted ${op} ${value}`),
  fc.constant("agent.trusted"),
);

/** No larger: a guard of many alternatives is one question to a proof, which then tells nothing of its parts. */
const condition = fc.letrec<{ expr: string }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    atom,
    fc.array(tie("expr"), { minLength: 2, maxLength: 3 }).map((all) => all.map(bracketed).join(" and ")),
    fc.array(tie("expr"), { minLength: 2, maxLength: 3 }).map((all) => all.map(bracketed).join(" or ")),
    tie("expr").map((expr) => `not ${bracketed(expr)}`),
  ),
})).expr;

function bracketed(expr: string): string {
  return / (?:and|or) |^not /u.test(expr) ? `(${expr})` : expr;
}

const clause = fc.tuple(fc.constantFrom("when", "unless"), condition).map((parts) => parts.join(" "));

const small: fc.Arbitrary<RandomPolicy> = fc
  .array(fc.tuple(clause, fc.constantFrom("allow", 'block "no"')), { minLength: 1, maxLength: 3 })
  .map((rules) => ({
    forms: [],
    text: `policy p { default block }
agent  { id: string, role: clerk | lead | guest, trusted: bool }
action pay.send(count: int, to: string) { effect write, reversible always }
${rules.map(([guard, verdict], i) => `rule r${i} on pay.send { ${guard}\n  ${verdict} }`).join("\n")}
`,
  }));

const STRICT = { ...RECOMMENDED, extends: "strict" } as const;

function compiled({ floor }: RandomPolicy, text: string): Compilation {
  const files = { ...FILES, "p.agentpol": text, ...(floor !== undefined && { "floor.agentpol": floor }) };
  return compile("p.agentpol", { read: reading(files), parseSchema });
}

beforeAll(() => ready());

describe.each([
  ["random policies", random, 40],
  ["small policies that say much of little", small, 200],
] as const)("fixes of %s", (_, policies, runs) => {
  it("make no mistake, and keep every verdict where they say so", () => {
    const proved = new Map<string, number>();
    fc.assert(
      fc.property(policies, (policy) => {
        const before = compiled(policy, policy.text);
        for (const { code, fixes } of lint(before, { config: STRICT }))
          for (const fix of fixes) {
            const mended = fixed(policy.text, fix);
            const after = compiled(policy, mended);
            expect(after.table, `${code}: ${mended}`).toBeDefined();
            if (fix.changesMeaning === true) continue;
            expect(keepsVerdicts(before.table, after.table), `${code}: ${mended}`).toBe(true);
            proved.set(code, (proved.get(code) ?? 0) + 1);
          }
      }),
      { numRuns: runs },
    );
    expect(Array.from(proved.values()).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(10);
  }, 240_000);

  it("are applied until none is left, and none of them is refused", () => {
    const config = { config: STRICT };
    fc.assert(
      fc.property(policies, (policy) => {
        const subject: Subject = {
          keyOf: (path) => path,
          compile: (overlay) => compiled(policy, overlay.get("p.agentpol") ?? policy.text),
          lint: (compilation) => lint(compilation, config),
        };
        const { texts: written, refused } = applyFixes([subject], { unsafe: false });
        expect(refused).toEqual([]);
        const left = lint(subject.compile(written), config).flatMap(({ code, fixes }) =>
          fixes
            .filter(({ changesMeaning }) => changesMeaning !== true)
            .map(({ title }) => `${code} ${title}`),
        );
        expect(left).toEqual([]);
      }),
      { numRuns: runs / 4 },
    );
  }, 240_000);
});
