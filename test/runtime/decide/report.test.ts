// What came back, decided: its form, the rules on it, and how it is rewritten.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decideResult } from "../../../runtime/decide/decide-result.js";
import { ready } from "../../../runtime/facts/ready.js";
import type { Rule } from "../../../runtime/table/format.js";
import { failed, large, OK, onResult, parts, reported, teapot } from "../../support/results.js";
import { start } from "../../support/runtime.js";
import { policyOf, requestOf, rule } from "../../support/table.js";

beforeAll(ready);

describe("a result", () => {
  it("is permitted where no rule holds it, by the default", async () => {
    const answer = await reported([], OK);
    expect(answer).toMatchObject({
      ok: true,
      result: OK,
      decision: { verdict: "allow", rule: "default", code: "default", reason: "no rule holds this result" },
    });
  });

  it.each<[string, Rule, unknown, object, "ok" | "failed", string]>([
    [
      "result",
      onResult({ name: "p.r", verdict: "block", when: [teapot] }),
      { body: "x", status: 418 },
      {},
      "ok",
      "p.r",
    ],
    ["result", onResult({ name: "p.r", verdict: "block", when: [teapot] }), OK, {}, "ok", "default"],
    ["outcome", onResult({ name: "p.r", verdict: "block", when: [failed] }), OK, {}, "failed", "p.r"],
    ["outcome", onResult({ name: "p.r", verdict: "block", when: [failed] }), OK, {}, "ok", "default"],
    ["args", onResult({ name: "p.r", verdict: "block", when: [large] }), OK, { n: 10 }, "ok", "p.r"],
    ["args", onResult({ name: "p.r", verdict: "block", when: [large] }), OK, { n: 9 }, "ok", "default"],
  ])("is judged by its %s", async (_, row, result, args, outcome, by) => {
    const answer = await reported([row], result, args, outcome);
    expect(answer).toMatchObject({ ok: by === "default", decision: { rule: by } });
    expect("result" in answer).toBe(by === "default");
  });

  it("that is absent is unknown: a rule that restricts matches, one that permits does not", async () => {
    const rows = [
      onResult({ name: "p.no", verdict: "block", when: [teapot] }),
      onResult({ name: "p.yes", verdict: "allow", when: [teapot], explicit: true }),
    ];
    expect(await reported(rows, { body: "no status" })).toMatchObject({
      decision: { rule: "p.no", matched: [{ rule: "p.no" }, { rule: "default" }] },
    });
    expect(await reported(rows, undefined)).toMatchObject({ ok: false, decision: { rule: "p.no" } });
    expect(await reported([], undefined)).toMatchObject({ ok: true });
  });

  it.each<[string, unknown, string]>([
    ["another type", { body: 1 }, "result.body"],
    ["a member too many", { body: "x", more: 1 }, "result.more"],
    ["a member too few", {}, "result.body"],
    ["null", null, "result"],
    ["no plain data", { body: "x", note: () => "x" }, "result.note"],
    ["half a surrogate", { body: "\ud800" }, "result.body"],
  ])("of %s is withheld, and its fault is told", async (_, result, path) => {
    const answer = await reported([], result);
    expect(answer).toMatchObject({
      ok: false,
      decision: { verdict: "block", rule: "on_error", code: "result.invalid", fault: { path } },
    });
    expect(answer).not.toHaveProperty("result");
  });

  it("that is invalid is withheld even where faults in deciding actions are permitted", async () => {
    const policy = { onError: { verdict: "allow", reason: "", origin: "p.agentpol:1:1" } } as const;
    const { runtime } = await start({ ...parts([]), policy });
    const { id } = await runtime.attempt(requestOf());
    expect(await runtime.report(id, { outcome: "ok", result: 1 })).toMatchObject({ ok: false });
  });

  it("is handed on as it was when it was checked, whatever its getters say later", async () => {
    let reads = 0;
    const shifty = {
      get body() {
        reads += 1;
        return reads === 1 ? "fine" : "secret";
      },
    };
    expect(await reported([], shifty)).toMatchObject({ ok: true, result: { body: "fine" } });
  });

  it("that no rule and no declaration speaks of is handed on as it is", async () => {
    const { runtime } = await start(parts([]));
    const { id } = await runtime.attempt({ ...requestOf(), action: { name: "plain", args: {} } });
    const result = new Map([["not", "plain data"]]);
    const answer = await runtime.report(id, { outcome: "ok", result });
    expect(answer.ok && answer.result).toBe(result);
  });

  it("of attempts that differ under one id is withheld; of one request made twice it is not", async () => {
    const { runtime } = await start(parts([]));
    for (const n of [1, 1]) await runtime.attempt({ ...requestOf({ n }), id: "same" });
    expect(await runtime.report("same", { outcome: "ok", result: OK })).toMatchObject({ ok: true });
    for (const n of [1, 2]) await runtime.attempt({ ...requestOf({ n }), id: "other" });
    expect(await runtime.report("other", { outcome: "ok", result: OK })).toMatchObject({
      ok: false,
      decision: { code: "decision.fault" },
    });
  });
});

describe("rewriting a result", () => {
  const masking = onResult({
    name: "p.pii",
    verdict: "redact",
    redactions: [{ op: "mask", target: "result.body", detectors: ["email"] }],
  });
  const dropping = rule({
    name: "p.notes",
    verdict: "none",
    redactions: [{ op: "drop", target: "result.note" }],
  });

  it("contributes where there is something to rewrite, and only there", async () => {
    expect(await reported([masking], { body: "to a@b.example" })).toMatchObject({
      ok: true,
      result: { body: "to [redacted email]" },
      decision: {
        verdict: "redact",
        rule: "p.pii",
        matched: [{ rule: "p.pii" }, { rule: "default" }],
        obligations: { result: { body: "to [redacted email]" }, redactions: [{ target: "result.body" }] },
      },
    });
    expect(await reported([masking], { body: "to ann" })).toMatchObject({
      ok: true,
      result: { body: "to ann" },
      decision: { verdict: "allow", rule: "default" },
    });
  });

  it("that a rule on the action asks for goes along: it is done when the result is decided", async () => {
    expect(await reported([dropping], { body: "x", note: "y" })).toMatchObject({
      ok: true,
      result: { body: "x" },
      decision: { verdict: "redact", rule: "p.notes" },
    });
    expect(await reported([dropping], { body: "x" })).toMatchObject({
      result: { body: "x" },
      decision: { verdict: "allow" },
    });
  });

  it("names the first in declaration order, wherever it was written", async () => {
    const result = { body: "a@b.example", note: "y" };
    expect(await reported([masking, dropping], result)).toMatchObject({ decision: { rule: "p.pii" } });
    expect(await reported([dropping, masking], result)).toMatchObject({
      decision: { rule: "p.notes", matched: [{ rule: "p.notes" }, { rule: "p.pii" }, { rule: "default" }] },
      result: { body: "[redacted email]" },
    });
  });

  it("yields to a rule that holds", async () => {
    const answer = await reported([masking, onResult({ name: "p.no", verdict: "block" })], {
      body: "a@b.example",
    });
    expect(answer).toMatchObject({ ok: false, decision: { rule: "p.no", obligations: { redactions: [] } } });
    expect(JSON.stringify(answer)).not.toContain("a@b.example");
  });

  it("finds something exactly where it changes something (random JSON)", () => {
    const leaf = fc.constantFrom<unknown>("a@b.example", "ann", 7, true, null, "x a@b.example y");
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("a", "b", "c@d.example"), tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    const whole = rule({
      name: "p.all",
      verdict: "none",
      actions: ["plain"],
      redactions: [{ op: "mask", target: "result", detectors: ["email"] }],
    });
    const policy = policyOf(parts([whole]));
    const request = { ...requestOf(), action: { name: "plain", args: {} } };
    fc.assert(
      fc.property(value, (result) => {
        const { verdict, obligations } = decideResult(policy, request, { outcome: "ok", result });
        const found = JSON.stringify(result).includes("@");
        expect(verdict).toBe(found ? "redact" : "allow");
        expect(JSON.stringify(obligations.result ?? "")).not.toContain("@");
      }),
    );
  });
});
