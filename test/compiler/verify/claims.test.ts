// `verify` over the example policies: every claim of theirs is proved, and refuted by a request once a bound slips.

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { emitClaims } from "../../../compiler/emit/table.js";
import { lower } from "../../../compiler/hir/lower.js";
import { groundOf } from "../../../compiler/verify/ground.js";
import { verifyRules } from "../../../compiler/verify/rules.js";
import { coveringIn, subjectOf } from "../../../compiler/verify/subject.js";
import { verifyClaims, type ClaimResult } from "../../../compiler/verify/verify.js";
import { ready } from "../../../runtime/facts/ready.js";
import { parseSchema } from "../../../runtime/facts/sql/index.js";

beforeAll(ready);

const FOLDER = "fixtures/policies";

function verified(file: string, change: (text: string) => string = (text) => text): readonly ClaimResult[] {
  const { program, table } = compile(file, {
    read: (path) => {
      try {
        const text = readFileSync(`${FOLDER}/${path}`, "utf8");
        return { ok: true, text: path === file ? change(text) : text };
      } catch {
        return { ok: false, reason: "there is no such file" };
      }
    },
    parseSchema,
  });
  const core = program && lower(program).core;
  if (core === undefined || table === undefined) throw new Error(`${file} does not compile`);
  return verifyClaims(groundOf({ ...emitClaims(core, table.floor), file: table }));
}

describe("the claims of the examples", () => {
  it.each(["payments", "customer-data", "remediation"])("%s: all are proved", (name) => {
    const results = verified(`${name}.agentpol`);
    expect(results.length).toBeGreaterThan(0);
    expect(results.map(({ claim, ...rest }) => ({ claim: claim.name, ...rest }))).toEqual(
      results.map(({ claim }) => ({ claim: claim.name, status: "proved" })),
    );
  });

  it("payments: a quorum above the claim's bound is refuted by a payment at it", () => {
    const results = verified("payments.agentpol", (text) => {
      expect(text).toContain("when   args.amount >= 10_000 USD\n");
      return text.replace("when   args.amount >= 10_000 USD\n", "when   args.amount > 10_000 USD\n");
    });
    const [listed, large] = results;
    expect(listed?.status).toBe("proved");
    expect(large).toMatchObject({
      status: "refuted",
      counterexample: {
        action: "payments.send",
        request: { action: { args: { amount: { amount: 10_000, currency: "USD" } } } },
        decision: { verdict: "allow" },
      },
    });
  });
});

describe("the rules of a desk, whose data are refreshed", () => {
  it("matter by requests under what the data held when they were compiled", () => {
    const file = "desk.agentpol";
    const { program, table } = compile(file, {
      read: (path) => ({ ok: true, text: readFileSync(`${FOLDER}/domains/${path}`, "utf8") }),
      parseSchema,
    });
    if (program === undefined || table === undefined) throw new Error(`${file} does not compile`);
    const report = verifyRules(groundOf(subjectOf(program, table)), { covering: coveringIn(program) });
    expect([report.findings, report.notVerified]).toEqual([[], []]);
  });
});
