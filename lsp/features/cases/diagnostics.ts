// What is wrong with a cases file: its form, the words in it, the rules that it names, and the policy that it is about.

import { openCases } from "../../../compiler/cases/read-cases.js";
import { placeInCases } from "../../../compiler/cases/place.js";
import { diagnose } from "../../../compiler/diagnostics/diagnose.js";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.js";
import { placeOf } from "../../../compiler/workspace/files.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";
import { ownPrefix, policyNamed, rulesOf } from "./policy.js";

/** Spans name the file below its project's folder, as `placeOf` does. Whether its cases hold is not looked at. */
export function casesDiagnostics(workspace: Workspace, path: string): readonly Diagnostic[] {
  const text = workspace.text(path);
  if (text === undefined) return [];
  const file = { path: placeOf(path, workspace.folders).file, text };
  const { policy: named, read } = openCases(file);
  const policy = named === undefined ? undefined : policyNamed(workspace, path, named);
  if (named !== undefined && policy === undefined) return [unread(file, named)];
  if (policy === undefined) return read({ policy: "", rules: [] }).diagnostics;
  const rules = [...new Set(rulesOf(policy).map(({ qualified }) => qualified))];
  return read({ policy: ownPrefix(policy), rules }).diagnostics;
}

function unread(file: { readonly path: string; readonly text: string }, named: string): Diagnostic {
  const line = /^["']?policy["']?\s*:\s*["']?/m.exec(file.text);
  const place = line === null ? undefined : placeInCases(file.text, line.index + line[0].length);
  const { start, end } = place ?? { start: 0, end: 0 };
  return diagnose(
    "AP2003",
    { file: file.path, start, end },
    { path: named, reason: "there is no such file" },
  );
}
