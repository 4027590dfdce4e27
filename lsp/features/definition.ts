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

/** Where the type of what is named at a place is declared: a `type`, or the enum or record that is written in place. */
export function typeDefinitionAt(workspace: Workspace, path: string, offset: number): readonly Target[] {
  return nameAt(workspace, path, offset)?.types() ?? [];
}
