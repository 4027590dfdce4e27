// What the reader of tables demands of classifiers, and of the expressions that ask them.

import { describe, expect, it } from "vitest";
import { readTable } from "../../../runtime/decide/load.js";
import type { Classifier, Expr, Table } from "../../../runtime/table/format.js";
import { rule, tableOf } from "../../support/table.js";

const score: Classifier = {
  name: "score",
  params: [{ name: "text", schema: { type: "string" } }],
  result: { type: "decimal" },
  asks: { by: "host", name: "guard" },
  timeout: 200,
};
const text: Expr = { op: "literal", value: "x" };
const asking = (args: readonly number[] = [0], classifier = 0): Expr => ({
  op: "classify",
  classifier,
  args,
});
const isHigh: Expr = { op: "compare", cmp: ">", left: 1, right: 2, scale: 4, unordered: false };
const half: Expr = { op: "literal", value: 5_000 };

function reasonFor(classifier: object, exprs: readonly Expr[], more: Partial<Table> = {}): string {
  const rules = [rule({ name: "p.r", verdict: "block", when: [exprs.length - 1] })];
  const classifiers = [{ ...score, ...classifier }];
  const reading = readTable(tableOf({ classifiers, exprs, rules, ...more }));
  return reading.ok ? "" : reading.reason;
}

const sound = [text, asking(), half, isHigh];

describe("classifiers in a table", () => {
  it("are taken where they are sound", () => {
    expect(reasonFor({}, sound)).toBe("");
    expect(reasonFor({ asks: { by: "webhook", url: "https://a.example/x" } }, sound)).toBe("");
    expect(reasonFor({ asks: { by: "webhook", url: "http://127.0.0.1:1/x" } }, sound)).toBe("");
  });

  it.each<[object, RegExp]>([
    [{ result: { type: "string" } }, /nothing compares/u],
    [{ params: [{ name: "text", schema: { type: "list", of: { type: "string" } } }] }, /no single value/u],
    [{ params: [...score.params, ...score.params] }, /two parameters of one name/u],
    [{ asks: { by: "webhook", url: "http://a.example/x" } }, /without TLS/u],
    [{ asks: { by: "webhook", url: "file:///x" } }, /url/u],
    [{ asks: { by: "pigeon", name: "x" } }, /by/u],
    [{ timeout: 0 }, /timeout/u],
  ])("%o is refused", (classifier, reason) => {
    expect(reasonFor(classifier, sound)).toMatch(reason);
  });

  it.each<[string, readonly Expr[], RegExp]>([
    ["one that is not there", [text, asking([0], 1), half, isHigh], /not there/u],
    ["with too few arguments", [text, asking([]), half, isHigh], /number of arguments/u],
    ["with another sort", [{ op: "literal", value: 3 }, asking(), half, isHigh], /no string/u],
    ["for what it does not answer", [text, asking()], /neither true nor false/u],
  ])("a question to %s is refused", (_what, exprs, reason) => {
    expect(reasonFor({}, exprs)).toMatch(reason);
  });

  it("are named once", () => {
    expect(reasonFor({}, sound, { classifiers: [score, score] })).toMatch(/classifiers holds one twice/u);
  });

  it("are asked for guards alone", () => {
    const condition = { expr: 3, text: "", origin: "" };
    const fallback = { verdict: "block", reason: "no", origin: "p.agentpol:1:1" } as const;
    const policy = { ...tableOf({}).policy, onErrorWhen: [{ ...fallback, when: condition }] };
    expect(reasonFor({}, sound, { policy })).toMatch(/asks a classifier/u);
    const id = `sha256:${"0".repeat(64)}`;
    const history = { id, fn: "count", actions: [], by: [], where: 3 } as const;
    expect(reasonFor({}, sound, { histories: [history] })).toMatch(/its where that asks a classifier/u);
    const grant = { id: "p.g", scope: [], expires: 1, revoke: 3 };
    expect(reasonFor({}, sound, { grants: [grant] })).toMatch(/its revoke that asks a classifier/u);
  });
});
