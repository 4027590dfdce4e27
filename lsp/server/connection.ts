// The language server: keeps the open documents, compiles them after each change, and publishes the diagnostics.

import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { check } from "./check.js";
import type { Host } from "./project.js";

/** Changes that come within this many milliseconds are answered together. */
const PAUSE = 30;

/** Serves one editor until it disconnects. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  let folders: readonly string[] = [];
  let published: ReadonlySet<string> = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = (): void => {
    timer = undefined;
    const current = check(documents.all(), folders, host);
    for (const [uri, diagnostics] of current) void connection.sendDiagnostics({ uri, diagnostics });
    for (const uri of published) {
      if (!current.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    published = new Set(current.keys());
  };
  const publishSoon = (): void => {
    timer ??= setTimeout(publish, PAUSE);
  };

  connection.onInitialize((params) => {
    folders = foldersOf(params, host);
    return capabilities;
  });
  documents.onDidChangeContent(publishSoon);
  documents.onDidSave(publishSoon);
  documents.onDidClose(publishSoon);
  documents.listen(connection);
  connection.listen();
}

const capabilities: InitializeResult = {
  capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Full, save: true } },
};

function foldersOf({ workspaceFolders }: InitializeParams, host: Host): readonly string[] {
  const paths = (workspaceFolders ?? []).map(({ uri }) => host.pathOf(uri)?.replace(/\/$/, ""));
  return paths.filter((path) => path !== undefined);
}
