// An index of names: for each file of a policy every name in it, and what it stands for. Mistakes do not hinder it: a name
// that stands for nothing is left out.

import type { Analysis } from "../analyse.js";
import type { LoadedModule } from "../names/load.js";
import { visitCases } from "./cases.js";
import type { CasesTree } from "./cases-tree.js";
import { visitDeclaration } from "./declarations.js";
import { letUses, type LetUses } from "./let-uses.js";
import type { Occurrence } from "./occurrence.js";
import type { Scribe } from "./scribe.js";
import { worldOf, type World } from "./world.js";
import type { Written } from "./written.js";

export { casesIn, casesTree, type CasesTree, nodesAround } from "./cases-tree.js";
export type { Declared, NameKind } from "./declared.js";
export type { Occurrence } from "./occurrence.js";
export { typePlaces } from "./written.js";

interface Index {
  readonly world: World;
  readonly lets: LetUses;
  readonly bodies: Scribe["bodies"];
  readonly files: Map<LoadedModule, readonly Occurrence[]>;
  readonly cases: WeakMap<CasesTree, readonly Occurrence[]>;
}

const indices = new WeakMap<Analysis, Index>();

/** The names in a file of the policy, by their places: worked out once. None where nothing is known of its names. */
export function occurrencesIn(analysis: Analysis, module: LoadedModule): readonly Occurrence[] {
  const index = indexOf(analysis);
  if (index === undefined) return [];
  const known = index.files.get(module) ?? read(index, module);
  index.files.set(module, known);
  return known;
}

function indexOf(analysis: Analysis): Index | undefined {
  const world = worldOf(analysis);
  if (world === undefined) return undefined;
  const known = indices.get(analysis);
  if (known !== undefined) return known;
  const index = {
    world,
    lets: letUses(analysis.loaded, world),
    bodies: new Map<never, readonly Written[]>(),
    files: new Map<LoadedModule, readonly Occurrence[]>(),
    cases: new WeakMap<CasesTree, readonly Occurrence[]>(),
  };
  indices.set(analysis, index);
  return index;
}

function read(index: Index, module: LoadedModule): readonly Occurrence[] {
  return written(index, module, (scribe) => {
    for (const declaration of module.module.declarations) visitDeclaration(declaration, scribe);
  });
}

/** The names in a cases file of the policy, by their places: worked out once for each text of it. */
export function occurrencesInCases(analysis: Analysis, cases: CasesTree): readonly Occurrence[] {
  const index = indexOf(analysis);
  const { entry } = analysis.loaded;
  if (index === undefined || entry === undefined) return [];
  const known = index.cases.get(cases) ?? written(index, entry, (scribe) => visitCases(cases, scribe));
  index.cases.set(cases, known);
  return known;
}

/** What is written down of a file whose rules are named as in `module`, in the order of places. */
function written(
  { world, lets, bodies }: Index,
  module: LoadedModule,
  visitAll: (scribe: Scribe) => void,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  visitAll({ world, module, lets, bodies, write: (each) => void found.push(each) });
  return found.sort((a, b) => a.span.start - b.span.start);
}
