// Files and folders that change without the editor's text: created, changed, renamed and deleted ones, and workspace folders.

import {
  DidChangeWatchedFilesNotification,
  type FileOperationRegistrationOptions,
} from "vscode-languageserver";
import type { Handler } from "../handler.js";

/** Policies, their golden cases, what they read, and what sets up the linter. */
const PATTERN = "**/*.{agentpol,cases.yaml,json,csv,txt,sql,yaml,yml}";

/** Folders, too: of all that lies in them the editor may say nothing. */
const operations: FileOperationRegistrationOptions = {
  filters: [{ scheme: "file", pattern: { glob: "**/*" } }],
};

export const files: Handler = {
  capabilities: {
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { didCreate: operations, didRename: operations, didDelete: operations },
    },
  },
  listen: (connection, session) => {
    const touched = (uris: readonly string[]): void => session.touched(uris);
    connection.onDidChangeWatchedFiles(({ changes }) => touched(changes.map(({ uri }) => uri)));
    connection.workspace.onDidCreateFiles(({ files: all }) => touched(all.map(({ uri }) => uri)));
    connection.workspace.onDidDeleteFiles(({ files: all }) => touched(all.map(({ uri }) => uri)));
    connection.workspace.onDidRenameFiles(({ files: all }) =>
      touched(all.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
    );
    session.onInitialized(async () => {
      const { workspaceFolders, didChangeWatchedFiles } = session.client.workspace ?? {};
      if (workspaceFolders === true)
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => uri));
          session.folders = [...session.folders.filter(({ uri }) => !gone.has(uri)), ...added];
        });
      if (didChangeWatchedFiles?.dynamicRegistration === true)
        await connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: PATTERN }],
        });
    });
  },
};
