// What elaboration remembers over all expressions of one program: instances of lets, and limits.

import type * as ast from "../../ast/ast.js";
import type { Span } from "../../source/source.js";
import { ACTION_NAME } from "../describe-type.js";
import type { Names } from "../environment.js";
import type { Action } from "../program.js";
import type { Field, Type } from "../type.js";
import type { LetInstance } from "../typed-expr.js";
import type { Checked } from "./checked.js";

/** Levels of an expression, through the lets that it uses: what every later walk must be able to recurse into. */
export const MAX_DEPTH = 1000;

/** Nodes of one expression with its parameterised lets written out. */
export const MAX_EXPANSION = 100_000;

/** A let checked for one set of actions and one place; absent where it was refused. */
export interface Instance {
  readonly instance: LetInstance;
  readonly params: readonly Type[];
  readonly body: Checked;
}

/** One argument over several actions. */
export type MergedArgument =
  | { readonly kind: "field"; readonly field: Field }
  | { readonly kind: "unknown" }
  | { readonly kind: "missing"; readonly model: Action; readonly lacking: readonly Action[] }
  | { readonly kind: "different"; readonly model: Action; readonly other: Action };

export interface Session {
  readonly instances: Map<string, Instance | undefined>;
  /** Names of the lets being checked, outermost first. */
  readonly open: string[];
  /** Lets that are part of a circle, which was reported. */
  readonly circular: Set<string>;
  readonly selections: WeakMap<ast.Selector, readonly Action[]>;
  /** Reads that were reported, by their spans in the tree. */
  readonly toldReads: Set<Span>;
  /** Arguments by their names, for each set of actions. */
  readonly args: WeakMap<readonly Action[], Map<string, MergedArgument>>;
  /** The names of all actions, as the type of `action.name`. */
  readonly actionName: Type;
  /** A text for each set of actions. */
  readonly actionKeys: WeakMap<readonly Action[], string>;
  /** The limits of which it was said that an expression exceeds them. */
  readonly told: Set<"depth" | "size">;
  /** How deep the recursion is at the moment. */
  depth: number;
  /** How many variables and parameters were named. */
  variables: number;
}

const sessions = new WeakMap<Names, Session>();

/** The one session of a program's names. */
export function sessionOf(names: Names): Session {
  const known = sessions.get(names);
  if (known !== undefined) return known;
  const session: Session = {
    instances: new Map(),
    open: [],
    circular: new Set(),
    selections: new WeakMap(),
    toldReads: new Set(),
    args: new WeakMap(),
    actionName: { kind: "enum", members: names.actions.map((action) => action.name), name: ACTION_NAME },
    actionKeys: new WeakMap(),
    told: new Set(),
    depth: 0,
    variables: 0,
  };
  sessions.set(names, session);
  return session;
}

/** A text that two sets of actions share only if they are the same. */
export function actionsKey(session: Session, actions: readonly Action[]): string {
  const known = session.actionKeys.get(actions);
  if (known !== undefined) return known;
  const key = actions.map((action) => action.name).join(" ");
  session.actionKeys.set(actions, key);
  return key;
}
