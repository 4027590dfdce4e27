// Needs in a policy that does not know who owns an agent.

import { diagnose } from "../diagnostics/diagnose.js";
import type { LoadedModule } from "../names/load.js";
import type { Checker } from "./checker.js";
import { placeOfPolicy } from "./header.js";

/** Nobody approves for their own agent: without `agent.owner` that cannot be told. One warning for a policy. */
export function warnOfUnknownOwner({ names, symbols, report }: Checker, entry: LoadedModule): void {
  if (names.agent.fields.has("owner")) return;
  // Lifting a kill switch is no approval of an agent's action.
  const rules = symbols.rules.filter(({ decl }) => decl.form !== "killswitch");
  const [first] = rules.flatMap(({ decl }) => decl.clauses.filter(({ kind }) => kind === "need"));
  if (first === undefined) return;
  const place =
    names.agent.fields.size === 0 ? placeOfPolicy(entry) : (agentPlace(symbols) ?? placeOfPolicy(entry));
  const related = [{ span: first.span, message: "people are needed here" }];
  report(diagnose("AP3027", place, {}, { related }));
}

function agentPlace({ attributes }: Checker["symbols"]): LoadedModule["importedAt"] {
  return attributes.find(({ section }) => section === "agent")?.sectionSpan;
}
