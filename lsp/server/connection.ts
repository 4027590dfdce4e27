// The language server: keeps the documents as the editor has them, tells what is wrong with them, and answers requests.

import {
  type Connection,
  type InitializeParams,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocuments,
  TextDocumentSyncKind,
  type WorkspaceFolder,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { handlers } from "./handlers/index.js";
import type { Host } from "./host.js";
import type { Inbox } from "./inbox.js";
import { isPulling, pullCapabilities, pulling } from "./pull.js";
import { Publisher } from "./publisher.js";
import { pushing } from "./push.js";
import { Findings } from "./findings.js";
import { Session } from "./session.js";
import { settingsOf } from "./settings.js";
import { memberOf } from "./untyped.js";

/** Serves one editor until it disconnects. */
export function serve(connection: Connection, host: Host, inbox: Inbox): void {
  const documents = new TextDocuments(TextDocument);
  const findings = new Findings();
  const session = new Session(host, documents, findings);

  connection.onInitialize((params) => {
    const client = params.capabilities;
    session.client = client;
    session.settings = settingsOf(params.initializationOptions);
    session.folders = foldersOf(params);
    const publisher = new Publisher(connection, session, findings, inbox);
    // For scripts, which cannot see when nothing more comes.
    connection.onRequest("agentpol/settled", () => publisher.settled().then(() => null));
    publisher.outlet = isPulling(client)
      ? pulling(connection, session, publisher)
      : pushing(connection, session, publisher.board);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "agentpol", version: host.version } };
  });
  connection.onInitialized(() => {
    session.begin().catch((error: unknown) => connection.console.error(`cannot begin: ${String(error)}`));
  });
  documents.onDidOpen(({ document }) => session.opened(document));
  documents.onDidChangeContent(({ document }) => session.edited(document));
  documents.onDidSave(({ document }) => session.touched([document.uri]));
  documents.onDidClose(({ document }) => session.closed(document));
  documents.listen(connection);
  for (const { listen } of handlers) listen(connection, session);
  connection.listen();
}

function capabilitiesFor(client: InitializeParams["capabilities"]): ServerCapabilities {
  const own: ServerCapabilities = {
    // Columns are UTF-16 code units here as in the protocol's beginnings: every editor can count them.
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    ...(isPulling(client) && pullCapabilities),
  };
  return handlers.reduce((all, { capabilities }) => ({ ...all, ...capabilities }), own);
}

/** Editors of before there were several folders name one. */
function foldersOf(params: InitializeParams): readonly WorkspaceFolder[] {
  const rootUri = memberOf(params, "rootUri");
  const fallback = typeof rootUri === "string" ? [{ uri: rootUri, name: "root" }] : [];
  return params.workspaceFolders ?? fallback;
}
