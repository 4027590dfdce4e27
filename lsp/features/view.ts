// What an editor's feature looks at: a file, as part of a policy, as part of a workspace.

import type { LoadedModule } from "../../compiler/names/load.js";
import type { Span } from "../../compiler/source/source.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";

export interface View extends LoadedModule {
  readonly workspace: Workspace;
  /** Of several policies that the file is part of, the first. */
  readonly policy: Policy;
  /** Absolute. */
  readonly path: string;
}

/** A stretch of a file by its absolute path: offsets in UTF-16 code units, `end` exclusive. */
export interface Target {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Undefined where the file cannot be read. */
export function viewOf(workspace: Workspace, path: string): View | undefined {
  const policy = workspace.policyOf(path);
  const module = policy?.module(path);
  return policy === undefined || module === undefined ? undefined : { workspace, policy, path, ...module };
}

export function targetOf(policy: Policy, { file, start, end }: Span): Target {
  return { path: policy.absolute(file), start, end };
}
