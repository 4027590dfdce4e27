// Sends each list of diagnostics to the editor as soon as it is another one.

import type { Connection } from "vscode-languageserver";
import type { Board } from "./board.js";
import type { Outlet } from "./publisher.js";
import type { Session } from "./session.js";

export function pushing(connection: Connection, session: Session, board: Board): Outlet {
  const sent = new Map<string, string>();
  const send = (path: string): void => {
    const version = session.versionOf(path);
    const { id, diagnostics } = board.of(path);
    const name = `${id} of ${String(version)}`;
    if (sent.get(path) === name) return;
    sent.set(path, name);
    const uri = session.uriOf(path);
    void connection.sendDiagnostics({
      uri,
      diagnostics: [...diagnostics],
      ...(version !== undefined && { version }),
    });
  };
  return {
    changed: (isScanned) => {
      for (const path of board.paths())
        if (session.isOpen(path) || sent.has(path) || board.of(path).diagnostics.length > 0) send(path);
      if (!isScanned) return;
      // Of what no policy reads any more nothing is wrong.
      for (const path of sent.keys()) {
        if (board.knows(path)) continue;
        send(path);
        if (!session.isOpen(path)) sent.delete(path);
      }
    },
  };
}
