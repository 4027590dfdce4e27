// Needs in a policy that does not know who owns an agent.

import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { insertion } from "../diagnostics/fixes.js";
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
  report(diagnose("AP3027", place, {}, { related, fixes: declaring(symbols) }));
}

/** The owner as a further attribute of the agent, after those that are declared. */
function declaring(symbols: Checker["symbols"]): readonly Fix[] {
  const last = agentOf(symbols)?.record.fields.at(-1);
  return last === undefined ? [] : insertion("Declare `owner?: string`", last.span, ", owner?: string");
}

function agentPlace(symbols: Checker["symbols"]): LoadedModule["importedAt"] {
  return agentOf(symbols)?.sectionSpan;
}

function agentOf({ attributes }: Checker["symbols"]): Checker["symbols"]["attributes"][number] | undefined {
  return attributes.find(({ section }) => section === "agent");
}
