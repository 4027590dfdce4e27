import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../../runtime/decide/digest.js";
import { detect } from "../../../runtime/facts/detect.js";
import type { Rewriting } from "../../../runtime/redact/plan.js";
import { redact } from "../../../runtime/redact/redact.js";
import type { Json } from "../../../runtime/table/canonical.js";
import { DETECTORS } from "../../../runtime/values/detector.js";

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
  ])("%s", (_, rewritings, value, expected) => {
    expect(redact(value, "args", rewritings)).toEqual(expected);
  });
});

describe("several redactions of one field", () => {
  const mask = (detectors: Rewriting["detectors"] = []): Rewriting => ({
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
