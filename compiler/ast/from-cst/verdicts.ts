// From CST to AST: verdicts, and the redactions that one of them carries.

import type { RedactionCstNode, VerdictCstNode } from "../../../grammar/generated/cst.js";
import type { Ident, Redaction, Verdict } from "../ast.js";
import { sumOf } from "./expressions.js";
import { namesOf, pathOf } from "./names.js";
import { every, first, identOf, spanOfNode, stringOf, type Reader } from "./reader.js";

export function verdictOf(reader: Reader, node: VerdictCstNode | undefined): Verdict {
  const verdict = identOf(reader, first(node?.children.word));
  const redactions = first(node?.children.redactions);
  const reason = first(node?.children.StringWord);
  return {
    kind: "verdict-expr",
    span: spanOfNode(reader, node),
    verdict,
    once: node?.children.Kw_once !== undefined,
    ...namedBy(reader, verdict.text, node),
    ...(redactions !== undefined && {
      redactions: every(redactions.children.redaction).map((redaction) => redactionOf(reader, redaction)),
    }),
    ...(reason !== undefined && { reason: stringOf(reader, reason) }),
  };
}

/** The group or the sandbox that a verdict names, missing where it was left out. */
function namedBy(
  reader: Reader,
  verdict: string,
  node: VerdictCstNode | undefined,
): { readonly group?: Ident; readonly box?: Ident } {
  const name = identOf(reader, first(node?.children.Word));
  if (verdict === "sandbox") return { box: name };
  return verdict === "escalate" || node?.children.Kw_once !== undefined ? { group: name } : {};
}

export function redactionOf(reader: Reader, { children, location }: RedactionCstNode): Redaction {
  const as = first(children.StringWord);
  return {
    kind: redactionKind(first(children.word)?.image),
    span: spanOfNode(reader, { location }),
    target: pathOf(reader, first(children.path)),
    ...(children.Kw_matching && { matching: namesOf(reader, first(children.names)) }),
    ...(as !== undefined && { as: stringOf(reader, as) }),
    ...(children.Kw_to && { to: sumOf(reader, first(children.sum)) }),
  };
}

function redactionKind(word: string | undefined): Redaction["kind"] {
  return word === "hash" || word === "drop" || word === "clamp" ? word : "mask";
}
