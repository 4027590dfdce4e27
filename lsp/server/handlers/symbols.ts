// The outline of a document, and declarations of the whole workspace by name.

import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import { type Outlined, type OutlineKind, outlineOf } from "../../features/outline.js";
import { findSymbols } from "../../features/workspace-symbols.js";
import { askedPath, Places } from "../asked.js";
import type { Handler } from "../handler.js";

export const symbols: Handler = {
  capabilities: { documentSymbolProvider: true, workspaceSymbolProvider: true },
  listen: (connection, session) => {
    connection.onDocumentSymbol((params) => {
      const path = askedPath(session, params);
      if (path === undefined) return null;
      const places = new Places(session);
      const outline = outlineOf(session.workspace, path);
      if (session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true)
        return outline.map((each) => toSymbol(each, places));
      return outline.map(({ name, kind, whole }) => ({
        name,
        kind: SYMBOL_KINDS[kind],
        location: places.location(whole),
      }));
    });
    connection.onWorkspaceSymbol(({ query }) => {
      const places = new Places(session);
      return findSymbols(session.workspace, query).map(({ name, kind, place }) => ({
        name,
        kind: SYMBOL_KINDS[kind],
        location: places.location(place),
        containerName: place.path.slice(place.path.lastIndexOf("/") + 1),
      }));
    });
  },
};

function toSymbol({ name, detail, kind, place, whole, children }: Outlined, places: Places): DocumentSymbol {
  return {
    name,
    detail,
    kind: SYMBOL_KINDS[kind],
    range: places.range(whole),
    selectionRange: places.range(place),
    children: children.map((each) => toSymbol(each, places)),
  };
}

export const SYMBOL_KINDS: Readonly<Record<OutlineKind, SymbolKind>> = {
  policy: SymbolKind.Module,
  section: SymbolKind.Namespace,
  type: SymbolKind.TypeParameter,
  member: SymbolKind.EnumMember,
  attribute: SymbolKind.Property,
  field: SymbolKind.Field,
  argument: SymbolKind.Variable,
  parameter: SymbolKind.Variable,
  limit: SymbolKind.Property,
  let: SymbolKind.Constant,
  data: SymbolKind.Array,
  detector: SymbolKind.String,
  classifier: SymbolKind.Function,
  group: SymbolKind.Class,
  approver: SymbolKind.Class,
  zone: SymbolKind.EnumMember,
  sandbox: SymbolKind.Struct,
  action: SymbolKind.Method,
  rule: SymbolKind.Function,
  assert: SymbolKind.Interface,
  test: SymbolKind.Event,
  case: SymbolKind.Event,
};
