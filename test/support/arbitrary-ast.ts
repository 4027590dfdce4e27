// Random trees over the whole language, well formed but meaningless: for the laws of parser and printer.

import fc from "fast-check";
import type { Declaration, FormDecl, FormKeyword, Module, Step, Trait } from "../../compiler/ast/ast.js";
import { forms } from "../../compiler/ast/forms.js";
import { clausesFor } from "./arbitrary-clauses.js";
import { expr, recordLiteral, testValue } from "./arbitrary-expressions.js";
import {
  anyName,
  at,
  attribute,
  doc,
  ident,
  literal,
  maybe,
  merged,
  name,
  pattern,
  selector,
} from "./arbitrary-names.js";
import { params, record, type } from "./arbitrary-types.js";

const node = <K extends string>(kind: K) => ({ kind: fc.constant(kind), span: fc.constant(at.span) });
const list = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 3 });
const section = fc.constantFrom("agent" as const, "context" as const, "impact" as const);

const trait: fc.Arbitrary<Trait> = fc.oneof(
  fc.record({
    ...node("trait"),
    trait: fc.constantFrom("reads" as const, "writes" as const, "runs" as const, "migrates" as const),
    arg: ident(anyName),
  }),
  fc.record({ ...node("trait"), trait: fc.constant("effect" as const), effect: ident() }),
  fc.record({ ...node("trait"), trait: fc.constant("reversible" as const), reversible: ident() }),
  fc.record({ ...node("trait"), trait: fc.constant("relative" as const), to: attribute }),
  merged<Trait>(
    fc.record({ ...node("trait"), trait: fc.constant("reaches"), arg: ident(anyName) }),
    maybe("port", ident(anyName)),
  ),
);

const stepOf = <K extends Step["step"]>(step: K) => ({ ...node("step"), step: fc.constant(step) });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    ...node("step"),
    step: fc.oneof(section, fc.constant("result" as const)),
    record: recordLiteral,
  }),
  merged<Step>(
    fc.record({
      ...stepOf("action"),
      name: pattern,
      args: list(fc.record({ ...node("field-value"), name: ident(anyName), value: testValue })),
    }),
    maybe("reversible", ident(fc.constantFrom("reversible", "irreversible"))),
  ),
  merged<Step>(
    fc.record({ ...stepOf("expect"), verdict: ident(fc.constantFrom("allow", "redact", "block")) }),
    maybe("by", attribute),
    maybe("code", literal),
    maybe("times", expr),
  ),
  fc.record({ ...stepOf("after"), duration: expr }),
  fc.record({ ...stepOf("at"), time: expr }),
  merged<Step>(
    fc.record({ ...stepOf("approve"), by: literal }),
    maybe("acknowledging", ident(fc.constant("irreversible"))),
  ),
  fc.record({ ...stepOf("outcome"), outcome: ident() }),
  merged<Step>(
    fc.record({ ...node("step"), step: fc.constantFrom("kill", "revive"), scope: attribute }),
    maybe("value", expr),
    maybe("by", literal),
  ),
);

const documented = maybe("doc", doc);
const declare = (...parts: readonly fc.Arbitrary<object>[]) => merged<Declaration>(...parts, documented);

const formOf = (form: FormKeyword): fc.Arbitrary<Declaration> => {
  const { name: named, selector: selected, onResult } = forms[form];
  return declare(
    fc.record({
      ...node("form"),
      form: fc.constant(form),
      keyword: fc.constant(at.span),
      clauses: clausesFor(form),
      ...(named === "needed" && { name: ident(anyName.filter((each) => each !== "on")) }),
      ...(selected === "needed" && { selector }),
    }),
    onResult ? maybe("onResult", fc.constant(at.span)) : fc.constant({}),
  );
};

const formKeywords = Object.keys(forms).filter((each): each is FormDecl["form"] => each !== "classifier");

const declaration: fc.Arbitrary<Declaration> = fc.oneof(
  declare(fc.record({ ...node("import"), path: literal })),
  declare(fc.record({ ...node("type"), name: ident(anyName), type })),
  declare(fc.record({ ...node("attributes"), section, sectionSpan: fc.constant(at.span), record })),
  declare(fc.record({ ...node("let"), name: ident(name), body: expr }), maybe("params", params)),
  declare(fc.record({ ...node("data"), name: ident(name), type, from: literal }), maybe("refresh", expr)),
  declare(fc.record({ ...node("detector"), name: ident(anyName), pattern: literal })),
  declare(
    fc.record({
      ...node("classifier"),
      name: ident(name),
      params,
      result: type,
      clauses: clausesFor("classifier"),
    }),
  ),
  declare(fc.record({ ...node("group"), name: ident(anyName), members: list(literal) })),
  declare(fc.record({ ...node("group"), name: ident(anyName), from: literal })),
  declare(fc.record({ ...node("zone"), name: ident(anyName), entries: list(literal) })),
  declare(
    fc.record({ ...node("action"), name: pattern, params, traits: list(trait) }),
    maybe("open", fc.constant(at.span)),
    maybe("gives", type),
  ),
  declare(
    fc.record({
      ...node("test"),
      keyword: fc.constant(at.span),
      name: literal,
      steps: fc.array(step, { maxLength: 5 }),
    }),
  ),
  ...formKeywords.map(formOf),
);

export const moduleTree: fc.Arbitrary<Module> = fc.record({
  ...node("module"),
  declarations: fc.array(declaration, { maxLength: 4 }),
});
