// The language server: keeps the open documents, compiles them after each change, and publishes the diagnostics.

import {
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { compileOpen, diagnosticsOf } from "./check.js";
import type { Host } from "./project.js";
import { prove } from "./prove.js";

/** Changes that come within this many milliseconds are answered together. */
const PAUSE = 30;

/** Serves one editor until it disconnects. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  let folders: readonly string[] = [];
  let published: ReadonlySet<string> = new Set();
  let edits = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (current: ReadonlyMap<string, Diagnostic[]>): void => {
    for (const [uri, diagnostics] of current) void connection.sendDiagnostics({ uri, diagnostics });
    for (const uri of published) {
      if (!current.has(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    published = new Set(current.keys());
  };
  /** What is plain at once, and afterwards what has to be proved, unless something was changed since. */
  const publish = async (): Promise<void> => {
    timer = undefined;
    const own = edits;
    const opened = compileOpen(documents.all(), folders, host);
    send(diagnosticsOf(opened));
    const proved = await prove(opened, () => edits === own);
    if (proved?.isMore === true) send(diagnosticsOf(proved.opened));
    if (proved !== undefined && proved.left > 0) connection.console.info(OUT_OF_TIME);
  };
  const publishSoon = (): void => {
    edits += 1;
    timer ??= setTimeout(() => void publish(), PAUSE);
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

const OUT_OF_TIME = "Not all rules were looked at for what never matters: agentpol verify takes its time.";

const capabilities: InitializeResult = {
  capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Full, save: true } },
};

function foldersOf({ workspaceFolders }: InitializeParams, host: Host): readonly string[] {
  const paths = (workspaceFolders ?? []).map(({ uri }) => host.pathOf(uri)?.replace(/\/$/, ""));
  return paths.filter((path) => path !== undefined);
}
