// Reads the forms: head, clauses, and the check that the right ones are there.

import type { FormHeadCstNode } from "../../../grammar/generated/cst.js";
import type { CstNode } from "../../../grammar/parser.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { cover } from "../../source/source.js";
import type { Clause, FormDecl, FormKeyword, Ident, Selector } from "../ast.js";
import { readBody, type Body } from "./bodies.js";
import type { BodyRange } from "../outline/body-range.js";
import { checkClauses } from "./check-forms.js";
import { reportFault, reportMissing, reportUnexpected } from "./faults.js";
import { clauseWords, forms, withArticle, type ClauseOwner } from "../forms.js";
import { clauseReader } from "../from-cst/clauses.js";
import { selectorOf } from "../from-cst/names.js";
import { gapBefore, tokenSpan, type Input } from "../outline/input.js";
import { readPiece } from "./piece.js";
import { first, identOf, spanOfToken } from "../from-cst/reader.js";
import { beginsClause, splitBody, type Range } from "../outline/split.js";

interface Documented {
  readonly span: FormDecl["span"];
  readonly doc?: string;
}

interface Head {
  readonly name?: Ident;
  readonly onResult?: FormDecl["span"];
  readonly selector?: Selector;
}

/** Reads a form whose keyword is at `from`; `body` says where its clauses are. */
export function readForm(
  input: Input,
  form: FormKeyword,
  from: number,
  body: BodyRange,
  documented: Documented,
): FormDecl {
  const keyword = input.tokens[from];
  const head = readHead(input, form, from, body.headEnd);
  const clauses = readClauses(input, form, body.inside);
  const declaration: FormDecl = {
    kind: "form",
    ...documented,
    form,
    keyword: keyword === undefined ? documented.span : tokenSpan(input, keyword),
    ...head,
    clauses: clauses.items,
  };
  if (body.inside !== undefined) {
    const place = head.name !== undefined && head.name.text !== "" ? head.name.span : declaration.keyword;
    checkClauses(input, form, place, clauses);
  }
  return declaration;
}

/** The clauses of a form or a classifier. */
export function readClauses(input: Input, owner: ClauseOwner, inside: Range | undefined): Body<Clause> {
  if (inside === undefined) return { items: [], damaged: true };
  const words = clauseWords(owner);
  const split = splitBody(input, inside.from, inside.to, words, (at) => beginsClause(input, at));
  return readBody(input, bodyKind(owner, words), split);
}

const bodyKind = (owner: ClauseOwner, words: ReadonlySet<string>) => ({
  owner: withArticle(owner),
  noun: "clause",
  words,
  readerOf: (word: string) => clauseReader(owner, word),
  records: false,
});

function readHead(input: Input, form: FormKeyword, from: number, to: number): Head {
  const { node, fault, reader } = readPiece(input, "formHead", from, to);
  const children = node === undefined ? undefined : headOf(node).children;
  const name = identOf({ ...reader, gap: gapBefore(input, from + 1) }, first(children?.name));
  const result = first(children?.Kw_result);
  const of = first(children?.Kw_of);
  const head: Head = {
    ...((forms[form].name === "needed" || name.text !== "") && { name }),
    ...(result !== undefined && {
      onResult: cover(spanOfToken(reader, result), spanOfToken(reader, of ?? result)),
    }),
    ...(children?.selector && { selector: selectorOf(reader, first(children.selector)) }),
  };
  if (fault === undefined) checkHead(input, form, from, to, head);
  else if (fault.leftOver) reportUnexpected(input, fault.at, expectedInHead(form, head));
  else reportFault(input, from, to, fault);
  return head;
}

/** The border between chevrotain's nodes and their generated types: the rule was `formHead`. */
function headOf(node: CstNode): FormHeadCstNode {
  return node as FormHeadCstNode;
}

const expectedInHead = (form: FormKeyword, head: Head): string =>
  forms[form].selector === "needed" && head.selector === undefined
    ? "`on` and the actions it speaks of"
    : "`{`";

function checkHead(input: Input, form: FormKeyword, from: number, to: number, head: Head): void {
  const needed = forms[form];
  if (needed.name === "needed" && head.name?.text === "") {
    reportMissing(input, from + 1, `the name of ${withArticle(form)}`);
  } else if (needed.name === "none" && head.name !== undefined) {
    reportUnexpected(input, from + 1, "`{`");
  } else if (needed.selector === "needed" && head.selector === undefined) {
    reportMissing(input, to, "`on` and the actions it speaks of");
  } else if (needed.selector === "none" && head.selector !== undefined) {
    reportUnexpected(input, from + 2, "`{`");
  } else if (input.tokens[to]?.image !== "{") {
    reportMissing(input, to, "`{`");
  } else if (head.onResult !== undefined && !needed.onResult) {
    const homes = Object.entries(forms).flatMap(([name, { onResult }]) => (onResult ? [name] : []));
    input.report(diagnose("AP1004", head.onResult, { clause: "result of", form: withArticle(form), homes }));
  }
}
