// Requests as JSON text: what I-JSON refuses, and nothing else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../../runtime/decide/json.js";

describe("parseJson", () => {
  it.each([
    ['{"a":1,"a":2}', '"a" twice'],
    ['{"x":{"a":1,"b":[{"c":1,"c":1}]}}', '"c" twice'],
    ['{"\\u0061":1,"a":2}', '"a" twice'],
    ["{", "is not JSON"],
    ["", "is not JSON"],
    ["NaN", "is not JSON"],
  ])("refuses %s", (text, reason) => {
    const result = parseJson(text);
    expect(result.ok ? "accepted" : result.reason).toContain(reason);
  });

  it.each(['{"a":{"a":1},"b":["a","a"],"c":"{\\"a\\":1,\\"a\\":1}"}', "[]", "1", '"x"', '[{"a":1},{"a":1}]'])(
    "reads %s",
    (text) => {
      expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
    },
  );

  it("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it("reads strings of any length, and finds a member twice behind them", () => {
    const long = `"${'x\\"'.repeat(10_000_000)}"`;
    expect(parseJson(`{"a":${long},"b":1}`).ok).toBe(true);
    const twice = parseJson(`{"a":${long},"b":1,"b":2}`);
    expect(twice.ok ? "accepted" : twice.reason).toContain('"b" twice');
  });

  it("reads 100,000 nested brackets", () => {
    expect(parseJson("[".repeat(100_000) + "]".repeat(100_000)).ok).toBe(true);
  });
});
