// The compiler's diagnostics as the protocol says them.

import { type Diagnostic as Shown, DiagnosticSeverity } from "vscode-languageserver";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import { targetOf } from "../features/view.js";
import type { Session } from "./session.js";

/** The diagnostics of every file that the policies read, by URI, each once. */
export function toProtocol(
  session: Session,
  policies: Iterable<Policy>,
  proved: ReadonlyMap<Policy, readonly Diagnostic[]>,
): ReadonlyMap<string, Shown[]> {
  const found = new Map<string, Map<string, Shown>>();
  const inFile = (uri: string): Map<string, Shown> => {
    const known = found.get(uri) ?? new Map<string, Shown>();
    found.set(uri, known);
    return known;
  };
  for (const policy of policies) {
    const { diagnostics, sources } = policy.compilation;
    for (const file of sources.keys()) inFile(session.uriOf(policy.absolute(file)));
    for (const each of [...diagnostics, ...(proved.get(policy) ?? [])]) {
      const shown = shownOf(session, policy, each);
      inFile(session.uriOf(policy.absolute(each.span.file))).set(JSON.stringify(shown), shown);
    }
  }
  return new Map(Array.from(found, ([uri, diagnostics]) => [uri, [...diagnostics.values()]]));
}

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

/** One diagnostic; its help is a paragraph of its own. */
function shownOf(session: Session, policy: Policy, diagnostic: Diagnostic): Shown {
  const { code, message, help, span, related, severity } = diagnostic;
  return {
    range: session.rangeAt(targetOf(policy, span)),
    severity: severities[severity],
    code,
    source: "agentpol",
    message: help === undefined ? message : `${message}\n\n${help}`,
    relatedInformation: related.map((each) => ({
      location: session.locationAt(targetOf(policy, each.span)),
      message: each.message,
    })),
  };
}
