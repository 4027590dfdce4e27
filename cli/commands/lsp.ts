// `agentpol lsp`: the language server.

import { serveStandardStreams } from "../../lsp/server/node.js";
import type { ExitCode } from "../exit.js";

/** Serves until the editor lets go, which ends the program with the code that the protocol asks for. */
export function lsp(): Promise<ExitCode> {
  serveStandardStreams();
  return new Promise(() => undefined);
}
