// The table of forms is held: what must stand, what may stand once, and what belongs elsewhere.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clause, FormDecl, FormKeyword } from "../../../compiler/ast/ast.js";
import { forms } from "../../../compiler/ast/forms.js";
import { parse } from "../../../compiler/ast/parse.js";
import { print } from "../../../compiler/format/print.js";
import { clausesFor } from "../../support/arbitrary-clauses.js";

const keywords = Object.keys(forms).filter((each): each is FormKeyword => each !== "classifier");
const span = { file: "", start: 0, end: 0 };
const ident = { kind: "ident", span, text: "alpha" } as const;

function codesOf(form: FormKeyword, clauses: readonly Clause[]): readonly string[] {
  const { name, selector } = forms[form];
  const declaration: FormDecl = {
    kind: "form",
    span,
    form,
    keyword: span,
    clauses,
    ...(name === "needed" && { name: ident }),
    ...(selector === "needed" && {
      selector: { kind: "selector", span, include: [{ kind: "pattern", span, text: "a.b" }], except: [] },
    }),
  };
  const text = print({ kind: "module", span, declarations: [declaration] });
  return parse({ path: "policy.agentpol", text }).diagnostics.map(({ code }) => code);
}

const [sample] = fc.sample(
  fc.record(Object.fromEntries(keywords.map((form) => [form, clausesFor(form)]))),
  1,
);
const clausesOf = (form: FormKeyword): readonly Clause[] => sample?.[form] ?? [];

describe.each(keywords)("%s", (form) => {
  const { clauses: rules, oneOf, someOf } = forms[form];
  const required = [
    ...rules.filter((rule) => rule.required).map(({ clause }) => [clause]),
    ...oneOf,
    ...someOf,
  ];

  it("takes what its table says", () => {
    expect(codesOf(form, clausesOf(form))).toEqual([]);
  });

  if (required.length > 0) {
    it.each(required)("needs `%s`", (...kinds) => {
      const without = clausesOf(form).filter(({ kind }) => !kinds.includes(kind));
      expect(codesOf(form, without)).toEqual(["AP1005"]);
    });
  }

  it("takes twice only what may repeat", () => {
    for (const clause of clausesOf(form)) {
      const rule = rules.find((each) => each.clause === clause.kind);
      const codes = codesOf(form, [...clausesOf(form), clause]);
      if (rule?.repeats === true) expect(codes).toEqual([]);
      else expect(codes).toEqual([clause.kind === "verdict" || clause.kind === "note" ? "AP1007" : "AP1006"]);
    }
  });

  it("refuses a clause of another form", () => {
    const foreign: Clause =
      form === "drift"
        ? { kind: "must", span, what: ident }
        : { kind: "baseline", span, path: { kind: "string", span, value: "x.sql" } };
    expect(codesOf(form, [...clausesOf(form), foreign])).toEqual(["AP1004"]);
  });
});
