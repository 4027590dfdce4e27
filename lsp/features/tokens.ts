// Colours by meaning: which kind of thing each name stands for. Keywords, literals and comments are the grammar's to colour.

import type * as ast from "../../compiler/ast/ast.js";
import { walk } from "../../compiler/ast/children.js";
import { BUILT_IN_TYPES } from "../../compiler/names/reserved.js";
import type { NameKind } from "../../compiler/occurrences/index.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { namesOf, type Name } from "./names.js";
import { viewOf } from "./view.js";

/** Of the protocol's own kinds those that names of policies have; the order is the legend's. */
export const TOKEN_TYPES = [
  ...(["namespace", "type", "class", "struct", "enumMember", "parameter"] as const),
  ...(["variable", "property", "function", "method", "event", "regexp"] as const),
] as const;

export const TOKEN_MODIFIERS = ["declaration", "readonly", "defaultLibrary"] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** The tokens that touch a stretch of a file, in the order of their places; none overlap. */
export function tokensOf(
  workspace: Workspace,
  path: string,
  within: { readonly start: number; readonly end: number } = { start: 0, end: Infinity },
): readonly Token[] {
  const isInside = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    start <= within.end && end >= within.start;
  const names = namesOf(workspace, path).filter(({ place, role }) => role !== "path" && isInside(place));
  const own = builtIns(workspace, path).filter(isInside);
  const all = [...names.map(tokenOf), ...own].sort((a, b) => a.start - b.start);
  // A name that something is declared by is that, whatever the language would take it for.
  return all.filter(({ start }, at) => at === 0 || start >= (all[at - 1]?.end ?? 0));
}

const TYPES: Readonly<Record<NameKind, TokenType>> = {
  policy: "namespace",
  file: "namespace",
  type: "type",
  member: "enumMember",
  zone: "enumMember",
  attribute: "property",
  field: "property",
  argument: "parameter",
  parameter: "parameter",
  variable: "variable",
  let: "variable",
  data: "variable",
  limit: "property",
  action: "method",
  classifier: "function",
  rule: "function",
  assert: "function",
  detector: "regexp",
  group: "class",
  approver: "class",
  sandbox: "struct",
};

/** What does not change while a request is decided, though it is named like what does. */
const READONLY: ReadonlySet<NameKind> = new Set<NameKind>(["let", "data", "member", "zone"]);

function tokenOf({ place: { start, end }, role, of: [thing] }: Name): Token {
  const kind = thing?.kind ?? "variable";
  const modifiers: TokenModifier[] = [];
  if (role === "declaration") modifiers.push("declaration");
  if (READONLY.has(kind)) modifiers.push("readonly");
  return { start, end, type: TYPES[kind], modifiers };
}

const SECTIONS: ReadonlySet<string> = new Set([
  ...["agent", "context", "impact", "args", "action", "result", "outcome", "verdict", "now"],
]);
const SCALARS: ReadonlySet<string> = new Set([...BUILT_IN_TYPES, "zone"]);
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...["size", "length", "lower", "host", "port", "scheme", "hour", "weekday", "approved", "known", "unknown"],
]);

/** What the language itself names: types, functions, and the roots of attributes. */
function builtIns(workspace: Workspace, path: string): readonly Token[] {
  const tokens: Token[] = [];
  const add = ({ span: { start, end } }: ast.Ident, type: TokenType): void => {
    if (end > start) tokens.push({ start, end, type, modifiers: ["defaultLibrary"] });
  };
  const module = path.endsWith(".cases.yaml") ? undefined : viewOf(workspace, path)?.module;
  if (module === undefined) return tokens;
  walk(module, (node) => {
    if (node.kind === "named" && SCALARS.has(node.name.text)) add(node.name, "type");
    else if (node.kind === "generic") add(node.name, "type");
    else if (node.kind === "call" && FUNCTIONS.has(node.callee.text)) add(node.callee, "function");
    else if (node.kind === "path" && node.parts[0] && SECTIONS.has(node.parts[0].text))
      add(node.parts[0], "variable");
  });
  return tokens;
}
