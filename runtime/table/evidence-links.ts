// What identity, trust and audit in a table point at, and that the table says it requires them.

import { permits } from "./verdict.js";
import type { Fallback, Requirement, Table } from "./format.js";
import { sortOfAttribute } from "./sort.js";

/** What is wrong, each in words. */
export function* faultsOfEvidence(table: Table): Generator<string> {
  const { identity, trust, audit, schema } = table;
  const demands: readonly (readonly [Requirement, unknown])[] = [
    ["identity", identity],
    ["trust", trust],
    ["audit", audit],
  ];
  for (const [part, demanded] of demands)
    if (demanded !== undefined && !table.requires.includes(part))
      yield `has ${part}, and does not require it`;
  if (identity !== undefined) {
    yield* faultsOfElse(table, ".identity", identity.else);
    const bound = identity.bind.map(({ attribute }) => attribute);
    const stranger = bound.find(
      (each) => !/^(agent|context)\.[^.]+$/u.test(each) || sortOfAttribute(schema, each) === undefined,
    );
    if (stranger !== undefined) yield `.identity binds no attribute of agent or context: ${stranger}`;
    if (new Set(bound).size < bound.length) yield ".identity binds one attribute twice";
  }
  for (const [i, each] of (trust ?? []).entries()) yield* faultsOfElse(table, `.trust[${i}]`, each.else);
  const lost = audit?.omit.find((each) => sortOfAttribute(schema, each) === undefined);
  if (lost !== undefined) yield `.audit omits no attribute: ${lost}`;
}

/** What is not proven must be held. */
function* faultsOfElse(table: Table, where: string, { verdict, needs }: Fallback): Generator<string> {
  if (permits(verdict)) yield `${where} permits what is not proven: ${verdict}`;
  if (needs !== undefined && (needs >= table.needs.length || verdict !== "escalate"))
    yield `${where} points at needs that are not there`;
}
