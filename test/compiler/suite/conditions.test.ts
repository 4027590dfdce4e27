// What a suite says of a rule is what the reference interpreter says: over the rules of real policies, and requests of theirs.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { emitSuite } from "../../../compiler/suite/suite.js";
import type { Program } from "../../../compiler/types/program.js";
import { Interpreter } from "../../../compiler/interpret/interpret.js";
import { suite } from "../../../runtime/index.js";
import type { Request } from "../../../runtime/decide/request.js";
import type { TableFile } from "../../../runtime/table/format.js";
import { ready } from "../../../runtime/facts/ready.js";
import { compiledFiles } from "../../support/compiling.js";
import { ROOT } from "../../support/cli.js";

const FOLDER = join(ROOT, "fixtures/policies");
const FILES = Object.fromEntries(
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(FOLDER, name), "utf8")]),
);
const POLICIES = ["payments", "coding", "customer-data", "remediation"];

type Generated = fc.Arbitrary<unknown>;
type Check = (value: unknown, met: suite.Met) => Promise<void> | void;

beforeAll(ready);

/** Every promise of the suite. */
async function promisesOf(
  program: Program,
  table: TableFile,
  target: suite.Target,
): Promise<readonly (readonly [name: string, generated: Generated, check: Check])[]> {
  const found: (readonly [string, Generated, Check])[] = [];
  const text = `export default (fc, suite, table, target, promise) => {\n${emitSuite(program, table, "").body}\n};`;
  const { default: state } = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
    default: (...bound: unknown[]) => void;
  };
  state(fc, suite, table, target, (name: string, _: unknown, generated: Generated, check: Check) =>
    found.push([name, generated, check]),
  );
  return found;
}

/** The reference interpreter as a decision point: it knows no table. */
function interpreted(program: Program): suite.Target {
  return {
    start: () => {
      const oracle = new Interpreter(program);
      let now = Date.parse("2026-01-01T00:00:00Z");
      let attempts = 0;
      const done = Promise.resolve({ ok: true } as const);
      return Promise.resolve({
        clock: { now: () => now, set: (time: number) => (now = time) },
        attempt: (request: Request) => {
          const { verdict, enforced, rule, code, matched } = oracle.attempt(request, now);
          attempts += 1;
          const listed = matched.map((each) => ({ ...each, origin: "" }));
          return Promise.resolve({
            verdict,
            enforced,
            rule,
            code,
            matched: listed,
            id: String(attempts),
            digest: "any",
          });
        },
        approve: ({ by, acknowledges = [] }: { by: string; acknowledges?: readonly string[] }) => {
          oracle.approve(by, acknowledges.length > 0, now);
          return done;
        },
        report: (_: string, { outcome, result }: { outcome: "ok" | "failed"; result?: unknown }) => {
          const decision = oracle.result(outcome, result, now);
          return Promise.resolve({ ok: decision !== undefined, ...(decision && { decision }) });
        },
        kill: ({ scope, value }: { scope: string; value?: unknown }) => {
          oracle.kill(scope, value);
          return done;
        },
        revive: ({ scope, value }: { scope: string; value?: unknown }) => {
          oracle.revive(scope, value);
          return done;
        },
      });
    },
  };
}

describe("the suite of an example policy", () => {
  it.each(POLICIES)("promises nothing that the reference interpreter breaks: %s", async (policy) => {
    const { program, table } = compiledFiles(FILES, `${policy}.agentpol`);
    const promises = await promisesOf(program, table, interpreted(program));
    // What leaves is told by obligations, which the interpreter spells otherwise; tables are the runtime's.
    const asked = promises.filter(
      ([name]) => !/leaves|seen in what|whoever connects|^rules:|never exceed 600|search_budget/u.test(name),
    );
    expect(asked.length).toBeGreaterThan(8);
    for (const [, generated, check] of asked) {
      const property = fc.asyncProperty(generated, async (value) => check(value, new suite.Met([])));
      await fc.assert(property, { numRuns: 6 });
    }
  });
});
