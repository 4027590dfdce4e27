// What code lenses do: the commands by their names, and how lenses are shown anew.

import { CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import type { Session } from "./session.js";

export const COMMANDS = {
  /** `[uri, test?]`: how the tests and cases of that name went, or all. */
  runTest: "agentpol.runTest",
  /** `[uri, test]`: each decision of the test, and what each rule had to do with it. */
  explainTest: "agentpol.explainTest",
} as const;

/** Asks the editor to ask for lenses again; undefined where it cannot. */
export function refreshing(connection: Connection, { client }: Session): (() => void) | undefined {
  if (client.workspace?.codeLens?.refreshSupport !== true) return undefined;
  return () => void connection.sendRequest(CodeLensRefreshRequest.type);
}
