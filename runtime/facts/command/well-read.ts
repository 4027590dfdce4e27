// Holds the syntax tree against the text it was read from: where a parser errs, nothing may hide in what it skipped.

import type { Assignment, Command, HereDoc, SyntaxNode } from "unbash";

/** What only quotes, or a node of its own, can let stand in a word. */
const SYNTAX_IN_WORD = /[\s;&|<>()"'`]|\$[({[]/u;

/** The same between double quotes, in here-documents, and in the operands of `${x:-…}`. */
const SYNTAX_IN_QUOTES = /`|\$[({[]/u;

/** Does the node hold what its text says? `source` is the text that its positions are of. */
export function isWellRead(node: SyntaxNode, parent: SyntaxNode | undefined, source: string): boolean {
  switch (node.type) {
    case "Word":
      return node.parts !== undefined || isPlain(node.text, parent);
    case "Literal":
      return isPlain(node.text, parent);
    case "CommandExpansion":
      return node.script !== undefined && /^(?:\$\([\s\S]*\)|\$\{[\s\S]*\}|`[\s\S]*`)$/u.test(node.text);
    case "ProcessSubstitution":
      return node.script !== undefined && node.text.endsWith(")");
    case "ParameterExpansion":
      // Between double quotes and in here-documents a single quote in an operand quotes nothing.
      return !(node.text.includes("'") && /\$\(|`/u.test(node.text));
    case "Redirect":
      // `<&-rm x` closes the input and runs rm.
      return !/^-./u.test(node.target?.text ?? "-");
    case "Assignment":
      return hasArrayText(node);
    case "Command":
      return hasBlanksBetween(node, source);
    case "HereDoc":
      return isPlainHereDoc(node);
    default:
      return true;
  }
}

function isPlain(text: string, parent: SyntaxNode | undefined): boolean {
  const bare = text.replace(/\\[\s\S]/gu, "");
  // A backslash at the very end stands for itself, or for nothing.
  return !bare.includes("\\") && !(isInWord(parent) ? SYNTAX_IN_WORD : SYNTAX_IN_QUOTES).test(bare);
}

/** Is what stands below this node part of a word, outside of quotes and of operands? */
function isInWord(parent: SyntaxNode | undefined): boolean {
  switch (parent?.type) {
    case "DoubleQuoted":
    case "LocaleString":
    case "HereDocBody":
    case "Default":
    case "Remove":
    case "Replace":
    case "CaseModification":
    case "ArithmeticWord":
    case "BraceExpansion":
    case "ExtendedGlob":
    case "Glob":
      return false;
    default:
      return true;
  }
}

/** `a=(b c)`: an opening parenthesis, elements with blanks between them, the closing one, and nothing else. */
function hasArrayText({ value, text, pos }: Assignment): boolean {
  if (value.type !== "ArrayValue") return true;
  const bounds = [
    value.pos,
    ...value.elements.flatMap((element) => [element.pos, element.end]),
    pos + text.length,
  ];
  const gaps = bounds.flatMap((bound, index) =>
    index % 2 === 1 ? [text.slice((bounds[index - 1] ?? 0) - pos, bound - pos)] : [],
  );
  const [first = "", ...others] = gaps;
  const last = others.pop();
  if (last === undefined) return /^\(\s*\)$/u.test(first);
  return /^\(\s*$/u.test(first) && /^\s*\)$/u.test(last) && others.every((gap) => /^\s+$/u.test(gap));
}

/** Between the words of a command stand blanks and joined lines alone. */
function hasBlanksBetween({ prefix, name, suffix }: Command, source: string): boolean {
  const parts = [...prefix, ...(name === undefined ? [] : [name]), ...suffix];
  return parts.every((part, index) => {
    const before = parts[index - 1];
    return before === undefined || /^(?:[ \t]|\\\n)*$/u.test(source.slice(before.end, part.pos));
  });
}

/** A delimiter that every shell reads alike, and that ends the text. */
function isPlainHereDoc({ delimiter, closing, body }: HereDoc): boolean {
  if (delimiter === undefined || closing === undefined) return false;
  if (!/^(['"]?)[\w.+/:!-]+\1$|^\\[\w.+/:!-]+$/u.test(delimiter.text)) return false;
  return delimiter.quoted || body.parts !== undefined || isPlain(body.text, { ...body, type: "HereDocBody" });
}
