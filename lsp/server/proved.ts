// Tells an editor that asks for it, by the capability `experimental.proofState`, how far the proofs of its documents are: each time
// that everything was looked at. Its status bar shows it.

import type { Connection } from "vscode-languageserver";
import type { Findings } from "./findings.js";
import type { Session } from "./session.js";
import { memberOf } from "./untyped.js";

/** `left`: there was no time for all of them. */
export interface Proved {
  readonly uri: string;
  readonly state: "proved" | "left";
}

const PROVED = "$/agentpol/proved";

export function tellProved(connection: Connection, session: Session, findings: Findings): void {
  if (memberOf(session.client.experimental, "proofState") !== true) return;
  for (const path of session.workspace.files(".agentpol").filter((each) => session.isOpen(each))) {
    const isWhole = session.workspace.policiesOf(path).every((policy) => findings.isWhole(policy));
    const told: Proved = { uri: session.uriOf(path), state: isWhole ? "proved" : "left" };
    void connection.sendNotification(PROVED, told);
  }
}
