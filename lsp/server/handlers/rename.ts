// Renames what is declared in policies, over all files.

import { ErrorCodes, ResponseError, type TextEdit, type WorkspaceEdit } from "vscode-languageserver";
import { prepareRenameAt, renameAt, type Refusal, type Renaming } from "../../features/rename.js";
import { askedPlace, Places } from "../asked.js";
import type { Handler } from "../handler.js";
import type { Session } from "../session.js";

export const rename: Handler = {
  capabilities: { renameProvider: { prepareProvider: true } },
  listen: (connection, session) => {
    connection.onPrepareRename((params) => {
      const asked = askedPlace(session, params);
      if (asked === undefined) return null;
      const prepared = prepareRenameAt(session.workspace, asked.path, asked.offset);
      if ("refused" in prepared) return refusal(prepared);
      return { range: new Places(session).range(prepared.place), placeholder: prepared.text };
    });
    connection.onRenameRequest(async (params) => {
      // What is a mistake is known only with all that the checks need.
      await session.prepare();
      const asked = askedPlace(session, params);
      if (asked === undefined) return null;
      const result = renameAt(session.workspace, asked.path, asked.offset, params.newName);
      return "refused" in result ? refusal(result) : editOf(session, result);
    });
  },
};

function refusal({ refused }: Refusal): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, refused);
}

/** With the versions that were read, where the client can hold an edit against them. */
function editOf(session: Session, { edits }: Renaming): WorkspaceEdit {
  const places = new Places(session);
  const all = Array.from(edits, ([path, list]) => ({
    path,
    uri: session.uriOf(path),
    edits: list.map(({ start, end, newText }): TextEdit => ({
      range: places.range({ path, start, end }),
      newText,
    })),
  }));
  if (session.client.workspace?.workspaceEdit?.documentChanges !== true)
    return { changes: Object.fromEntries(all.map((each) => [each.uri, each.edits])) };
  return {
    documentChanges: all.map((each) => ({
      textDocument: { uri: each.uri, version: session.versionOf(each.path) ?? null },
      edits: each.edits,
    })),
  };
}
