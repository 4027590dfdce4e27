// A part of the server: what it can do, and how it does that.

import type { Connection, ServerCapabilities } from "vscode-languageserver";
import type { Session } from "./session.js";

export interface Handler {
  readonly capabilities: Partial<ServerCapabilities>;
  /** Called once, before the connection listens. */
  readonly listen: (connection: Connection, session: Session) => void;
}
