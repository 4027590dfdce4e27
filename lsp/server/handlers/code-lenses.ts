// Code lenses above tests and rules.

import { type CodeLens as Shown, type Command } from "vscode-languageserver";
import { type CodeLens, codeLenses, type LensCommand } from "../../features/code-lenses.js";
import { Places } from "../asked.js";
import { COMMANDS, refreshing } from "../lenses.js";
import type { Handler } from "../handler.js";
import { awaited } from "../running/awaited.js";
import { seenOf } from "../running/runs.js";

export const codeLens: Handler = {
  capabilities: { codeLensProvider: {} },
  listen: (connection, session) => {
    connection.onCodeLens(async ({ textDocument: { uri } }) => {
      await session.prepare();
      const first = session.view(uri);
      if (first === undefined) return [];
      await awaited(connection, session, first.policy, refreshing(connection, session));
      // While the tests ran it may have been edited.
      const view = session.view(uri);
      if (view === undefined) return [];
      const places = new Places(session);
      return codeLenses(view, seenOf(session, view)).map((lens) => shownOf(places, uri, view.path, lens));
    });
  },
};

function shownOf(places: Places, uri: string, path: string, { start, end, title, does }: CodeLens): Shown {
  const range = places.range({ path, start, end });
  // A command without a name is shown, and cannot be clicked.
  const command = does === undefined ? { title, command: "" } : commandOf(title, uri, does);
  return { range, command };
}

function commandOf(title: string, uri: string, does: LensCommand): Command {
  switch (does.kind) {
    case "run":
      return { title, command: COMMANDS.runTest, arguments: [uri, does.test] };
    case "explain":
      return { title, command: COMMANDS.explainTest, arguments: [uri, does.test] };
    case "table":
      // The editor's own: it has a place to show a table.
      return { title, command: "agentpol.showTable", arguments: [uri, does.rule] };
  }
}
