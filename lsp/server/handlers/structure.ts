// The structure of a document: what folds, how a selection grows, and links to other files.

import { type FoldingRange, FoldingRangeKind, type SelectionRange } from "vscode-languageserver";
import { type Fold, foldsOf } from "../../features/folding.js";
import { linksOf } from "../../features/links.js";
import { selectionsAt } from "../../features/selection.js";
import { askedPath, Places } from "../asked.js";
import type { Handler } from "../handler.js";

export const structure: Handler = {
  capabilities: {
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
  },
  listen: (connection, session) => {
    connection.onFoldingRanges(({ textDocument }) => {
      const view = session.view(textDocument.uri);
      if (view === undefined) return null;
      const most = session.client.textDocument?.foldingRange?.rangeLimit ?? Infinity;
      return foldsOf(view).slice(0, most).map(toFold);
    });
    connection.onSelectionRanges((params) => {
      const path = askedPath(session, params);
      if (path === undefined) return null;
      const places = new Places(session);
      return params.positions.map((position) => {
        const stretches = selectionsAt(session.workspace, path, session.offsetAt(path, position));
        const outermost: SelectionRange = { range: { start: position, end: position } };
        return (
          stretches.reduceRight<SelectionRange | undefined>(
            (parent, { start, end }) => ({
              range: places.range({ path, start, end }),
              ...(parent !== undefined && { parent }),
            }),
            undefined,
          ) ?? outermost
        );
      });
    });
    connection.onDocumentLinks((params) => {
      const path = askedPath(session, params);
      if (path === undefined) return null;
      const places = new Places(session);
      return linksOf(session.workspace, path).map(({ place, path: target, tooltip }) => ({
        range: places.range(place),
        target: session.uriOf(target),
        tooltip,
      }));
    });
  },
};

const KINDS: Readonly<Record<Fold["kind"], FoldingRangeKind | undefined>> = {
  body: undefined,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
  region: FoldingRangeKind.Region,
};

function toFold({ startLine, endLine, kind }: Fold): FoldingRange {
  const known = KINDS[kind];
  return { startLine, endLine, ...(known !== undefined && { kind: known }) };
}
