// Gives lists of diagnostics to an editor that asks for them, and asks it to ask again where they have changed without an edit of
// the very document.

import {
  type CancellationToken,
  type Connection,
  DocumentDiagnosticReportKind,
  type FullDocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  type UnchangedDocumentDiagnosticReport,
  type ClientCapabilities,
} from "vscode-languageserver";
import type { Board } from "./board.js";
import type { Outlet, Publisher } from "./publisher.js";
import type { Session } from "./session.js";

/** An editor that cannot be told to ask again gets everything sent. */
export function isPulling({ textDocument, workspace }: ClientCapabilities): boolean {
  return textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
}

export const pullCapabilities: ServerCapabilities = {
  diagnosticProvider: { identifier: "agentpol", interFileDependencies: true, workspaceDiagnostics: true },
};

type Report = FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport;

export function pulling(connection: Connection, session: Session, publisher: Publisher): Outlet {
  const { board } = publisher;
  /** What the editor has of each document, unless that was edited since: then it asks by itself. */
  const given = new Map<string, string>();
  session.onChange((paths) => {
    for (const path of paths) given.delete(path);
  });
  const give = (path: string, previous: string | undefined): Report => {
    const report = reportOf(board, path, previous);
    given.set(path, board.of(path).id);
    return report;
  };

  connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
    const path = session.pathOf(uri);
    if (session.isPolicy(path) || path.endsWith(".cases.yaml")) publisher.bring(path);
    return give(path, previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    await Promise.race([publisher.scanned(), cancellation(token)]);
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, "the request was cancelled");
    const before = new Map(previousResultIds.map(({ uri, value }) => [session.pathOf(uri), value]));
    const items = [...new Set([...board.paths(), ...before.keys()])].map((path) => ({
      uri: session.uriOf(path),
      version: session.versionOf(path) ?? null,
      ...give(path, before.get(path)),
    }));
    return { items };
  });

  return {
    changed: (isScanned) => {
      if (!isScanned || [...given].every(([path, id]) => board.of(path).id === id)) return;
      given.clear();
      connection.languages.diagnostics.refresh().catch((error: unknown) => {
        connection.console.info(`the editor does not ask again: ${String(error)}`);
      });
    },
  };
}

function reportOf(board: Board, path: string, previous: string | undefined): Report {
  const { id, diagnostics } = board.of(path);
  return id === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id }
    : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items: [...diagnostics] };
}

function cancellation(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    token.onCancellationRequested(() => resolve());
  });
}
