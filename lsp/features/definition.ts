// Where a name is declared, and where the type of what it stands for is.

import type { Workspace } from "../../compiler/workspace/workspace.js";
import { nameAt, type Thing } from "./names.js";
import type { Target } from "./view.js";

export interface Definition {
  /** The name that was asked about. */
  readonly origin: Target;
  readonly targets: readonly Pick<Thing, "place" | "whole">[];
}

/** The declarations of the name at a place. */
export function definitionAt(workspace: Workspace, path: string, offset: number): Definition | undefined {
  const name = nameAt(workspace, path, offset);
  return name && { origin: name.place, targets: name.of };
}
