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
const STRICT = { ...RECOMMENDED, extends: "strict" } as const;

function compiled({ floor }: RandomPolicy, text: string): Compilation {
  const files = { ...FILES, "p.agentpol": text, ...(floor !== undefined && { "floor.agentpol": floor }) };
  return compile("p.agentpol", { read: reading(files), parseSchema });
}

beforeAll(() => ready());

describe("fixes of random policies", () => {
  it("make no mistake, and keep every verdict where they say so", () => {
    const proved = new Map<string, number>();
    fc.assert(
      fc.property(random, (policy) => {
        const before = compiled(policy, policy.text);
        for (const { code, fixes } of lint(before, { config: STRICT }))
          for (const fix of fixes) {
            const text = fixed(policy.text, fix);
            const after = compiled(policy, text);
            expect(after.table, `${code}: ${text}`).toBeDefined();
            if (fix.changesMeaning === true) continue;
            expect(keepsVerdicts(before.table, after.table), `${code}: ${text}`).toBe(true);
            proved.set(code, (proved.get(code) ?? 0) + 1);
          }
      }),
      { numRuns: 40 },
    );
    expect(Array.from(proved.values()).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
  }, 120_000);

  it("are applied until none is left, and none of them is refused", () => {
    const config = { config: STRICT };
    fc.assert(
      fc.property(random, (policy) => {
        const subject: Subject = {
          keyOf: (path) => path,
          compile: (overlay) => compiled(policy, overlay.get("p.agentpol") ?? policy.text),
          lint: (compilation) => lint(compilation, config),
        };
        const { texts, refused } = applyFixes([subject], { unsafe: false });
        expect(refused).toEqual([]);
        const after = lint(subject.compile(texts), config);
        const left = after.flatMap(({ code, fixes }) =>
          fixes
            .filter(({ changesMeaning }) => changesMeaning !== true)
            .map(({ title }) => `${code} ${title}`),
        );
        expect(left).toEqual([]);
      }),
      { numRuns: 10 },
    );
  }, 120_000);
});
