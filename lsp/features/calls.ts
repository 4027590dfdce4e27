// Who uses what: from a let, a group, a data set and the like to the rules, lets, claims and tests that name it, and from
// those to what they name.

import type { NameKind } from "../../compiler/occurrences/index.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { allNames, isOf, nameAt, namesOf, type Name, type Thing } from "./names.js";
import { type Outlined, outlineOf } from "./outline.js";
import type { Target } from "./view.js";

/** Something that uses others, or is used. */
export type User = Pick<Outlined, "kind" | "name" | "place" | "whole">;

export interface Use {
  readonly user: User;
  /** Where the one names the other. */
  readonly at: readonly Target[];
}

/** Declarations that are used, as functions are called; of attributes and the like all references can be asked for. */
const USED: ReadonlySet<NameKind> = new Set<NameKind>([
  ...(["let", "group", "approver", "classifier", "data", "sandbox", "zone", "detector"] as const),
  ...(["rule", "assert", "action", "type"] as const),
]);

/** What is named at a place, or else the declaration or test that begins with a name there. */
export function usersAt(workspace: Workspace, path: string, offset: number): readonly User[] {
  const name = nameAt(workspace, path, offset);
  const things = name?.of.filter(({ kind }) => USED.has(kind)) ?? [];
  if (things.length > 0) return things.flatMap(userOf);
  const own = enclosing(outlineOf(workspace, path), offset);
  return own !== undefined && own.place.start <= offset && offset <= own.place.end ? [own] : [];
}

/** Those that use it: for each, where. */
export function usersOf(workspace: Workspace, { place }: User): readonly Use[] {
  const keys = new Set([`${place.path}:${place.start}`]);
  const uses = allNames(workspace).filter((name) => name.role === "reference" && isOf(name, keys));
  const outlines = new Map<string, readonly Outlined[]>();
  return grouped(uses, ({ place: { path, start } }) => {
    const outline = outlines.get(path) ?? outlineOf(workspace, path);
    outlines.set(path, outline);
    return [enclosing(outline, start)].filter((user) => user !== undefined);
  });
}

/** Those that it uses: for each, where. */
export function usedBy(workspace: Workspace, { place, whole }: User): readonly Use[] {
  const inside = namesOf(workspace, place.path).filter(
    (name) => name.role === "reference" && name.place.start >= whole.start && name.place.end <= whole.end,
  );
  return grouped(inside, ({ of }) => of.filter(({ kind }) => USED.has(kind)).flatMap(userOf));
}

function userOf({ kind, name, place, whole }: Thing): readonly User[] {
  return kind === "file" || kind === "variable" ? [] : [{ kind, name, place, whole }];
}

function grouped(names: readonly Name[], usersIn: (name: Name) => readonly User[]): readonly Use[] {
  const uses = new Map<string, { readonly user: User; readonly at: Target[] }>();
  for (const name of names) {
    for (const user of usersIn(name)) {
      const key = `${user.place.path}:${user.place.start}`;
      const use = uses.get(key) ?? { user, at: [] };
      uses.set(key, use);
      use.at.push(name.place);
    }
  }
  return [...uses.values()];
}

/** The declaration, test or case in which a place lies, by binary search: they stand one after the other. */
function enclosing(all: readonly Outlined[], offset: number): Outlined | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.whole.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = all[low - 1];
  return found !== undefined && offset <= found.whole.end ? found : undefined;
}
