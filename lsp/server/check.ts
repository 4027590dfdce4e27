// What is wrong with the open documents and with the files that they import, as the protocol says it.

import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Compilation, compile } from "../../compiler/compile.js";
import { diagnosticsByFile, type EditorDiagnostic } from "../features/diagnostics.js";
import { type Host, type Project, projectOf, reader } from "./project.js";

/** What the open documents are, compiled. */
export interface Opened {
  readonly checked: readonly Checked[];
  readonly uriOf: (path: string) => string;
}

/** Each open document as a policy, save those that are only parts of another open one. */
export function compileOpen(open: readonly TextDocument[], folders: readonly string[], host: Host): Opened {
  const pathOf = (document: TextDocument): string => host.pathOf(document.uri) ?? `/${document.uri}`;
  const buffers = new Map(open.map((document) => [pathOf(document), document.getText()]));
  const uris = new Map(open.map((document) => [pathOf(document), document.uri]));
  return {
    checked: compileAll([...buffers.keys()], folders, host, buffers),
    uriOf: (path) => uris.get(path) ?? host.uriOf(path),
  };
}

/** The diagnostics of every file that the open documents read, by URI, each once. */
export function diagnosticsOf({ checked, uriOf: uriAt }: Opened): ReadonlyMap<string, Diagnostic[]> {
  const found = new Map<string, Map<string, Diagnostic>>();
  for (const { project, compilation } of checked) {
    const uriOf = (file: string): string => uriAt(`${project.root}/${file}`);
    for (const [file, diagnostics] of diagnosticsByFile(compilation)) {
      const inFile = found.get(uriOf(file)) ?? new Map<string, Diagnostic>();
      found.set(uriOf(file), inFile);
      for (const diagnostic of diagnostics.map((each) => toProtocol(each, uriOf))) {
        inFile.set(JSON.stringify(diagnostic), diagnostic);
      }
    }
  }
  return new Map(Array.from(found, ([uri, diagnostics]) => [uri, [...diagnostics.values()]]));
}

export interface Checked {
  readonly project: Project;
  readonly compilation: Compilation;
}

/** Compiles each open document as a policy, save those that are only parts of another open one. */
function compileAll(
  paths: readonly string[],
  folders: readonly string[],
  host: Host,
  buffers: ReadonlyMap<string, string>,
): readonly Checked[] {
  const all = paths.map((path) => {
    const project = projectOf(path, folders);
    return { path, project, compilation: compile(project.entry, { read: reader(host, project, buffers) }) };
  });
  const parts = new Set(
    all.flatMap(({ path, project, compilation }) =>
      Array.from(compilation.sources.keys(), (file) => `${project.root}/${file}`).filter(
        (file) => file !== path,
      ),
    ),
  );
  return all.filter(({ path, compilation }) => !(compilation.headless && parts.has(path)));
}

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

function toProtocol(diagnostic: EditorDiagnostic, uriOf: (file: string) => string): Diagnostic {
  const { range, code, message, related } = diagnostic;
  return {
    range,
    severity: severities[diagnostic.severity],
    code,
    source: "agentpol",
    message,
    relatedInformation: related.map((each) => ({
      location: { uri: uriOf(each.file), range: each.range },
      message: each.message,
    })),
  };
}
