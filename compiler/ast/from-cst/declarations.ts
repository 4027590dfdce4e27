// From CST to AST: declarations without a body of clauses, the heads of the others, and traits.

import type {
  AttributesDeclarationCstNode,
  DataDeclarationCstNode,
  DetectorDeclarationCstNode,
  GroupDeclarationCstNode,
  ImportDeclarationCstNode,
  LetDeclarationCstNode,
  ReachesTraitCstNode,
  RelativeTraitCstNode,
  TraitCstNode,
  TypeDeclarationCstNode,
  ZoneDeclarationCstNode,
} from "../../../grammar/generated/cst.js";
import type { CstNode, PieceRule } from "../../../grammar/parser.js";
import type { Span } from "../../source/source.js";
import type { AttributesDecl, Declaration, Trait } from "../ast.js";
import type { PieceReader } from "../reading/bodies.js";
import { expressionOf, sumOf } from "./expressions.js";
import { pathOf, stringsOf } from "./names.js";
import { paramsOf, recordTypeOf, typeOf, type DocOf } from "./types.js";
import { first, gapSpan, identOf, spanOfToken, stringOf, type Reader } from "./reader.js";

interface Documented {
  readonly span: Span;
  readonly doc?: string;
}

export interface DeclarationReader {
  readonly rule: PieceRule;
  readonly read: (reader: Reader, node: CstNode, documented: Documented, docOf: DocOf) => Declaration;
}

/** Ties a rule to what makes a declaration of its node: the parser gives a node of that rule and no other. */
function declaration<N extends CstNode>(
  rule: N["name"] & PieceRule,
  read: (reader: Reader, node: N, documented: Documented, docOf: DocOf) => Declaration,
): DeclarationReader {
  return { rule, read: (reader, node, documented, docOf) => read(reader, node as N, documented, docOf) };
}

/** By keyword; these are read in one piece. */
export const declarationReaders: ReadonlyMap<string, DeclarationReader> = new Map([
  [
    "import",
    declaration<ImportDeclarationCstNode>("importDeclaration", (reader, { children }, documented) => ({
      kind: "import",
      ...documented,
      path: stringOf(reader, first(children.StringWord)),
    })),
  ],
  [
    "type",
    declaration<TypeDeclarationCstNode>("typeDeclaration", (reader, { children }, documented, docOf) => ({
      kind: "type",
      ...documented,
      name: identOf(reader, first(children.name)),
      type: typeOf(reader, first(children.type), docOf),
    })),
  ],
  ["agent", attributes("agent")],
  ["context", attributes("context")],
  ["impact", attributes("impact")],
  ["let", declaration<LetDeclarationCstNode>("letDeclaration", letOf)],
  ["data", declaration<DataDeclarationCstNode>("dataDeclaration", dataOf)],
  [
    "detector",
    declaration<DetectorDeclarationCstNode>("detectorDeclaration", (reader, { children }, documented) => ({
      kind: "detector",
      ...documented,
      name: identOf(reader, first(children.name)),
      pattern: stringOf(reader, first(children.StringWord)),
    })),
  ],
  ["group", declaration<GroupDeclarationCstNode>("groupDeclaration", groupOf)],
  [
    "zone",
    declaration<ZoneDeclarationCstNode>("zoneDeclaration", (reader, { children }, documented) => ({
      kind: "zone",
      ...documented,
      name: identOf(reader, first(children.name)),
      entries: stringsOf(reader, first(children.strings)),
    })),
  ],
]);

function attributes(section: AttributesDecl["section"]): DeclarationReader {
  return declaration<AttributesDeclarationCstNode>(
    "attributesDeclaration",
    (reader, { children }, documented, docOf) => {
      const keyword = first(children.Word);
      return {
        kind: "attributes",
        ...documented,
        section,
        sectionSpan: keyword === undefined ? gapSpan(reader) : spanOfToken(reader, keyword),
        record: recordTypeOf(reader, first(children.recordType), docOf),
      };
    },
  );
}

function letOf(
  reader: Reader,
  { children }: LetDeclarationCstNode,
  documented: Documented,
  docOf: DocOf,
): Declaration {
  return {
    kind: "let",
    ...documented,
    name: identOf(reader, first(children.name)),
    ...(children.params && { params: paramsOf(reader, first(children.params), docOf).params }),
    body: expressionOf(reader, first(children.expression)),
  };
}

function dataOf(
  reader: Reader,
  { children }: DataDeclarationCstNode,
  documented: Documented,
  docOf: DocOf,
): Declaration {
  return {
    kind: "data",
    ...documented,
    name: identOf(reader, first(children.name)),
    type: typeOf(reader, first(children.type), docOf),
    from: stringOf(reader, first(children.StringWord)),
    ...(children.Kw_refresh && { refresh: sumOf(reader, first(children.sum)) }),
  };
}

function groupOf(reader: Reader, { children }: GroupDeclarationCstNode, documented: Documented): Declaration {
  const name = identOf(reader, first(children.name));
  if (children.Kw_from) {
    return { kind: "group", ...documented, name, from: stringOf(reader, first(children.StringWord)) };
  }
  return { kind: "group", ...documented, name, members: stringsOf(reader, first(children.strings)) };
}

/** Ties a rule to what makes a trait of its node. */
function trait<N extends CstNode>(
  rule: N["name"] & PieceRule,
  read: (reader: Reader, node: N, span: Span) => Trait,
): PieceReader<Trait> {
  return { rule, read: (reader, node, span) => read(reader, node as N, span) };
}

const ofArgument = (name: "reads" | "writes" | "runs" | "migrates") =>
  trait<TraitCstNode>("trait", (reader, node, span) => ({
    kind: "trait",
    trait: name,
    span,
    arg: identOf(reader, first(node.children.name)),
  }));

/** By the word that a trait begins with. */
export const traitReaders: ReadonlyMap<string, PieceReader<Trait>> = new Map([
  [
    "effect",
    trait<TraitCstNode>("trait", (reader, node, span) => ({
      kind: "trait",
      trait: "effect",
      span,
      effect: identOf(reader, first(node.children.name)),
    })),
  ],
  ["reads", ofArgument("reads")],
  ["writes", ofArgument("writes")],
  ["runs", ofArgument("runs")],
  ["migrates", ofArgument("migrates")],
  [
    "reaches",
    trait<ReachesTraitCstNode>("reachesTrait", (reader, { children }, span) => ({
      kind: "trait",
      trait: "reaches",
      span,
      arg: identOf(reader, first(children.name)),
      ...(children.Kw_port && { port: identOf(reader, first(children.port)) }),
    })),
  ],
  [
    "relative",
    trait<RelativeTraitCstNode>("relativeTrait", (reader, { children }, span) => ({
      kind: "trait",
      trait: "relative",
      span,
      to: pathOf(reader, first(children.path)),
    })),
  ],
  [
    "reversible",
    trait<TraitCstNode>("trait", (reader, node, span) => ({
      kind: "trait",
      trait: "reversible",
      span,
      reversible: identOf(reader, first(node.children.name)),
    })),
  ],
]);
