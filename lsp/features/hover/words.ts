// Words of the language where they stand: the reference's entry of each.

import type * as ast from "../../../compiler/ast/ast.js";
import { clauseWords, forms, keywordsOf, type ClauseOwner } from "../../../compiler/ast/forms.js";
import {
  actionParts,
  changes,
  choices,
  clauseEntry,
  declarations,
  detectors,
  functions,
  names,
  operators,
  steps,
  traits,
  types,
  verdicts,
  type Entry,
} from "../reference/reference.js";

/** What a word means there; `nodes` are those around it, outermost first. */
export function entryAt(word: string, nodes: readonly ast.Node[], offset: number): Entry | undefined {
  for (const [i, node] of Array.from(nodes.entries()).toReversed()) {
    const entry = entryIn(word, node, nodes[i - 1], offset);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function own<T>(entries: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(entries, word) ? entries[word] : undefined;
}

function entryIn(
  word: string,
  node: ast.Node,
  parent: ast.Node | undefined,
  offset: number,
): Entry | undefined {
  switch (node.kind) {
    case "ident":
      return parent && chosen(word, node, parent);
    case "binary":
      return within(node.opSpan, offset) ? operators[node.op] : undefined;
    case "command-test":
      return within(node.opSpan, offset) ? operators[node.op] : undefined;
    case "has":
    case "unary":
    case "quantifier":
    case "range":
      return own(operators, word);
    case "history":
    case "call":
    case "time":
      return own(functions, word);
    case "money":
    case "generic":
    case "named":
      return own(types, word);
    case "trait":
      return own(traits, word);
    case "step":
      return startsAt(node, word, offset) ? own(steps, word) : undefined;
    case "test":
      return own(declarations, word);
    default:
      return isOwner(node) ? ofOwner(word, node, offset) : ofDeclaration(word, node, offset);
  }
}

function within({ start, end }: ast.Ident["span"], offset: number): boolean {
  return start <= offset && offset <= end;
}

function startsAt({ span }: ast.Node, word: string, offset: number): boolean {
  return span.start <= offset && offset <= span.start + word.length;
}

type Owner = ast.FormDecl | ast.ClassifierDecl;

function isOwner(node: ast.Node): node is Owner {
  return node.kind === "form" || node.kind === "classifier";
}

/** A clause's keyword, or that of the declaration itself. */
function ofOwner(word: string, owner: Owner, offset: number): Entry | undefined {
  if (startsAt(owner, word, offset)) return own(declarations, word);
  const form: ClauseOwner = owner.kind === "form" ? owner.form : "classifier";
  if (!clauseWords(form).has(word)) return undefined;
  const kind = forms[form].clauses.find(({ clause }) => keywordsOf(clause).includes(word))?.clause;
  const clause = owner.clauses.find((each) => startsAt(each, word, offset))?.kind ?? kind;
  return clause && clauseEntry(form, clause, word);
}

function ofDeclaration(word: string, node: ast.Node, offset: number): Entry | undefined {
  if (node.kind === "module") return undefined;
  return startsAt(node, word, offset) ? own(declarations, word) : undefined;
}

/** A word that a clause, a trait or a step chooses from several. */
function chosen(word: string, ident: ast.Ident, parent: ast.Node): Entry | undefined {
  switch (parent.kind) {
    case "verdict-expr":
    case "expect":
      return own(verdicts, word);
    case "mask":
      return own(detectors, word);
    case "permit":
      return own(changes, word);
    case "named":
    case "generic":
      return own(types, word);
    case "call":
      return own(functions, word);
    case "path":
      return own(parent.parts[0]?.text === "action" && parent.parts[1] === ident ? actionParts : names, word);
    case "mode":
    case "resource":
    case "reach":
    case "deny":
    case "must":
    case "sign":
    case "checkpoint":
      return own(choices[parent.kind] ?? {}, word);
    case "trait":
      return own(choices[parent.trait] ?? {}, word);
    case "step":
      if (parent.step === "expect") return own(verdicts, word);
      return own(choices[parent.step] ?? {}, word);
    default:
      return undefined;
  }
}
