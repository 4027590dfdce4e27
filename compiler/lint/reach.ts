// Which rules permit which actions, and what else has a say there.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import type { NamedForm } from "../names/symbols.js";
import type { Action } from "../types/declared.js";
import type { Program, TypedRule } from "../types/program.js";
import type { Span } from "../source/source.js";
import { pathText } from "./literals.js";

export interface Permission {
  readonly form: NamedForm;
  readonly action: Action;
}

export interface Reach {
  /** Each action that a plain `allow` permits, with that rule. */
  readonly permissions: readonly Permission[];
  /** Does a rule of one of these kinds (`boundary`, `sandbox`) speak of the action, in whatever cases? */
  readonly isCovered: (action: Action, kinds: readonly string[]) => boolean;
  /** Does some rule that has a say on the action name the attribute, by itself or by a `let`? */
  readonly asksAbout: (path: string, action: Action) => boolean;
}

/** What is known of a policy before. */
interface Known {
  readonly program: Program;
  readonly declarations: readonly ast.Declaration[];
  readonly formAt: (span: Span) => NamedForm | undefined;
}

export function reachIn(context: Known): Reach {
  const namesOf = namer(context.declarations);
  const kinds = new Map<string, Set<string>>();
  const asked = new Map<string, Set<string>>();
  const permissions: Permission[] = [];
  for (const rule of context.program.rules) {
    const form = context.formAt(rule.span);
    if (rule.shadow || rule.onResult || form === undefined) continue;
    const names = namesOf(form);
    for (const action of rule.actions) {
      added(kinds, action.name, kindOf(rule));
      for (const name of names) added(asked, action.name, name);
      if (isPlainAllow(rule)) permissions.push({ form, action });
    }
  }
  return {
    permissions,
    isCovered: ({ name }, wanted) => wanted.some((kind) => kinds.get(name)?.has(kind) === true),
    asksAbout: (path, { name }) => asked.get(name)?.has(path) === true,
  };
}

function added(sets: Map<string, Set<string>>, key: string, item: string): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([item]));
  else known.add(item);
}

function kindOf(rule: TypedRule): string {
  return rule.form === "rule" ? rule.verdict.verdict : rule.form;
}

function isPlainAllow(rule: TypedRule): boolean {
  return rule.form === "rule" && rule.verdict.verdict === "allow" && rule.verdict.once === undefined;
}

/** The names and attributes in a form, and in the lets that it uses. */
function namer(declarations: readonly ast.Declaration[]): (root: ast.Node) => ReadonlySet<string> {
  const lets = new Map(
    declarations.flatMap((each) => (each.kind === "let" ? [[each.name.text, each.body] as const] : [])),
  );
  return (root) => {
    const found = new Set<string>();
    const open = [root];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      walk(next, (node) => {
        const name =
          node.kind === "call" ? node.callee.text : node.kind === "path" ? pathText(node) : undefined;
        if (name === undefined || found.has(name)) return;
        found.add(name);
        const body = lets.get(name);
        if (body !== undefined) open.push(body);
      });
    return found;
  };
}
