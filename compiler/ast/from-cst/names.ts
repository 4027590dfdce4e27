// From CST to AST: attributes, action patterns, selectors and keys.

import type {
  ActionPatternCstNode,
  KeyPartCstNode,
  KeysCstNode,
  NamesCstNode,
  PathCstNode,
  PatternsCstNode,
  SelectorCstNode,
  StringsCstNode,
} from "../../../grammar/generated/cst.js";
import { endOf, type Token } from "../../../grammar/lexer.js";
import type { ActionPattern, Ident, KeyPart, PathExpr, Selector, StringLit } from "../ast.js";
import { requireCommas } from "./commas.js";
import { every, first, gapSpan, identOf, spanOfNode, stringOf, type Reader } from "./reader.js";

export function pathOf(reader: Reader, node: PathCstNode | undefined): PathExpr {
  if (node === undefined) return missingPath(reader);
  const parts = dotted(reader, first(node.children.Name), node.children.Dot, node.children.Word);
  return { kind: "path", span: spanOfNode(reader, node), parts };
}

/** A name and the names after its dots; after a mistake the name after the last dot is missing. */
export function dotted(
  reader: Reader,
  name: Token | undefined,
  dots: readonly Token[] | undefined,
  rest: readonly Token[] | undefined,
): readonly Ident[] {
  const following = every(dots).map((dot, at) => {
    const word = rest?.[at];
    return identOf(word === undefined ? { ...reader, gap: endOf(dot) } : reader, word);
  });
  return [identOf(reader, name), ...following];
}

export function patternOf(reader: Reader, node: ActionPatternCstNode | undefined): ActionPattern {
  const text = every(node?.children.patternSegment)
    .map(({ children }) =>
      [...every(children.Word), ...every(children.Star)]
        .sort((a, b) => a.startOffset - b.startOffset)
        .map(({ image }) => image)
        .join(""),
    )
    .join(".");
  return { kind: "pattern", span: spanOfNode(reader, node), text };
}

export function selectorOf(reader: Reader, node: SelectorCstNode | undefined): Selector {
  return {
    kind: "selector",
    span: spanOfNode(reader, node),
    include: patternsOf(reader, first(node?.children.patterns)),
    except: patternsOf(reader, first(node?.children.excepted)),
  };
}

function patternsOf(reader: Reader, node: PatternsCstNode | undefined): readonly ActionPattern[] {
  return every(node?.children.actionPattern).map((pattern) => patternOf(reader, pattern));
}

/** The keys after `by`; joins keep their right side. */
export function keyPartsOf(reader: Reader, node: KeysCstNode | undefined): readonly KeyPart[] {
  requireCommas(reader, node?.children.keyPart, node?.children.Comma);
  return every(node?.children.keyPart).map((part) => keyPartOf(reader, part));
}

function keyPartOf(reader: Reader, node: KeyPartCstNode): KeyPart {
  const attribute = pathOf(reader, first(node.children.path));
  const span = spanOfNode(reader, node);
  const right = first(node.children.equals);
  return { kind: "key-part", span, attribute, ...(right !== undefined && { equals: pathOf(reader, right) }) };
}

export function stringsOf(reader: Reader, node: StringsCstNode | undefined): readonly StringLit[] {
  requireCommas(reader, node?.children.StringWord, node?.children.Comma);
  return every(node?.children.StringWord).map((token) => stringOf(reader, token));
}

export function namesOf(reader: Reader, node: NamesCstNode | undefined): readonly Ident[] {
  requireCommas(reader, node?.children.Word, node?.children.Comma);
  return every(node?.children.Word).map((token) => identOf(reader, token));
}

/** An empty path, where an attribute was left out. */
export function missingPath(reader: Reader): PathExpr {
  return { kind: "path", span: gapSpan(reader), parts: [identOf(reader, undefined)] };
}
