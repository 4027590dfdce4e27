// What a call takes that is being written: its parameters, and at which of them the place is.

import { isCloser, isOpener } from "../../../compiler/ast/outline/brackets.js";
import { showType } from "../../../compiler/types/show-type.js";
import type { Known } from "../../../compiler/types/known.js";
import type { Token } from "../../../grammar/lexer.js";
import { functions, historyFunctions } from "../reference/reference.js";
import { actionNamed, argumentIndex } from "../typing/calls.js";
import { cursorAt } from "../typing/cursor.js";
import { siteAt, type Site } from "../typing/site.js";
import type { View } from "../view.js";
import { typeText } from "./type-text.js";

export interface Signature {
  /** `risky(amount: money(USD))`. */
  readonly label: string;
  /** Markdown. */
  readonly doc?: string;
  readonly parameters: readonly SignatureParameter[];
  /** The index of the parameter at the place; as many as there are where it is behind the last. */
  readonly active: number;
}

export interface SignatureParameter {
  /** Offsets in the label. */
  readonly start: number;
  readonly end: number;
  readonly doc?: string;
}

/** The innermost call around an offset; undefined where there is none, and inside comments. */
export function signatureAt(view: View, offset: number): Signature | undefined {
  const cursor = cursorAt(view.file.text, offset);
  const known = view.policy.analysis.known;
  if (cursor === undefined || known === undefined) return undefined;
  const site = siteAt(cursor);
  // A declaration names its own parameters.
  const isHead = site.keyword === "action" || site.keyword === "classifier" ? site.word === undefined : false;
  if (isHead || isInParams(site)) return undefined;
  const tokens = site.input.tokens;
  for (const open of openBrackets(tokens).toReversed()) {
    const found = signatureOf(known, site, tokens, open);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Between the parentheses behind the name of a `let`. */
function isInParams({ keyword, tokens, expected }: Site): boolean {
  return (
    keyword === "let" &&
    tokens.length > 0 &&
    expected.next.some(({ frame }) => frame.rule === "params" || frame.parent?.rule === "params")
  );
}

/** The indices of the parentheses that are open at the end, outermost first; those of a declaration before are none. */
function openBrackets(tokens: readonly Token[]): readonly number[] {
  const open: number[] = [];
  for (const [at, { image }] of tokens.entries()) {
    if (isOpener(image)) open.push(at);
    else if (isCloser(image)) open.pop();
  }
  return open.filter((at) => tokens[at]?.image === "(");
}

function signatureOf(
  known: Known,
  site: Site,
  tokens: readonly Token[],
  open: number,
): Signature | undefined {
  const inside = tokens.slice(open + 1);
  if (site.keyword === "test")
    return site.word === "action" ? ofAction(known, tokens, open, inside) : undefined;
  const callee = tokens[open - 1]?.image ?? "";
  if (tokens[open - 2]?.image === ".") return undefined;
  return ofLet(known, callee, inside) ?? ofClassifier(known, callee, inside) ?? ofLanguage(callee, inside);
}

function ofLet({ symbols }: Known, name: string, inside: readonly Token[]): Signature | undefined {
  const decl = symbols.lets.get(name);
  if (decl?.params === undefined) return undefined;
  const params = decl.params.map((param) => ({ text: `${param.name.text}: ${typeText(param.type)}` }));
  return assembled(name, params, "", argumentIndex(inside), decl.doc);
}

function ofClassifier(
  { classifiers, symbols }: Known,
  name: string,
  inside: readonly Token[],
): Signature | undefined {
  const classifier = classifiers.get(name);
  if (classifier === undefined) return undefined;
  const params = classifier.params.map((param) => ({ text: `${param.name}: ${showType(param.type)}` }));
  const doc = symbols.classifiers.get(name)?.doc;
  return assembled(name, params, `: ${showType(classifier.result)}`, argumentIndex(inside), doc);
}

function ofLanguage(name: string, inside: readonly Token[]): Signature | undefined {
  const entry = Object.entries(functions).find(([each]) => each === name)?.[1];
  if (entry === undefined) return undefined;
  const params = entry.params.map((param) => ({ text: param.name, doc: param.text }));
  const active = historyFunctions.has(name) ? partOfHistory(name, inside) : argumentIndex(inside);
  return assembled(name, params, `: ${entry.gives}`, active, entry.text);
}

const parts = ["where", "since", "within", "by"];

/** Which part of a question about the past is being written: the clauses may stand in any order. */
function partOfHistory(name: string, inside: readonly Token[]): number {
  const first = name === "sum" || name === "distinct" ? 1 : 0;
  if (first === 1 && argumentIndex(inside) === 0) return 0;
  let depth = 0;
  let part = 0;
  for (const [at, { image }] of inside.entries()) {
    if (isOpener(image)) depth += 1;
    else if (isCloser(image)) depth -= 1;
    else if (depth === 0 && parts.includes(image) && inside[at - 1]?.image !== ".")
      part = parts.indexOf(image);
  }
  return first + part;
}

/** The arguments of an action in a test are named: the one at the place is the one whose name stands there. */
function ofAction(
  known: Known,
  tokens: readonly Token[],
  open: number,
  inside: readonly Token[],
): Signature | undefined {
  let start = open - 1;
  while (tokens[start - 1]?.image === ".") start -= 2;
  const name = tokens
    .slice(start, open)
    .map(({ image }) => image)
    .join("");
  if (tokens[start - 1]?.image !== "action") return undefined;
  const action = actionNamed(known, name);
  if (action === undefined) return undefined;
  const fields = [...action.args.fields];
  const params = fields.map(([arg, { type, optional }]) => ({
    text: `${arg}${optional ? "?" : ""}: ${showType(type)}`,
  }));
  const at = lastComma(inside) + 1;
  const named = inside[at + 1]?.image === ":" ? inside[at]?.image : undefined;
  const given = fields.findIndex(([arg]) => arg === named);
  const active =
    named === undefined
      ? firstMissing(
          fields.map(([arg]) => arg),
          inside,
        )
      : given < 0
        ? fields.length
        : given;
  return assembled(name, params, "", active, known.symbols.actions.get(action.name)?.doc);
}

/** The index of the last comma that is in no bracket; -1 where there is none. */
function lastComma(tokens: readonly Token[]): number {
  let [depth, last] = [0, -1];
  for (const [at, { image }] of tokens.entries()) {
    if (isOpener(image)) depth += 1;
    else if (isCloser(image)) depth -= 1;
    else if (image === "," && depth === 0) last = at;
  }
  return last;
}

function firstMissing(names: readonly string[], inside: readonly Token[]): number {
  const given = new Set(inside.flatMap(({ image }, at) => (inside[at + 1]?.image === ":" ? [image] : [])));
  const index = names.findIndex((name) => !given.has(name));
  return index < 0 ? names.length : index;
}

function assembled(
  name: string,
  params: readonly { readonly text: string; readonly doc?: string }[],
  after: string,
  active: number,
  doc: string | undefined,
): Signature {
  let label = `${name}(`;
  const parameters = params.map(({ text, doc: about }, index) => {
    if (index > 0) label += ", ";
    const start = label.length;
    label += text;
    return { start, end: label.length, ...(about !== undefined && { doc: about }) };
  });
  return { label: `${label})${after}`, parameters, active, ...(doc !== undefined && { doc }) };
}
