// All references to a name, and those in the same file as highlights.

import { DocumentHighlightKind } from "vscode-languageserver";
import { highlightsAt, referencesAt } from "../../features/references.js";
import { askedPlace, Places } from "../asked.js";
import type { Handler } from "../handler.js";

export const references: Handler = {
  capabilities: { referencesProvider: true, documentHighlightProvider: true },
  listen: (connection, session) => {
    connection.onReferences((params) => {
      const asked = askedPlace(session, params);
      if (asked === undefined) return null;
      const { includeDeclaration } = params.context;
      const places = new Places(session);
      const found = referencesAt(session.workspace, asked.path, asked.offset, includeDeclaration);
      return found.map((each) => places.location(each));
    });
    connection.onDocumentHighlight((params) => {
      const asked = askedPlace(session, params);
      if (asked === undefined) return null;
      const places = new Places(session);
      return highlightsAt(session.workspace, asked.path, asked.offset).map(({ place, role }) => ({
        range: places.range(place),
        kind: role === "declaration" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    });
  },
};
