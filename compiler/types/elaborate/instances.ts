// Instances of lets: a body is checked once for each set of actions and each place, and shared by all its uses there.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import type { Fix } from "../../diagnostics/diagnostic.js";
import { between } from "../../diagnostics/edits.js";
import { rewriting } from "../../diagnostics/fixes.js";
import type { Span } from "../../source/source.js";
import type { Environment } from "../environment.js";
import type { Checked } from "./checked.js";
import { listed, reading } from "./needs.js";
import { closeVariables } from "./presence.js";
import { freshName, report, type Scope } from "./scope.js";
import { actionsKey, type Instance } from "./session.js";

/** A let that must be checked. */
interface Task {
  readonly key: string;
  readonly decl: ast.LetDecl;
  readonly use: Span;
  readonly scope: Scope;
}

/** Lets that are checked within each other; for a longer chain the recursion starts afresh at its end. */
const MAX_OPEN = 32;

/** Thrown where a chain of lets is too long for the stack, and caught where the chain begins. */
class Postponed extends Error {
  constructor(readonly task: Task) {
    super(`the let ${task.decl.name.text} comes first`);
  }
}

/** The let as it is in this scope; undefined where it was refused. */
export function instanceOf(decl: ast.LetDecl, use: Span, scope: Scope): Instance | undefined {
  const { session, place, actions } = scope;
  const key = `${decl.name.text} ${place} ${actionsKey(session, actions)}`;
  const task = { key, decl, use, scope };
  if (session.circular.has(decl.name.text)) return undefined;
  if (session.instances.has(key)) return session.instances.get(key);
  if (session.open.includes(decl.name.text)) reportCircle(task);
  else if (session.open.length === 0) workOff(task);
  else if (session.open.length < MAX_OPEN) instantiate(task);
  else throw new Postponed(task);
  return session.instances.get(key);
}

/** Checks a let, and before it those at the end of a chain that it begins. */
function workOff(first: Task): void {
  const { session } = first.scope;
  const { depth } = session;
  const tasks = [first];
  for (let task = tasks.at(-1); task !== undefined; task = tasks.at(-1)) {
    const earlier = attempt(task);
    if (earlier === undefined) tasks.pop();
    else if (tasks.every(({ key }) => key !== earlier.key)) tasks.push(earlier);
    else reportCircle(earlier);
    session.open.length = 0;
    session.depth = depth;
  }
}

/** Checks a let, or tells which one must be checked before it. */
function attempt(task: Task): Task | undefined {
  try {
    instantiate(task);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Postponed) return thrown.task;
    throw thrown;
  }
}

function instantiate({ key, decl, use, scope }: Task): void {
  const { session } = scope;
  session.open.push(decl.name.text);
  session.instances.set(key, bodyOf(decl, { ...scope, use: scope.use ?? use }));
  session.open.pop();
}

/** The body of a let, checked under its parameters. */
export function bodyOf(decl: ast.LetDecl, outer: Scope): Instance {
  const params = (decl.params ?? []).map((param) => {
    if (param.optional)
      report(outer, diagnose("AP2088", param.span, { name: param.name.text }, { fixes: givenAlways(param) }));
    return {
      source: param.name.text,
      name: freshName(outer, param.name.text),
      type: outer.names.resolveType(param.type),
    };
  });
  const locals = new Map(params.map(({ source, name, type }) => [source, { name, type }]));
  const scope: Scope = { ...outer, locals, hidden: new Set() };
  const body = closed(scope.visit(decl.body, scope), decl.body, locals, scope);
  const instance = { name: decl.name.text, params: params.map(({ name }) => name), body: body.expr };
  return { instance, params: params.map(({ type }) => type), body };
}

function givenAlways({ name, type }: ast.Param): readonly Fix[] {
  return rewriting("Remove the `?`", between(name.span, type.span), ": ");
}

/** The body's needs outside: reads of its parameters' fields are judged here, all others where the let is used. */
function closed(body: Checked, expr: ast.Expr, locals: Environment["locals"], scope: Scope): Checked {
  const params = new Set([...locals.values()].map(({ name }) => name));
  const needs = listed(closeVariables(body.needs, params, expr, scope));
  return { ...body, needs: reading(needs.map((read) => ({ ...read, body: read.body ?? expr }))) };
}

/** Reports that a let leads back to itself; further uses of it, and of the lets on the way, are silent. */
function reportCircle({ decl, use, scope }: Task): void {
  const { open, circular, told } = scope.session;
  const name = decl.name.text;
  const start = open.indexOf(name);
  // Of a circle that was postponed on the way only the end is known.
  const circle = start >= 0 ? open.slice(start) : [name, ...open.slice(-1)];
  for (const each of circle) circular.add(each);
  // What a circle makes deep is no second mistake.
  told.add("depth");
  const related = circle.slice(0, MAX_SHOWN).flatMap((each) => {
    const span = scope.names.lets.get(each)?.name.span;
    return span === undefined ? [] : [{ span, message: `\`${each}\` is declared here` }];
  });
  report(scope, diagnose("AP2064", use, { circle: [...circle, name], cut: start < 0 }, { related }));
}

const MAX_SHOWN = 5;
