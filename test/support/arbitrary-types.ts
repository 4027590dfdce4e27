// Random types, records and parameters.

import fc from "fast-check";
import type { EnumType, Field, Param, RecordType, TypeExpr } from "../../compiler/ast/ast.js";
import { anyName, at, doc, ident, maybe, merged, name } from "./arbitrary-names.js";

const named: fc.Arbitrary<TypeExpr> = ident(
  fc.oneof(anyName, fc.constantFrom("string", "int", "path", "zone")),
).map((each) => ({ kind: "named", ...at, name: each }));

const money: fc.Arbitrary<TypeExpr> = ident(fc.constantFrom("USD", "EUR")).map((currency) => ({
  kind: "money",
  ...at,
  currency,
}));

const enumerated: fc.Arbitrary<EnumType> = fc.oneof(
  fc
    .array(ident(anyName), { minLength: 1, maxLength: 4 })
    .map((members) => ({ kind: "enum" as const, ...at, members, ordered: false })),
  fc
    .array(ident(name), { minLength: 2, maxLength: 4 })
    .map((members) => ({ kind: "enum" as const, ...at, members, ordered: true })),
);

/** Types nested a few deep. */
export const type: fc.Arbitrary<TypeExpr> = fc.letrec<{ type: TypeExpr }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    named,
    money,
    enumerated,
    fc
      .tuple(ident(fc.constantFrom("list", "set")), tie("type"))
      .map(([generic, arg]) => ({ kind: "generic" as const, ...at, name: generic, args: [arg] })),
    fc.tuple(tie("type"), tie("type")).map(([key, item]) => ({
      kind: "generic" as const,
      ...at,
      name: { kind: "ident" as const, ...at, text: "map" },
      args: [key, item],
    })),
    recordOf(tie("type")),
  ),
})).type;

function recordOf(types: fc.Arbitrary<TypeExpr>): fc.Arbitrary<RecordType> {
  return merged(
    fc.record({
      kind: fc.constant("record"),
      span: fc.constant(at.span),
      fields: fc.array(fieldOf(types), { maxLength: 3 }),
    }),
    maybe("open", fc.constant(at.span)),
  );
}

function fieldOf(types: fc.Arbitrary<TypeExpr>): fc.Arbitrary<Field> {
  return merged(
    fc.record({
      kind: fc.constant("field"),
      span: fc.constant(at.span),
      name: ident(anyName),
      optional: fc.boolean(),
      type: types,
    }),
    maybe("doc", doc),
    maybe("volatile", fc.constant(at.span)),
  );
}

export const record = recordOf(type);

export const params: fc.Arbitrary<readonly Param[]> = fc.array(
  fc.record({
    kind: fc.constant("param" as const),
    span: fc.constant(at.span),
    name: ident(anyName),
    optional: fc.boolean(),
    type,
  }),
  { maxLength: 3 },
);
