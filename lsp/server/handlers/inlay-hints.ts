// Inlay hints: what is known at once; verdicts as soon as the tests ran.

import type { Connection, InlayHint as Shown } from "vscode-languageserver";
import { type InlayHint, inlayHints } from "../../features/inlay-hints.js";
import { Places } from "../asked.js";
import type { Handler } from "../handler.js";
import { awaited } from "../running/awaited.js";
import { seenOf } from "../running/runs.js";
import type { Session } from "../session.js";

export const inlayHint: Handler = {
  capabilities: { inlayHintProvider: true },
  listen: (connection, session) => {
    connection.languages.inlayHint.on(async ({ textDocument, range }) => {
      const settings = session.settings.inlayHints;
      await session.prepare();
      const first = session.view(textDocument.uri);
      if (first === undefined) return [];
      if (settings.verdicts)
        await awaited(connection, session, first.policy, refreshing(connection, session));
      // While the tests ran it may have been edited.
      const view = session.view(textDocument.uri);
      if (view === undefined) return [];
      const stretch = {
        start: session.offsetAt(view.path, range.start),
        end: session.offsetAt(view.path, range.end),
      };
      const places = new Places(session);
      const hints = inlayHints(view, stretch, seenOf(session, view), settings);
      return hints.map((hint) => shownOf(places, view.path, hint));
    });
  },
};

function refreshing({ languages }: Connection, { client }: Session): (() => void) | undefined {
  if (client.workspace?.inlayHint?.refreshSupport !== true) return undefined;
  return () => void languages.inlayHint.refresh();
}

function shownOf(places: Places, path: string, { offset, label, tooltip }: InlayHint): Shown {
  const { start } = places.range({ path, start: offset, end: offset });
  return { position: start, label, paddingLeft: true, ...(tooltip !== undefined && { tooltip }) };
}
