// Who agrees: enough people for what is needed, one fewer, one who may not, one twice, the agent itself, with and without
// acknowledging.

import type { Json } from "../../runtime/table/canonical.js";
import type { Need, Needs, TableFile } from "../../runtime/table/format.js";
import type { Move, Sent } from "./move.js";
import { recordOf } from "./move.js";
import { withValue } from "./values.js";

export interface Agreement {
  readonly moves: readonly Move[];
  /** Whom the people agree with. */
  readonly request: Sent;
  /** Is it what is needed, and no more? */
  readonly isFull: boolean;
}

/** A member of no group. */
export const NOBODY = "nobody@x.example";

/** So many sets of people are tried. */
const MOST = 60;

export function agreements(
  needs: readonly Needs[],
  tables: readonly TableFile[],
  request: Sent,
): readonly Agreement[] {
  const found: Agreement[] = [];
  const add = (people: readonly string[], acknowledging: boolean, isFull = false, sent = request): void => {
    found.push({
      moves: people.map((by): Move => ({ do: "approve", by, acknowledging })),
      request: sent,
      isFull,
    });
  };
  const sets = tables.flatMap(({ groups }) =>
    needs.flatMap(({ of }) => {
      const people = peopleFor(of, groups);
      return people === undefined ? [] : [people];
    }),
  );
  const each = distinct(sets);
  for (const people of each) add(people, true, true);
  for (const people of each) add(people, false);
  for (const people of each) {
    people.forEach((_, i) => {
      const others = people.filter((__, j) => j !== i);
      add(others, true);
      add([...others, NOBODY], true);
      const [first] = others;
      if (first !== undefined) add([...others, first], true);
    });
  }
  for (const people of each)
    for (const person of people) for (const sent of asSelf(request, person)) add(people, true, false, sent);
  // Everybody alone, and everybody.
  const all = Array.from(
    new Set(
      tables.flatMap(({ groups }) =>
        needs.flatMap(({ of }) => of.flatMap(({ group }) => groups[group] ?? [])),
      ),
    ),
  );
  for (const person of all) add([person], true);
  for (const person of all)
    add(
      all.filter((one) => one !== person),
      true,
    );
  return found.slice(0, MOST);
}

/** The agent, or whom it belongs to, is the person. */
function asSelf(request: Sent, person: string): readonly Sent[] {
  const agent = recordOf(request.agent);
  return ["id", "owner"].flatMap((name) =>
    typeof agent[name] === "string" ? [withValue(request, `agent.${name}`, person as Json)] : [],
  );
}

function distinct(sets: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return Array.from(new Map(sets.map((people) => [people.join("\n"), people])).values());
}

/** As many of each group as are needed, each of them once; undefined where the groups are too small. */
function peopleFor(needs: readonly Need[], groups: TableFile["groups"]): readonly string[] | undefined {
  const slots = needs.flatMap(({ count, group }) => Array.from({ length: count }, () => groups[group] ?? []));
  const holder = new Map<string, number>();
  const place = (slot: number, seen: Set<string>): boolean =>
    (slots[slot] ?? []).some((person) => {
      if (seen.has(person)) return false;
      seen.add(person);
      const held = holder.get(person);
      if (held !== undefined && !place(held, seen)) return false;
      holder.set(person, slot);
      return true;
    });
  return slots.every((_, slot) => place(slot, new Set())) ? Array.from(holder.keys()) : undefined;
}
