import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/json-schema.json" with { type: "json" };
import { documentChanges, parseJsonSchema } from "../../../runtime/facts/json-schema/index.js";
import { accepts } from "./json-schema-validator.js";

function changes(baseline: string, proposed: string): readonly string[] {
  const parsed = parseJsonSchema(baseline);
  if (!parsed.ok) throw new Error(parsed.reason);
  return documentChanges(parsed.value, proposed);
}

describe("documentChanges", () => {
  it.each(vectors.proposals)("$what: $changes", ({ proposed, changes: kinds }) => {
    expect(changes(vectors.baseline, proposed)).toEqual(kinds);
  });

  const number = fc.constantFrom(0, 1, 2, 3);
  const { schema } = fc.letrec<{ schema: object | boolean }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.boolean(),
      fc.record(
        {
          type: fc.constantFrom<unknown>("integer", "number", "string", "object", "array", [
            "null",
            "integer",
          ]),
          enum: fc.subarray<unknown>([0, 1, "a", null, {}]),
          const: fc.constantFrom<unknown>(1, "a", null),
          minimum: number,
          exclusiveMinimum: number,
          maximum: number,
          exclusiveMaximum: number,
          minLength: number,
          maxLength: number,
          maxItems: number,
          minItems: number,
          maxProperties: number,
          multipleOf: fc.constantFrom(1, 2),
          uniqueItems: fc.boolean(),
          items: tie("schema"),
          required: fc.subarray(["a", "b"]),
          properties: fc.record({ a: tie("schema"), b: tie("schema") }),
          additionalProperties: tie("schema"),
        },
        { requiredKeys: [] },
      ),
    ),
  }));
  const value = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, 1, 1.5, 2, 3, -1, "", "a", "ab", [], [1], [1, 1], ["a", 2]),
    fc.record(
      {
        a: fc.constantFrom<unknown>(0, 2, "a", null),
        b: fc.constantFrom<unknown>(1, "ab", []),
        c: fc.constant(1),
      },
      { requiredKeys: [] },
    ),
  );

  it("names every change of what is accepted, whichever way it goes", () => {
    fc.assert(
      fc.property(schema, schema, fc.array(value, { minLength: 5 }), (before, after, values) => {
        const kinds = changes(JSON.stringify(before), JSON.stringify(after));
        if (kinds.some((kind) => ["add_property", "remove_property", "other"].includes(kind))) return;
        for (const each of values) {
          const [was, is] = [accepts(before, each), accepts(after, each)];
          if (was && !is) expect(kinds).toContain("narrow");
          if (!was && is) expect(kinds).toContain("widen");
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("mirrors: what is widened one way is narrowed the other", () => {
    const mirror: Readonly<Record<string, string>> = {
      widen: "narrow",
      narrow: "widen",
      add_property: "remove_property",
      remove_property: "add_property",
    };
    fc.assert(
      fc.property(schema, schema, (one, other) => {
        const [there, back] = [JSON.stringify(one), JSON.stringify(other)];
        const mirrored = changes(there, back).map((kind) => mirror[kind] ?? kind);
        expect(changes(back, there)).toEqual(mirrored.sort());
        expect(changes(there, there)).toEqual([]);
      }),
    );
  });

  it("ends quickly at hostile sizes", () => {
    const start = performance.now();
    expect(changes("{}", "[".repeat(1_000_000))).toEqual(["other"]);
    expect(changes("{}", " ".repeat(2_000_000))).toEqual(["other"]);
    expect(changes("{}", `${'{"items":'.repeat(5_000)}{}${"}".repeat(5_000)}`)).toEqual(["other"]);
    const wide = JSON.stringify({
      properties: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, {}])),
    });
    expect(changes("{}", wide)).toEqual(["add_property"]);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
