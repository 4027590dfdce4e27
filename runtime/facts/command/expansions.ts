// Expansions and conditions in which a shell evaluates more than is written, and forms that shells read differently.

import type { ParameterOperation, SyntaxNode } from "unbash";
import { changesPrograms } from "../../values/command-environment.js";

/** Arithmetic without a name: bash evaluates a variable's value once more, which may hold a substitution. */
const PLAIN_ARITHMETIC = /^(?:\$\(|\$\[)?[\s\d+\-*/%()<>=!&|^~?:,]*\]?$/u;

const ARITHMETIC_TESTS = new Set(["-eq", "-ne", "-lt", "-le", "-gt", "-ge"]);

/** Does the node itself run nothing but what its children say? */
export function isHarmlessNode(node: SyntaxNode): boolean {
  switch (node.type) {
    case "Function":
    case "ExtendedGlob":
    case "LocaleString":
    case "ArithmeticFor":
      // A function shadows programs; the others are something else to a shell without them.
      return false;
    case "Command":
      return !hasWordsAfterBoth(node);
    case "Pipeline":
      return !isTimeProgram(node);
    case "AnsiCQuoted":
      // To a shell without this quoting `\'` ends the text, and of a script in it the first word is a variable.
      return !node.text.includes("\\'") && !/\S\s+\S/u.test(node.value);
    case "ArithmeticExpansion":
      return PLAIN_ARITHMETIC.test(node.text);
    case "ArithmeticCommand":
      return PLAIN_ARITHMETIC.test(node.body);
    case "ParameterExpansion":
      return isHarmlessParameter(node);
    case "Assignment":
      return isPlainIndex(node.index?.text);
    case "ArrayValue":
      return !node.elements.some((element) => element.text.startsWith("["));
    case "For":
    case "Select":
      return !changesPrograms(node.name.value);
    default:
      return isHarmlessTest(node);
  }
}

/** `ls &>f rm x`: a shell without this operator puts `ls` in the background and runs `rm x`. */
function hasWordsAfterBoth({ suffix }: Extract<SyntaxNode, { type: "Command" }>): boolean {
  const both = suffix.findIndex((part) => part.type === "Redirect" && part.operator.startsWith("&>"));
  return both >= 0 && suffix.slice(both).some((part) => part.type === "Word" || part.type === "Assignment");
}

/** `time -f x rm y`: a shell that knows `time` as a program alone hands it the option, and so runs rm. */
function isTimeProgram({ prefixes, commands: [first] }: Extract<SyntaxNode, { type: "Pipeline" }>): boolean {
  const timed = prefixes.some(({ type }) => type === "Time");
  return timed && first?.type === "Command" && first.name?.text.startsWith("-") === true;
}

function isHarmlessTest(node: SyntaxNode): boolean {
  switch (node.type) {
    case "TestUnary":
      return node.operator !== "-v" && node.operator !== "-R" ? true : /^\w+$/u.test(node.operand.text);
    case "TestBinary":
      return (
        !ARITHMETIC_TESTS.has(node.operator) || [node.left, node.right].every(({ text }) => isNumber(text))
      );
    case "TestLogical":
      // A shell without `[[` fails there, and runs what follows `||`.
      return node.operator !== "||";
    default:
      return true;
  }
}

function isHarmlessParameter(node: Extract<SyntaxNode, { type: "ParameterExpansion" }>): boolean {
  const names = node.operation?.type === "Names";
  const indirect = node.prefix === "!" && !names && !/^[@*]$/u.test(node.index?.text ?? "");
  if (indirect || !isPlainIndex(node.index?.text)) return false;
  return node.operation === undefined || isHarmlessOperation(node.parameter, node.operation);
}

function isHarmlessOperation(parameter: string, operation: ParameterOperation): boolean {
  switch (operation.type) {
    case "Default":
      return !operation.operator.endsWith("=") || !changesPrograms(parameter);
    case "Transform":
      return /^[QUuLAEKka]$/u.test(operation.operand.text);
    case "Slice":
      return isNumber(operation.offset.text) && isNumber(operation.length?.text ?? "0");
    case "Unknown":
      return false;
    default:
      return true;
  }
}

/** An index is arithmetic too. */
function isPlainIndex(index: string | undefined): boolean {
  return index === undefined || /^(?:\d+|-\d+|[@*])$/u.test(index);
}

function isNumber(text: string): boolean {
  return /^\s*[-+]?\d+\s*$|^\$[?#]$|^"\$[?#]"$/u.test(text);
}
