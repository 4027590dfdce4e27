// Are a rule's needs met? One person counts once, so an assignment of people to needs must exist: a bipartite matching.

import type { Need } from "../table/format.js";

/** Someone who agreed, and to what; `by` is normalised. */
export interface Approver {
  readonly by: string;
  readonly acknowledges: readonly "irreversible"[];
}

/** NFC and lower case: how people are compared. */
export function personOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/**
 * Can every need be given its count of different people, none of them in `barred`? By augmenting paths, in time of
 * places × agreements.
 */
export function needsMet(
  needs: readonly Need[],
  groups: Readonly<Record<string, readonly string[]>>,
  approvers: readonly Approver[],
  barred: readonly string[],
): boolean {
  const places = needs.map((need) => peopleFor(need, groups, approvers, barred));
  if (needs.some((need, i) => need.count > (places[i]?.length ?? 0))) return false;
  const seats = needs.flatMap((need, i) => Array.from({ length: need.count }, () => places[i] ?? []));
  const seatOf = new Map<string, number>();
  return seats.every((_, seat) => findSeat(seat, seats, seatOf));
}

/** Who of those that agreed may serve the need, each once. */
function peopleFor(
  need: Need,
  groups: Readonly<Record<string, readonly string[]>>,
  approvers: readonly Approver[],
  barred: readonly string[],
): readonly string[] {
  const members = new Set(groups[need.group] ?? []);
  const fitting = approvers.filter(
    ({ by, acknowledges }) =>
      members.has(by) &&
      !barred.includes(by) &&
      (need.acknowledging === undefined || acknowledges.includes(need.acknowledging)),
  );
  return [...new Set(fitting.map(({ by }) => by))];
}

/** Seats someone at `start`, moving others along where that frees a person: one breadth-first augmenting path. */
function findSeat(
  start: number,
  seats: readonly (readonly string[])[],
  seatOf: Map<string, number>,
): boolean {
  const reachedFrom = new Map<string, number>();
  const queue = [start];
  for (const seat of queue) {
    for (const person of seats[seat] ?? []) {
      if (reachedFrom.has(person)) continue;
      reachedFrom.set(person, seat);
      const taken = seatOf.get(person);
      if (taken === undefined) {
        reseat(person, start, reachedFrom, seatOf);
        return true;
      }
      queue.push(taken);
    }
  }
  return false;
}

/** Walks the path back from a free person to `start`: each moves to the seat from which it was reached. */
function reseat(
  free: string,
  start: number,
  reachedFrom: ReadonlyMap<string, number>,
  seatOf: Map<string, number>,
): void {
  let person: string | undefined = free;
  while (person !== undefined) {
    const seat: number = reachedFrom.get(person) ?? start;
    const leaving = seat === start ? undefined : seatedAt(seat, seatOf);
    seatOf.set(person, seat);
    person = leaving;
  }
}

function seatedAt(seat: number, seatOf: ReadonlyMap<string, number>): string | undefined {
  for (const [person, at] of seatOf) if (at === seat) return person;
  return undefined;
}
