// The files that a file names by their paths: imports, the floor, data, baselines, keys, and the policy of a cases file.

import type { Workspace } from "../../compiler/workspace/workspace.js";
import { namesOf } from "./names.js";
import type { Target } from "./view.js";

export interface Link {
  /** The path, between its quotes. */
  readonly place: Target;
  /** The file, by its absolute path. */
  readonly path: string;
  readonly tooltip: string;
}

/** Links to files that are there. */
export function linksOf(workspace: Workspace, path: string): readonly Link[] {
  return namesOf(workspace, path).flatMap(({ place, role, of: [file] }) => {
    if (role !== "path" || file === undefined || workspace.text(file.place.path) === undefined) return [];
    return [{ place, path: file.place.path, tooltip: `Open ${file.name}` }];
  });
}
