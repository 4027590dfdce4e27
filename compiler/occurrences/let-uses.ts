// Of which actions the `args` in a `let` are: of those of every rule that uses it, by other lets too.

import type * as ast from "../ast/ast.js";
import { childrenOf } from "../ast/children.js";
import type { Loaded } from "../names/load.js";
import type { Action } from "../types/program.js";
import type { World } from "./world.js";

type Selection = readonly Action[];

/** The actions of each let, by its name. */
export type LetUses = (name: string) => Selection;

/** In what a name is used: a selection of actions, or a let, whose uses are its own. */
type User = Selection | { readonly let: string };

export function letUses({ modules }: Loaded, world: World): LetUses {
  const users = new Map<string, Set<User>>();
  for (const { module } of modules) {
    for (const declaration of module.declarations) {
      if (declaration.kind === "let")
        noteUses(declaration.body, { let: declaration.name.text }, world, users);
      else if (declaration.kind === "form")
        noteUses(declaration, selectionOf(declaration, world), world, users);
    }
  }
  const known = new Map<string, Selection>();
  return (name) => {
    const found = known.get(name) ?? together(selectionsOf(name, users));
    known.set(name, found);
    return found;
  };
}

/** The actions that a form speaks of: one that selects none speaks of all. */
export function selectionOf({ selector }: ast.FormDecl, { known }: World): Selection {
  return selector === undefined ? known.actions : known.select(selector);
}

function noteUses(root: ast.Node, user: User, world: World, users: Map<string, Set<User>>): void {
  const waiting: { readonly node: ast.Node; readonly user: User }[] = [{ node: root, user }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next;
    const name = nameIn(node);
    if (name !== undefined && world.symbols.lets.has(name)) {
      const all = users.get(name) ?? new Set();
      users.set(name, all.add(next.user));
    }
    for (const child of childrenOf(node))
      waiting.push({ node: child, user: userOf(node, child, next.user, world) });
  }
}

/** The name that may be a let's. */
function nameIn(node: ast.Node): string | undefined {
  if (node.kind === "call") return node.callee.text;
  return node.kind === "path" ? node.parts[0]?.text : undefined;
}

/** A history speaks of its own actions, where it does not say which of them this one agrees with. */
function userOf(node: ast.Node, child: ast.Node, user: User, { known }: World): User {
  return node.kind === "history" && child === node.where ? known.select(node.selector) : user;
}

/** All selections that lead to a let. */
function selectionsOf(name: string, users: ReadonlyMap<string, ReadonlySet<User>>): ReadonlySet<Selection> {
  const selections = new Set<Selection>();
  const seen = new Set([name]);
  for (const each of seen) {
    for (const user of users.get(each) ?? []) {
      if ("let" in user) seen.add(user.let);
      else selections.add(user);
    }
  }
  return selections;
}

function together(selections: ReadonlySet<Selection>): Selection {
  const [first, ...others] = selections;
  return others.length === 0 ? (first ?? []) : [...new Set([...selections].flat())];
}
