// The language server: keeps the documents as the editor has them, tells what is wrong with them, and answers requests.

import { type Connection, type InitializeResult, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { handlers } from "./handlers/index.js";
import type { Host } from "./host.js";
import { Publisher } from "./publisher.js";
import { Session, sync } from "./session.js";

/** Serves one editor until it disconnects. */
export function serve(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const session = new Session(host, documents);
  const publisher = new Publisher(connection, session);

  connection.onInitialize(({ capabilities, workspaceFolders }): InitializeResult => {
    session.client = capabilities;
    session.folders = workspaceFolders ?? [];
    return {
      capabilities: Object.assign(
        { textDocumentSync: sync },
        ...handlers.map(({ capabilities: own }) => own),
      ) as InitializeResult["capabilities"],
    };
  });
  documents.onDidOpen(({ document }) => session.opened(document));
  documents.onDidChangeContent(({ document }) => {
    session.edited(document);
    publisher.soon();
  });
  documents.onDidSave(() => publisher.soon());
  documents.onDidClose(({ document }) => {
    session.closed(document);
    publisher.soon();
  });
  documents.listen(connection);
  for (const { listen } of handlers) listen(connection, session);
  connection.listen();
}
