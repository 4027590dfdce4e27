// The names in the files of a workspace: what each stands for, in every policy that the file is part of.

import type { Analysis } from "../../compiler/analyse.js";
import {
  type Declared,
  type NameKind,
  type Occurrence,
  occurrencesIn,
  occurrencesInCases,
  casesTree,
  typePlaces,
  type CasesTree,
} from "../../compiler/occurrences/index.js";
import { placeOf } from "../../compiler/workspace/files.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { type Target, targetOf } from "./view.js";

/** Something that has a name, where that is declared. */
export interface Thing {
  readonly kind: NameKind;
  readonly name: string;
  /** The name; of a file, its beginning. */
  readonly place: Target;
  /** All of the declaration. */
  readonly whole: Target;
  /** Equal for equal things, in whatever policy they are seen. */
  readonly key: string;
}

/** A name as it is written somewhere. */
export interface Name {
  readonly place: Target;
  readonly role: Occurrence["role"];
  /** What it stands for, one thing or more. */
  readonly of: readonly Thing[];
  /** Where the type of that is declared; none where it has none, or one of the language's own. */
  readonly types: () => readonly Target[];
}

/** The name at a place, or right before it; undefined where there is none. */
export function nameAt(workspace: Workspace, path: string, offset: number): Name | undefined {
  const found = readingsOf(workspace, path).flatMap(
    (policy) => at(namesIn(workspace, policy, path), offset) ?? [],
  );
  return merged(found);
}

/** The names of a file, in the order of their places. */
export function namesOf(workspace: Workspace, path: string): readonly Name[] {
  const readings = readingsOf(workspace, path).map((policy) => namesIn(workspace, policy, path));
  const [only] = readings;
  return readings.length === 1 && only !== undefined ? only : byPlace(readings.flat());
}

/** The names of every file of the workspace, those of the cases files too. */
export function allNames(workspace: Workspace): readonly Name[] {
  const ofPolicies = workspace
    .policies()
    .flatMap((policy) => filesOf(policy).flatMap((path) => namesIn(workspace, policy, path)));
  const ofCases = workspace.files(".cases.yaml").flatMap((path) => namesOf(workspace, path));
  return [...byPlace(ofPolicies), ...ofCases];
}

/** Whether something is among the things that names stand for. */
export function keysOf(names: readonly Pick<Name, "of">[]): Set<string> {
  return new Set(names.flatMap(({ of }) => of.map(({ key }) => key)));
}

/** Whether a name stands for one of these things. */
export function isOf({ of }: Name, keys: ReadonlySet<string>): boolean {
  return of.some(({ key }) => keys.has(key));
}

// ─── Policies ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The policies in whose light a file is read: those that it is part of, or the one whose cases it holds. */
export function readingsOf(workspace: Workspace, path: string): readonly Policy[] {
  if (!path.endsWith(".cases.yaml")) return workspace.policiesOf(path);
  const { root } = placeOf(path, workspace.folders);
  const { policy } = casesAt(workspace, path);
  return policy === undefined ? [] : [workspace.policyAt(`${root}/${policy}`)];
}

/** The policy's own analysis, and those of its floors. */
function analysesOf({ analysis }: Policy): readonly Analysis[] {
  const all: Analysis[] = [];
  for (let each: Analysis | undefined = analysis; each !== undefined; each = each.floor) all.push(each);
  return all;
}

/** The files of a policy and of its floors. */
export function filesOf(policy: Policy): readonly string[] {
  const files = analysesOf(policy).flatMap(({ loaded }) => loaded.modules.map(({ file }) => file.path));
  return [...new Set(files)].map((file) => policy.absolute(file));
}

const known = new WeakMap<Policy, Map<string, { readonly of: unknown; readonly names: readonly Name[] }>>();

/** The names in one file, as one policy reads it; worked out once. */
function namesIn(workspace: Workspace, policy: Policy, path: string): readonly Name[] {
  const all =
    known.get(policy) ?? new Map<string, { readonly of: unknown; readonly names: readonly Name[] }>();
  known.set(policy, all);
  const cases = path.endsWith(".cases.yaml") ? casesAt(workspace, path) : undefined;
  const before = all.get(path);
  if (before !== undefined && before.of === cases) return before.names;
  const names = cases === undefined ? inModules(policy, path) : inCases(policy, cases);
  all.set(path, { of: cases, names });
  return names;
}

function inCases(policy: Policy, cases: CasesTree): readonly Name[] {
  return occurrencesInCases(policy.analysis, cases).map(naming(policy));
}

/** What a policy and its floor both import stands for things of either. */
function inModules(policy: Policy, path: string): readonly Name[] {
  const file = policy.relative(path);
  const found = analysesOf(policy).flatMap((analysis) => {
    const module = analysis.loaded.modules.find((each) => each.file.path === file);
    return module === undefined ? [] : [occurrencesIn(analysis, module).map(naming(policy))];
  });
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : byPlace(found.flat());
}

/** What is declared at several places is one list for all of its names. */
function naming(policy: Policy): (occurrence: Occurrence) => Name {
  const lists = new Map<readonly Declared[], readonly Thing[]>();
  return ({ span, role, of, written }) => {
    const things = lists.get(of) ?? of.map((each) => thingOf(policy, each));
    lists.set(of, things);
    const types = (): readonly Target[] =>
      typePlaces(written).map((type) => targetOf(policy, type.kind === "type" ? type.name.span : type.span));
    return { place: targetOf(policy, span), role, of: things, types };
  };
}

function thingOf(policy: Policy, { kind, name, span, whole }: Declared): Thing {
  const place = targetOf(policy, span);
  const key = kind === "file" ? place.path : `${place.path}:${place.start}`;
  return { kind, name, place, whole: targetOf(policy, whole), key };
}

const opened = new WeakMap<Workspace, Map<string, CasesTree>>();

/** A cases file as it stands, read once. */
export function casesAt(workspace: Workspace, path: string): CasesTree {
  const text = workspace.text(path) ?? "";
  const all = opened.get(workspace) ?? new Map<string, CasesTree>();
  opened.set(workspace, all);
  const before = all.get(path);
  if (before?.file.text === text) return before;
  const cases = casesTree({ path: placeOf(path, workspace.folders).file, text });
  all.set(path, cases);
  return cases;
}

// ─── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** By binary search: names do not overlap. Of two that touch, the one that begins there. */
function at(names: readonly Name[], offset: number): Name | undefined {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.place.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = names[low - 1];
  return found !== undefined && offset <= found.place.end ? found : undefined;
}

/** Each place once, with all that it stands for. */
function byPlace(names: readonly Name[]): readonly Name[] {
  const places = new Map<string, Name[]>();
  for (const name of names) {
    const key = `${name.place.path}:${name.place.start}`;
    const same = places.get(key);
    if (same === undefined) places.set(key, [name]);
    else same.push(name);
  }
  const all = [...places.values()].flatMap((same) => merged(same) ?? []);
  return all.sort((a, b) =>
    a.place.path === b.place.path ? a.place.start - b.place.start : a.place.path < b.place.path ? -1 : 1,
  );
}

/** One name, of one place, as several policies read it. */
function merged(same: readonly Name[]): Name | undefined {
  const [first, ...others] = same;
  if (first === undefined || others.length === 0) return first;
  const of = new Map(same.flatMap((each) => each.of.map((thing) => [thing.key, thing])));
  return { ...first, of: [...of.values()], types: () => distinct(same.flatMap(({ types }) => types())) };
}

function distinct(targets: readonly Target[]): readonly Target[] {
  return [...new Map(targets.map((each) => [`${each.path}:${each.start}`, each])).values()];
}
