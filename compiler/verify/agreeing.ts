// Who might have agreed: the approvals worth trying where some needs are to be met and others not.

import type { Needs, Table } from "../../runtime/table/format.js";
import type { Dimension } from "../atoms/space.js";
import type { Agreement } from "./draft.js";

/** Needs of a table, with the people of its groups. */
interface Asked {
  readonly needs: Needs;
  readonly groups: Table["groups"];
}

type People = readonly (readonly [person: string, agreement: Agreement])[];

/** Just as many people as each of the needs takes, those first whom the others do not ask; long ago, or to less. */
export function* agreeing(dimensions: readonly Dimension[]): Iterable<People> {
  const asked = dimensions.flatMap(askedIn);
  const ages = new Set([0, ...asked.map(({ needs }) => needs.within)]);
  for (const each of asked) {
    const others = new Set(
      asked.flatMap((other) =>
        other === each ? [] : other.needs.of.flatMap(({ group }) => other.groups[group] ?? []),
      ),
    );
    for (const people of [
      enough(each, (person) => !others.has(person)),
      enough(each, (person) => others.has(person)),
    ])
      for (const ago of ages)
        for (const acknowledging of [true, false])
          yield people.map((person) => [person, { ago, acknowledging }] as const);
  }
}

function askedIn({ term, action: { table } }: Dimension): readonly Asked[] {
  const expr = term.kind === "expr" ? table.exprs[term.ref] : undefined;
  const needs = expr?.op === "approved" ? table.needs[expr.needs] : undefined;
  return needs === undefined ? [] : [{ needs, groups: table.groups }];
}

/** For each need as many of its group as it takes, whoever is preferred first; nobody twice. */
function enough({ needs, groups }: Asked, preferred: (person: string) => boolean): readonly string[] {
  const people = new Set<string>();
  for (const { count, group } of needs.of) {
    const members = (groups[group] ?? []).filter((person) => !people.has(person));
    const ordered = [...members.filter(preferred), ...members.filter((person) => !preferred(person))];
    for (const person of ordered.slice(0, count)) people.add(person);
  }
  return Array.from(people);
}
