// From CST to AST: types, records and parameters.

import type {
  FieldCstNode,
  GenericTypeCstNode,
  ParamCstNode,
  ParamsCstNode,
  RecordTypeCstNode,
  TypeCstNode,
  WordTypeCstNode,
} from "../../../grammar/generated/cst.js";
import type { Token } from "../../../grammar/lexer.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Field, Param, RecordType, TypeExpr } from "../ast.js";
import { requireCommas } from "./commas.js";
import { every, first, gapSpan, identOf, spanOfNode, spanOfToken, type Reader } from "./reader.js";

/** The documentation before the token at an offset, if there is any. */
export type DocOf = (offset: number) => string | undefined;

export function typeOf(reader: Reader, node: TypeCstNode | undefined, docOf: DocOf): TypeExpr {
  const record = first(node?.children.recordType);
  if (record !== undefined) return recordTypeOf(reader, record, docOf);
  const generic = first(node?.children.genericType);
  if (generic !== undefined) return genericTypeOf(reader, generic, docOf);
  const money = first(node?.children.moneyType);
  if (money !== undefined) {
    return {
      kind: "money",
      span: spanOfNode(reader, money),
      currency: identOf(reader, first(money.children.Word)),
    };
  }
  const word = first(node?.children.wordType);
  return word === undefined ? { kind: "missing-type", span: gapSpan(reader) } : wordTypeOf(reader, word);
}

/** A named type where one word stands alone, else an enum. */
function wordTypeOf(reader: Reader, node: WordTypeCstNode): TypeExpr {
  const { children } = node;
  const span = spanOfNode(reader, node);
  const members = every(children.Word).map((word) => identOf(reader, word));
  const [name] = members;
  if (name === undefined) return { kind: "missing-type", span };
  const enumerated =
    children.first !== undefined || children.Bar !== undefined || children.Less !== undefined;
  const [bar] = every(children.Bar);
  const [less] = every(children.Less);
  if (bar !== undefined && less !== undefined) reportMixture(reader, bar, less);
  if (!enumerated) return { kind: "named", span, name };
  return { kind: "enum", span, members, ordered: children.Less !== undefined };
}

/** An enum is ordered throughout or not at all. */
function reportMixture(reader: Reader, bar: Token, less: Token): void {
  const [begun, other] = bar.startOffset < less.startOffset ? [bar, less] : [less, bar];
  const params = { expected: `\`${begun.image}\` between all members`, found: `\`${other.image}\`` };
  reader.report(diagnose("AP1001", spanOfToken(reader, other), params));
}

function genericTypeOf(reader: Reader, node: GenericTypeCstNode, docOf: DocOf): TypeExpr {
  return {
    kind: "generic",
    span: spanOfNode(reader, node),
    name: identOf(reader, first(node.children.Kw_generic)),
    args: every(node.children.type).map((type) => typeOf(reader, type, docOf)),
  };
}

export function recordTypeOf(reader: Reader, node: RecordTypeCstNode | undefined, docOf: DocOf): RecordType {
  const open = first(node?.children.Ellipsis);
  requireCommas(reader, node?.children.field, node?.children.Comma);
  return {
    kind: "record",
    span: spanOfNode(reader, node),
    fields: every(node?.children.field).map((field) => fieldOf(reader, field, docOf)),
    ...(open !== undefined && { open: spanOfToken(reader, open) }),
  };
}

function fieldOf(reader: Reader, node: FieldCstNode, docOf: DocOf): Field {
  const span = spanOfNode(reader, node);
  const doc = docOf(span.start);
  const volatile = first(node.children.Kw_volatile);
  return {
    kind: "field",
    span,
    ...(doc !== undefined && { doc }),
    name: identOf(reader, first(node.children.Word)),
    optional: node.children.Question !== undefined,
    type: typeOf(reader, first(node.children.type), docOf),
    ...(volatile !== undefined && { volatile: spanOfToken(reader, volatile) }),
  };
}

export interface Params {
  readonly params: readonly Param[];
  /** The closing `...`, where it stands. */
  readonly ellipsis: Token | undefined;
}

export function paramsOf(reader: Reader, node: ParamsCstNode | undefined, docOf: DocOf): Params {
  requireCommas(reader, node?.children.param, node?.children.Comma);
  return {
    params: every(node?.children.param).map((param) => paramOf(reader, param, docOf)),
    ellipsis: first(node?.children.Ellipsis),
  };
}

function paramOf(reader: Reader, node: ParamCstNode, docOf: DocOf): Param {
  return {
    kind: "param",
    span: spanOfNode(reader, node),
    name: identOf(reader, first(node.children.Word)),
    optional: node.children.Question !== undefined,
    type: typeOf(reader, first(node.children.type), docOf),
  };
}
