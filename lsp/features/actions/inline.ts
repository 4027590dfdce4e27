// What is written out in place of the name of a `let`.

import type * as ast from "../../../compiler/ast/ast.js";
import type { Policy } from "../../../compiler/workspace/policy.js";
import { allNames, isOf, nameAt, type Name, type Thing } from "../names.js";
import { nodesAt } from "../tree.js";
import type { Target, View } from "../view.js";
import type { Action, Change, Selected } from "./action.js";
import { startOfDeclaration } from "./layout.js";
import { isHarmless } from "./trial.js";

/** At the name of a `let` without parameters, where it is declared or used. */
export function inlineActions(view: View, { start, end }: Selected): readonly Action[] {
  const found = letAt(view, start);
  if (found === undefined || end > found.name.place.end) return [];
  const title = `Inline \`${found.thing.name}\``;
  const does = { kind: "inline", at: start } as const;
  return [{ title, kind: "refactor.inline", mends: [], isPreferred: false, does }];
}

/** All its uses, in every file; undefined where there are none, or where it would be a mistake. */
export function inlining(view: View, at: number): readonly Change[] | undefined {
  const { thing, decl } = letAt(view, at) ?? {};
  if (thing === undefined || decl === undefined) return undefined;
  const uses = allNames(view.workspace).filter(
    (each) => each.role === "reference" && isOf(each, new Set([thing.key])),
  );
  const body = view.workspace.text(thing.place.path)?.slice(decl.body.span.start, decl.body.span.end) ?? "";
  const changes = [...uses.map(({ place }) => replaced(view, place, decl, body)), removed(view, thing)];
  return uses.length > 0 && isHarmless(view, changes) ? changes : undefined;
}

interface FoundLet {
  readonly name: Name;
  readonly thing: Thing;
  readonly decl: ast.LetDecl;
}

function letAt(view: View, at: number): FoundLet | undefined {
  const name = nameAt(view.workspace, view.path, at);
  const [thing] = name?.of ?? [];
  const decl = thing?.kind === "let" ? declaredBy(view.policy, thing) : undefined;
  if (name === undefined || thing === undefined || decl === undefined) return undefined;
  return decl.params === undefined ? { name, thing, decl } : undefined;
}

function declaredBy(policy: Policy, { place }: Thing): ast.LetDecl | undefined {
  const module = policy.module(place.path)?.module;
  const decl = module && nodesAt(module, place.start).find((node) => node.kind === "let");
  return decl?.kind === "let" ? decl : undefined;
}

function replaced(view: View, place: Target, { body: { kind } }: ast.LetDecl, body: string): Change {
  const owner = ownerOf(view, place);
  const isBare = TIGHT.has(kind) || (owner !== undefined && LOOSE.has(owner.kind));
  return { ...place, newText: isBare ? body : `(${body})` };
}

/** What holds the path that the name is. */
function ownerOf({ workspace }: View, { path, start }: Target): ast.Node | undefined {
  const module = workspace.policyOf(path)?.module(path)?.module;
  const nodes = module === undefined ? [] : nodesAt(module, start);
  return nodes[nodes.findLastIndex(({ kind }) => kind === "path") - 1];
}

/** What needs no parentheses anywhere. */
const TIGHT: ReadonlySet<ast.Node["kind"]> = new Set([
  ...(["path", "number", "string", "bool", "list", "call", "time", "index", "history"] as const),
]);

/** Where whatever stands needs none. */
const LOOSE: ReadonlySet<ast.Node["kind"]> = new Set(["when", "unless", "revoke", "let", "list", "call"]);

/** The declaration with the line that it leaves empty. */
function removed({ workspace }: View, { whole }: Thing): Change {
  const text = workspace.text(whole.path) ?? "";
  const start = startOfDeclaration(text, whole.start);
  const rest =
    /^[ \t]*(?:\r\n|\n|\r)?(?:[ \t]*(?:\r\n|\n|\r))?/u.exec(text.slice(whole.end))?.[0].length ?? 0;
  return { path: whole.path, start, end: whole.end + rest, newText: "" };
}
