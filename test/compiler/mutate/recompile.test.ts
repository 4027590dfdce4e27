// LAW: a rule that is compiled alone, onto what the others were compiled to, is what it is in the whole edited policy; and
// what the compiler refuses of the whole, it refuses of the rule.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "../../../compiler/hir/lower/context.js";
import { lowerIn } from "../../../compiler/hir/lower.js";
import { Batch } from "../../../compiler/mutate/batch.js";
import { mutationsOf } from "../../../compiler/mutate/mutations.js";
import { OPERATORS } from "../../../compiler/mutate/operators.js";
import { Recompiler } from "../../../compiler/mutate/recompile.js";
import { diffTables } from "../../../compiler/verify/diff/diff.js";
import { loadSql, parseSchema } from "../../../runtime/facts/sql/index.js";
import { ready } from "../../../runtime/facts/ready.js";
import { compile, type ReadResult } from "../../../compiler/compile.js";

beforeAll(async () => {
  await ready();
  await loadSql();
});

const FOLDER = new URL("../../../fixtures/policies/", import.meta.url);

function read(path: string): ReadResult {
  try {
    return { ok: true, text: readFileSync(new URL(path, FOLDER), "utf8") };
  } catch (error) {
    return { ok: false, reason: String(error) };
  }
}

/** One in so many mutations is compiled as a whole too. */
const SHARE = 4;

describe("what is compiled alone", () => {
  it.each([
    ["payments"],
    ["coding"],
    ["customer-data"],
    ["remediation"],
    ["primitives/every-clause"],
    ["primitives/history"],
    ["primitives/grant"],
    ["primitives/once"],
  ])("is the same as in the whole: %s", (name) => {
    const options = { read, parseSchema };
    const entry = `${name}.agentpol`;
    const { program, table } = compile(entry, options);
    if (program === undefined || table === undefined) throw new Error(`${entry} does not compile`);
    const recompiler = new Recompiler({ entry, options, program });
    const context = contextOf(program);
    const { core } = lowerIn(context);
    if (core === undefined) throw new Error(`${entry} is not lowered`);
    const some = mutationsOf(program, OPERATORS).filter((_, i) => i % SHARE === 0);
    const alone = some.map((mutation) => recompiler.recompiled(mutation, context));
    const batch = new Batch(
      core,
      table,
      alone.flatMap((each) => (each?.kind === "rules" ? [each.rules] : [])),
    );
    let next = 0;
    for (const [i, mutation] of some.entries()) {
      const whole = recompiler.whole(mutation);
      const what = `${mutation.operator} ${JSON.stringify(mutation.text)} at ${String(mutation.span.start)}`;
      expect(alone[i] === undefined, what).toBe(whole === undefined);
      if (alone[i]?.kind !== "rules" || whole === undefined) continue;
      const { rules } = batch.variant(next++);
      const { rules: names, changes: all, differences } = diffTables(whole, { ...batch.all, rules });
      // Grants of all mutants stand in the pool, under one name.
      const changes = all.filter(({ of }) => of !== "grant");
      expect({ names, changes, differences }, what).toEqual({
        names: { added: [], removed: [], changed: [] },
        changes: [],
        differences: [],
      });
    }
    expect(next).toBeGreaterThan(0);
  });
});
