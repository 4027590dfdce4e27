// Go to definition, and to the definition of a type.

import type { LocationLink } from "vscode-languageserver";
import { definitionAt, typeDefinitionAt } from "../../features/definition.js";
import { askedPlace, Places } from "../asked.js";
import type { Handler } from "../handler.js";

export const definition: Handler = {
  capabilities: { definitionProvider: true, typeDefinitionProvider: true },
  listen: (connection, session) => {
    connection.onDefinition((params) => {
      const asked = askedPlace(session, params);
      const found = asked && definitionAt(session.workspace, asked.path, asked.offset);
      if (found === undefined) return null;
      const places = new Places(session);
      if (session.client.textDocument?.definition?.linkSupport !== true)
        return found.targets.map(({ place }) => places.location(place));
      const originSelectionRange = places.range(found.origin);
      return found.targets.map(({ place, whole }): LocationLink => ({
        originSelectionRange,
        targetUri: session.uriOf(place.path),
        targetRange: places.range(whole),
        targetSelectionRange: places.range(place),
      }));
    });
    connection.onTypeDefinition((params) => {
      const asked = askedPlace(session, params);
      if (asked === undefined) return null;
      const places = new Places(session);
      return typeDefinitionAt(session.workspace, asked.path, asked.offset).map((each) =>
        places.location(each),
      );
    });
  },
};
