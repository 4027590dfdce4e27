// Of mutations without number, as many as are worth their time: a list of thousands of entries asks for thousands alike.

import type { Mutation } from "./mutation.js";

/** Of one operator in one declaration. */
export const MOST_ALIKE = 100;

/** In characters: each mutant reads its declaration again, so of a very long one fewer are made. */
const MOST_READ = 4_000_000;

export interface Limited {
  readonly mutations: readonly Mutation[];
  readonly leftOut: number;
}

/** Those of one operator in one declaration are chosen evenly, in their order, always the same. */
export function limited(all: readonly Mutation[]): Limited {
  const alike = new Map<Mutation["declaration"], Map<string, Mutation[]>>();
  for (const each of all) {
    const own = alike.get(each.declaration) ?? new Map<string, Mutation[]>();
    alike.set(each.declaration, own);
    const group = own.get(each.operator) ?? [];
    own.set(each.operator, group);
    group.push(each);
  }
  const chosen = new Set(
    Array.from(alike.values()).flatMap((own) => Array.from(own.values()).flatMap(evenly)),
  );
  const mutations = all.filter((each) => chosen.has(each));
  return { mutations, leftOut: all.length - mutations.length };
}

function evenly(group: readonly Mutation[]): readonly Mutation[] {
  const { start, end } = group[0]?.declaration.span ?? { start: 0, end: 0 };
  const most = Math.min(MOST_ALIKE, Math.max(1, Math.floor(MOST_READ / Math.max(1, end - start))));
  if (group.length <= most) return group;
  return Array.from({ length: most }, (_, i) => group[Math.floor((i * group.length) / most)]).filter(
    (each) => each !== undefined,
  );
}
