import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../runtime/decide/digest.js";
import { detect } from "../../../runtime/facts/detect.js";
import type { Rewriting } from "../../../runtime/redact/plan.js";
import { findsWork, redact } from "../../../runtime/redact/redact.js";
import type { ClampedType } from "../../../runtime/table/format.js";
import type { Json } from "../../../runtime/table/canonical.js";
import { DETECTORS, type Detector } from "../../../runtime/values/detector.js";

import { record } from "../../support/table.js";

const EMAIL = "ann@example.com";
const SSN = "078-05-1120";

describe("a redaction", () => {
  it.each<[string, Rewriting[], Json, Json]>([
    [
      "masks what a detector finds",
      [{ op: "mask", target: "args.a", detectors: ["email"] }],
      { a: `to ${EMAIL}`, b: EMAIL },
      { a: "to [redacted email]", b: EMAIL },
    ],
    [
      "masks in every text of a list",
      [{ op: "mask", target: "args.a", detectors: ["email"] }],
      { a: ["x", EMAIL] },
      { a: ["x", "[redacted email]"] },
    ],
    [
      "masks the whole value",
      [{ op: "mask-all", target: "args.a" }],
      { a: ["x", 1, null] },
      { a: ["[redacted]", "[redacted]", "[redacted]"] },
    ],
    ["hashes texts in NFC", [{ op: "hash", target: "args.a" }], { a: "e\u0301" }, { a: digestOf("\u00e9") }],
    [
      "hashes what is no text by its JSON",
      [{ op: "hash", target: "args.a" }],
      { a: 12 },
      { a: digestOf("12") },
    ],
    ["drops a field", [{ op: "drop", target: "args.a" }], { a: 1, b: 2 }, { b: 2 }],
    [
      "drops a field of a record",
      [{ op: "drop", target: "args.a.b" }],
      { a: { b: 1, c: 2 } },
      { a: { c: 2 } },
    ],
    ["leaves alone what is absent", [{ op: "hash", target: "args.z" }], { a: 1 }, { a: 1 }],
    [
      "masks a number that is a finding",
      [{ op: "mask", target: "args", detectors: ["credit_card"] }],
      { a: 4111111111111111, b: 5 },
      { a: "[redacted credit_card]", b: 5 },
    ],
    [
      "masks names, too",
      [{ op: "mask", target: "args", detectors: ["email"] }],
      { [EMAIL]: 1 },
      { "[redacted email]": 1 },
    ],
    [
      "says what the author says, where something is found",
      [{ op: "mask", target: "args.a", detectors: ["email"], as: "[WHO]" }],
      { a: `to ${EMAIL}, ${EMAIL}` },
      { a: "to [WHO], [WHO]" },
    ],
    [
      "says what the author says in place of a whole value",
      [{ op: "mask-all", target: "args.a", as: "" }],
      { a: [1, "x"] },
      { a: ["", ""] },
    ],
    [
      "keeps null and truths in lists",
      [{ op: "mask", target: "args", detectors: ["email"] }],
      { a: [null, false] },
      { a: [null, false] },
    ],
    [
      "takes a name with dots for a name, and for no path",
      [{ op: "drop", target: "args.a.b" }],
      { "a.b": 1, a: { b: 2, c: 3 } },
      { "a.b": 1, a: { c: 3 } },
    ],
    [
      "takes __proto__ for a name like any other",
      [{ op: "mask", target: "args", detectors: ["email"] }],
      JSON.parse(`{ "__proto__": "${EMAIL}" }`) as Json,
      JSON.parse(`{ "__proto__": "[redacted email]" }`) as Json,
    ],
    [
      "hides as a whole what cannot be normalised",
      [{ op: "mask", target: "args", detectors: ["email"] }],
      { a: `a${"\u0301".repeat(31)}` },
      { a: "[redacted]" },
    ],
  ])("%s", (_, rewritings, value, expected) => {
    expect(redact(value, "args", rewritings)).toEqual(expected);
  });
});

describe("several redactions of one field", () => {
  const mask = (detectors: readonly Detector[] = []): Rewriting => ({
    op: "mask",
    target: "args.a",
    detectors,
  });
  const all: Rewriting = { op: "mask-all", target: "args.a" };
  const hash: Rewriting = { op: "hash", target: "args.a" };
  const drop: Rewriting = { op: "drop", target: "args.a" };
  const both = `${EMAIL} ${SSN}`;

  it.each<[string, Rewriting[], Json]>([
    ["masks unite", [mask(["email"]), mask(["us_ssn"])], { a: "[redacted email] [redacted us_ssn]" }],
    ["the whole beats its parts", [mask(["email"]), all], { a: "[redacted]" }],
    ["hashing beats masking", [hash, all, mask(["email"])], { a: digestOf(both) }],
    ["dropping beats all", [mask(["email"]), drop, hash], {}],
  ])("%s, in any order", (_, rewritings, expected) => {
    expect(redact({ a: both }, "args", rewritings)).toEqual(expected);
    expect(redact({ a: both }, "args", rewritings.toReversed())).toEqual(expected);
  });

  it("what applies around a field applies in it, and the stronger one counts", () => {
    const around: Rewriting = { op: "mask", target: "args", detectors: ["email"] };
    expect(redact({ a: both, b: EMAIL }, "args", [around, mask(["us_ssn"])])).toEqual({
      a: "[redacted email] [redacted us_ssn]",
      b: "[redacted email]",
    });
    expect(redact({ a: { x: 1, y: 2 } }, "args", [hash, { op: "drop", target: "args.a.x" }])).toEqual({
      a: { y: digestOf("2") },
    });
  });
});

describe("a clamped number", () => {
  const clamp = (type: ClampedType, most: number): Rewriting => ({
    op: "clamp",
    target: "args.n",
    type,
    most,
  });

  it.each<[string, Rewriting, Json, Json]>([
    ["at its bound stays", clamp("int", 100), 100, 100],
    ["above it is the bound", clamp("int", 100), 101, 100],
    ["far below stays", clamp("int", 100), -1_000_000, -1_000_000],
    ["may have a bound below zero", clamp("int", -5), 0, -5],
    ["of bytes", clamp("bytes", 1024), 1025, 1024],
    ["as a number stays a number", clamp("decimal", 5000), 0.5001, 0.5],
    ["as a text stays a text", clamp("decimal", 5000), "0.5001", "0.5"],
    ["of a share", clamp("percent", 50_000), 5.1, 5],
    ["of money", clamp("money", 100_000), 10.01, 10],
    [
      "of money with its currency",
      clamp("money", 100_000),
      { amount: "10.01", currency: "USD" },
      { amount: "10", currency: "USD" },
    ],
    [
      "of money with its currency, as a number",
      clamp("money", 105_000),
      { amount: 11, currency: "USD" },
      { amount: 10.5, currency: "USD" },
    ],
    ["of milliseconds", clamp("duration", 30_000), 30_001, 30_000],
    ["of a duration in words", clamp("duration", 30_000), "PT1M", "PT30S"],
    [
      "of money with its currency, within its bound",
      clamp("money", 100_000),
      { amount: 10, currency: "USD" },
      { amount: 10, currency: "USD" },
    ],
  ])("%s", (_, rewriting, sent, expected) => {
    expect(redact({ n: sent }, "args", [rewriting])).toEqual({ n: expected });
    const isOver = JSON.stringify(sent) !== JSON.stringify(expected);
    expect(findsWork({ n: sent }, "args", rewriting)).toBe(isOver);
  });

  it("has the lowest of its bounds, and what beats clamping beats them all", () => {
    const bounds = [clamp("int", 10), clamp("int", 5), clamp("int", 7)];
    expect(redact({ n: 9 }, "args", bounds)).toEqual({ n: 5 });
    expect(redact({ n: 9 }, "args", [...bounds, { op: "hash", target: "args.n" }])).toEqual({
      n: digestOf("9"),
    });
    expect(redact({ n: 9 }, "args", [{ op: "mask-all", target: "args" }, ...bounds])).toEqual({
      n: "[redacted]",
    });
  });
});

describe("declared arguments", () => {
  const form = record(
    { bees: "int?", team: { schema: record({ bee: "string" }, true), optional: true } },
    true,
  );
  const bees: Rewriting = {
    op: "mask",
    target: "args",
    detectors: [{ name: "bee", pattern: "bees?" }],
    as: "[B]",
  };

  it("keep their names, and what nobody declared does not", () => {
    expect(
      redact({ bees: 1, bee: 2, team: { bee: "a bee", b_bee: [{ bee: 1 }] } }, "args", [bees], form),
    ).toEqual({
      bees: 1,
      "[B]": 2,
      team: { bee: "a [B]", "b_[B]": [{ "[B]": 1 }] },
    });
  });
});

describe("a masked value", () => {
  it("holds nothing that its detectors find, wherever it stood", () => {
    const secret = fc.constantFrom(EMAIL, SSN, "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "plain");
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(fc.string(), secret, fc.string()).map((parts) => parts.join(" ")),
        fc.integer(),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(secret, tie("tree"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const masked = redact(value, "result", [{ op: "mask", target: "result", detectors: DETECTORS }]);
        for (const text of textsIn(masked)) expect(detect(text, DETECTORS)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member as Json)]);
}
