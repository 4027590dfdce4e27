// Reasons that quote attributes: by type, bounded, escaped, and without what must not be told.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detect } from "../../runtime/facts/detect.js";
import { createRuntime } from "../../runtime/runtime.js";
import { DETECTORS } from "../../runtime/values/detector.js";
import { payment, running, SHOP, tableFor } from "../support/running.js";

const said = (text: string, more = ""): string => `rule no on payments.send { block "${text}" }\n${more}`;

async function reasonOf(rules: string, request: object): Promise<string> {
  return (await (await running(rules)).runtime.attempt(request)).reason;
}

describe("a reason that quotes", () => {
  it("shows values as people write them, and what is absent as such", async () => {
    const text =
      "{agent.id} {context.env} {args.amount} {action.name} {action.reversible} {impact.hosts} {agent.owner} {{}}";
    expect(await reasonOf(said(text), payment({ amount: 10.5 }, { impact: { hosts: 3 } }))).toBe(
      "a-1 prod 10.5 USD payments.send false 3 (absent) {}",
    );
    expect(await reasonOf(said("{impact.hosts}|"), payment())).toBe("(absent)|");
  });

  it.each([
    [
      "else",
      'cap c on payments.send { limit impact.hosts <= 3, else block "{impact.hosts}, {agent.id}" }',
      "4, a-1",
    ],
    ["default", "", "no a-1"],
  ])("in %s", async (_, rules, reason) => {
    const runtime = await createRuntime(
      tableFor(SHOP.replace("nothing permits this", "no {agent.id}") + rules),
    );
    expect((await runtime.attempt(payment({}, { impact: { hosts: 4 } }))).reason).toBe(reason);
  });

  it("in a note", async () => {
    const { runtime } = await running('rule n on payments.send { note "to {args.to}" }');
    expect((await runtime.attempt(payment())).notes).toMatchObject([{ text: "to Acme" }]);
  });

  it.each([
    ["hash args.to", "to [redacted]"],
    ["mask args.to", "to [redacted]"],
    ["mask args.to matching [email]", "to [redacted email]"],
  ])("does not show what `%s` hides, in a shadow rule neither", async (redaction, reason) => {
    for (const mode of ["", "mode shadow"]) {
      const rules = said("to {args.to}", `redact pii on payments.send { ${redaction} ${mode} }`);
      expect(await reasonOf(rules, payment({ to: "ann@corp.example" }))).toBe(reason);
    }
  });

  it("does not show what is dropped", async () => {
    const rules = said("for {args.memo}", "redact pii on payments.send { drop args.memo }");
    expect(await reasonOf(rules, payment({ memo: "lunch" }))).toBe("for [redacted]");
  });

  it("shows what a rule would hide whose guard does not hold", async () => {
    const rules = said(
      "to {args.to}",
      "redact pii on payments.send { when agent.role == lead, hash args.to }",
    );
    expect(await reasonOf(rules, payment())).toBe("to Acme");
  });

  it("hides what a detector finds though no rule asks for it, and wherever the text is cut", async () => {
    const { runtime } = await running(said("to {args.to}."));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 230 }),
        fc.constantFrom("ann@corp.example", "4111 1111 1111 1111", "078-05-1120"),
        async (before, secret) => {
          const { reason } = await runtime.attempt(payment({ to: `${"x ".repeat(before)}${secret} y` }));
          expect(detect(reason, DETECTORS)).toEqual([]);
          expect(reason).not.toContain(secret);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is bounded, and has nothing in it that ends a quotation, hides, or breaks a line", async () => {
    const { runtime } = await running(said("<{args.to}>"));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 400 }), async (to) => {
        const { reason, fault } = await runtime.attempt(payment({ to }));
        if (fault !== undefined) return;
        expect(reason).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(reason.replace(/\\u\{[0-9a-f]+\}|\\[\\"{}]/gu, "#")).not.toMatch(/[\\"{}]/u);
        expect(Array.from(reason.replace(/\\u\{[0-9a-f]+\}|\\./gu, "#")).length).toBeLessThanOrEqual(203);
      }),
      { numRuns: 100 },
    );
    expect((await runtime.attempt(payment({ to: "x".repeat(10_001) }))).reason).toBe("<(too long to show)>");
    expect((await runtime.attempt(payment({ to: 'a"b{c}\\\n\u202e' }))).reason).toBe(
      '<a\\"b\\{c\\}\\\\\\u{a}\\u{202e}>',
    );
  });

  it("is quick on hostile sizes", async () => {
    const { runtime } = await running(said("<{args.to}>"));
    const request = payment({ to: "a@".repeat(1_000_000) });
    await runtime.attempt(request);
    const start = performance.now();
    expect((await runtime.attempt(request)).reason).toBe("<(too long to show)>");
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("stands in the table by its parts", () => {
    const table = tableFor(SHOP + said("to {args.to}"));
    expect(table.rules[0]?.reason).toEqual(["to ", { path: "args.to" }]);
  });
});
