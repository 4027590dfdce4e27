// All places that name a thing, in every file of the workspace.

import type { Workspace } from "../../compiler/workspace/workspace.js";
import { allNames, isOf, keysOf, nameAt, namesOf, type Name } from "./names.js";
import type { Target } from "./view.js";

/** Where the thing at a place is named; with the declarations where `declarations` says so. */
export function referencesAt(
  workspace: Workspace,
  path: string,
  offset: number,
  declarations: boolean,
): readonly Target[] {
  const name = nameAt(workspace, path, offset);
  if (name === undefined) return [];
  const keys = keysOf([name]);
  const found = allNames(workspace).filter((each) => isOf(each, keys));
  return found.filter(({ role }) => declarations || role !== "declaration").map(({ place }) => place);
}

/** The places in the same file that name what is named at a place. */
export function highlightsAt(
  workspace: Workspace,
  path: string,
  offset: number,
): readonly Pick<Name, "place" | "role">[] {
  const name = nameAt(workspace, path, offset);
  if (name === undefined) return [];
  const keys = keysOf([name]);
  return namesOf(workspace, path).filter((each) => isOf(each, keys));
}
