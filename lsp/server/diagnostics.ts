// What was found of a policy as the protocol says it: a list for each file that it reads, by absolute paths.

import {
  type Diagnostic as Shown,
  DiagnosticSeverity,
  DiagnosticTag,
  type TextEdit,
} from "vscode-languageserver";
import type { Policy } from "../../compiler/workspace/policy.js";
import { placeOf } from "../../compiler/workspace/files.js";
import { casesDiagnostics } from "../features/cases/diagnostics.js";
import { diagnosticsByFile, type EditorDiagnostic } from "../features/diagnostics.js";
import type { Findings } from "./findings.js";
import type { Session } from "./session.js";

/** With a diagnostic goes what would mend it. */
export interface FixData {
  readonly fixes: readonly {
    readonly title: string;
    /** After it, some request may be decided otherwise. */
    readonly changesMeaning?: true;
    /** By URI. */
    readonly changes: Readonly<Record<string, readonly TextEdit[]>>;
  }[];
}

export function shownIn(
  session: Session,
  policy: Policy,
  findings: Findings,
): ReadonlyMap<string, readonly Shown[]> {
  const { sources } = policy.analysis;
  const found = diagnosticsByFile({ sources, diagnostics: findings.diagnosticsOf(policy) });
  const shown = new Map(
    Array.from(found, ([file, diagnostics]) => [
      policy.absolute(file),
      diagnostics.map((each) => shownOf(session, policy, each)),
    ]),
  );
  for (const { span, message } of findings.failedOf(policy)) {
    const path = policy.absolute(span.file);
    const range = session.rangeAt({ path, start: span.start, end: span.end });
    const hint = { range, severity: DiagnosticSeverity.Hint, code: "test", source: SOURCE, message };
    shown.get(path)?.push(hint);
  }
  return shown;
}

/** What is wrong with a cases file. */
export function shownInCases(session: Session, path: string): readonly Shown[] {
  const { workspace } = session;
  const { root, file } = placeOf(path, workspace.folders);
  const sources = new Map([[file, { path: file, text: workspace.text(path) ?? "" }]]);
  const found = diagnosticsByFile({ sources, diagnostics: casesDiagnostics(workspace, path) });
  const project = { absolute: (each: string) => `${root}/${each}` };
  return (found.get(file) ?? []).map((each) => shownOf(session, project, each));
}

const SOURCE = "agentpol";

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

/** @param project says where the files of the diagnostic are */
function shownOf(session: Session, project: Pick<Policy, "absolute">, diagnostic: EditorDiagnostic): Shown {
  const { range, severity, code, message, related, isUnnecessary, fixes } = diagnostic;
  const uriOf = (file: string): string => session.uriOf(project.absolute(file));
  const href = session.docsOf(code);
  return {
    range,
    severity: severities[severity],
    code,
    ...(href !== undefined && { codeDescription: { href } }),
    source: SOURCE,
    message,
    ...(isUnnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    relatedInformation: related.map((each) => ({
      location: { uri: uriOf(each.file), range: each.range },
      message: each.message,
    })),
    ...(fixes.length > 0 && { data: dataOf(fixes, uriOf) }),
  };
}

function dataOf(fixes: EditorDiagnostic["fixes"], uriOf: (file: string) => string): FixData {
  return {
    fixes: fixes.map(({ edits, ...fix }) => {
      const changes: Record<string, TextEdit[]> = {};
      for (const { file, range, newText } of edits) (changes[uriOf(file)] ??= []).push({ range, newText });
      return { ...fix, changes };
    }),
  };
}
