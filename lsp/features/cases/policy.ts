// The policy of a cases file: named at its top, relative to the file.

import { resolvePath } from "../../../compiler/names/file-path.js";
import type { RuleSymbol } from "../../../compiler/names/symbols.js";
import { placeOf } from "../../../compiler/workspace/files.js";
import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";

/** Undefined where it cannot be read, or would lie outside the project. */
export function policyNamed(workspace: Workspace, path: string, named: string): Policy | undefined {
  const { root, file } = placeOf(path, workspace.folders);
  const target = resolvePath(file, named);
  if (target === undefined) return undefined;
  return workspace.text(`${root}/${target}`) === undefined
    ? undefined
    : workspace.policyAt(`${root}/${target}`);
}

/** Rules and kill switches of a policy and of its floors, by their qualified names. */
export function rulesOf(policy: Policy): readonly RuleSymbol[] {
  const rules: RuleSymbol[] = [];
  for (let at: Policy["analysis"] | undefined = policy.analysis; at !== undefined; at = at.floor)
    rules.push(...(at.known?.symbols.rules ?? []));
  return rules;
}

/** What stands before the names of the policy's own rules. */
export function ownPrefix({ analysis }: Policy): string {
  const header = analysis.loaded.entry?.module.declarations.find(
    (each) => each.kind === "form" && each.form === "policy",
  );
  return header?.kind === "form" ? (header.name?.text ?? "") : "";
}
