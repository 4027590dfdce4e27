// What a renaming would break: a workspace is held against itself with other texts, name by name.

import { isError } from "../../compiler/analyse.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { lineMap } from "../../compiler/source/line-map.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { filesOf, namesOf, readingsOf, type Name } from "./names.js";
import { type Edit, shifter } from "./text-edits.js";
import { type Target, targetOf } from "./view.js";

type Edits = ReadonlyMap<string, readonly Edit[]>;

/** The first thing that would be wrong `after` the edits and is not `before`, as a sentence; undefined where nothing is. */
export function faultOf(before: Workspace, after: Workspace, edits: Edits): string | undefined {
  const moved = movedBy(edits);
  for (const policy of before.policies()) {
    if (!filesOf(policy).some((path) => edits.has(path))) continue;
    const mistake = newMistake(policy, after.policyAt(policy.path), moved);
    if (mistake !== undefined) return mistake;
  }
  const paths = [...before.files(".agentpol"), ...before.files(".cases.yaml"), ...edits.keys()];
  for (const path of new Set(paths)) {
    const change = changedName(before, after, path, moved);
    if (change !== undefined) return change;
  }
  return undefined;
}

type Moved = (place: Target) => string;

/** A place as a key, where it is after the edits. */
function movedBy(edits: Edits): Moved {
  const shifts = new Map(Array.from(edits, ([path, list]) => [path, shifter(list)] as const));
  return ({ path, start }) => `${path}:${shifts.get(path)?.(start) ?? start}`;
}

const unmoved: Moved = ({ path, start }) => `${path}:${start}`;

/** An error that was none: a name that is taken, one that means something to the language, a type that no longer fits. */
function newMistake(before: Policy, after: Policy, moved: Moved): string | undefined {
  const known = new Set(errorsOf(before).map(({ code, place }) => `${code} ${moved(place)}`));
  const mistake = errorsOf(after).find(({ code, place }) => !known.has(`${code} ${unmoved(place)}`));
  if (mistake === undefined) return undefined;
  const { message, related, place } = mistake;
  const where = related[0] === undefined ? place : targetOf(after, related[0].span);
  return `That would be a mistake: ${message} (${shown(after, where)})`;
}

function errorsOf(policy: Policy): readonly (Diagnostic & { readonly place: Target })[] {
  const errors = policy.compilation.diagnostics.filter(isError);
  return errors.map((each) => ({ ...each, place: targetOf(policy, each.span) }));
}

/** A file and the line in it, for people. */
function shown(policy: Policy, { path, start }: Target): string {
  const file = policy.relative(path) ?? path;
  const text = policy.analysis.sources.get(file)?.text ?? "";
  return `${file}, line ${lineMap(text).position(start).line}`;
}

/** A name that would stand for something else, or for nothing, or that would be one where there was none. */
function changedName(before: Workspace, after: Workspace, path: string, moved: Moved): string | undefined {
  const [was, is] = [before, after].map((workspace) => readingsOf(workspace, path));
  if (was?.length === is?.length && was?.every((policy, i) => policy === is?.[i])) return undefined;
  const names = namesOf(before, path);
  const others = new Map(namesOf(after, path).map((name) => [unmoved(name.place), name]));
  for (const name of names) {
    const other = others.get(moved(name.place));
    others.delete(moved(name.place));
    if (other === undefined || meaning(name, moved) !== meaning(other, unmoved))
      return changed(before, name, other);
  }
  const [extra] = others.values();
  return extra && changed(after, extra, extra);
}

function meaning({ of }: Name, place: Moved): string {
  return of
    .map((thing) => place(thing.place))
    .sort()
    .join();
}

function changed(workspace: Workspace, name: Name, other: Name | undefined): string {
  const { path, start, end } = name.place;
  const text = workspace.text(path) ?? "";
  const where = `\`${text.slice(start, end)}\` in ${path.slice(path.lastIndexOf("/") + 1)}, line ${lineMap(text).position(start).line},`;
  const [thing] = other?.of ?? [];
  if (thing === undefined) return `${where} would no longer stand for what it does.`;
  return `${where} would stand for the ${thing.kind} \`${thing.name}\`.`;
}
