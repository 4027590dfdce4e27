// How windows are filled: attempts that use up exactly what a limit allows, and one more.

import { sentForm } from "../../runtime/decide/sent-form.js";
import type { TypeSchema } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";
import { attempt, wait, type Move, type Script, type Sent } from "./move.js";
import { unitOf, withValue } from "./values.js";
import type { Seed, Seeds } from "./seeds.js";
import type { Limited } from "./touched.js";

export interface Filling {
  readonly fill: Script;
  /** Then it is full. */
  readonly once: Extract<Move, { readonly do: "attempt" }>;
}

/** A longer script says what a case of that many attempts would, which nobody wants to run. */
const MOST_TIMES = 2_000;

/** Into how many parts a sum is cut, since another rule may hold what is too much at once. */
const PARTS = [1, 2, 4, 10];

export function* fillings(
  limits: readonly Limited[],
  { request, action }: Seed,
  seeds: Seeds,
): Iterable<Filling> {
  const { schema } = seeds.ground.subject.table;
  const paces = pacesOn(action, seeds);
  for (const { limit, window } of limits) {
    const room = limit.op === "<" ? limit.bound - 1 : limit.bound;
    if (limit.amount === 1) {
      if (room < 0 || room > MOST_TIMES) continue;
      yield filled(request, room);
      for (const pace of paces) if (pace.per < window.per) yield paced(request, room, pace);
      continue;
    }
    const type = attributeType(schema, schema.actions[action], limit.amount);
    if (type === undefined) continue;
    for (const parts of PARTS)
      for (const filling of summed(request, limit.amount, type, { room, parts })) {
        yield filling;
        for (const pace of paces) if (pace.per < window.per) yield slowed(filling, pace);
      }
  }
}

/** How fast another limit lets one go. */
interface Pace {
  readonly per: number;
  readonly room: number;
}

/** Of the rows on an action that limit how many. */
function pacesOn(action: string, { file }: Seeds): readonly Pace[] {
  return file.rules.flatMap(({ actions, limit }) => {
    const per = limit && file.windows[limit.window]?.per;
    if (limit?.amount !== 1 || per === undefined || !actions.includes(action)) return [];
    const room = limit.op === "<" ? limit.bound - 1 : limit.bound;
    return room > 0 ? [{ per, room }] : [];
  });
}

/** A few, and then some time until there is room for as many. */
function paced(request: Sent, room: number, pace: Pace): Filling {
  return slowed({ fill: room === 0 ? [] : [attempt(request, room)], once: once(request) }, pace);
}

/** The same attempts, with some time wherever another limit has no room for more. */
function slowed({ fill, once: last }: Filling, { per, room }: Pace): Filling {
  const attempts = fill.flatMap((move) =>
    move.do === "attempt" ? Array.from({ length: move.times }, () => move.request) : [],
  );
  const slow = Array.from({ length: Math.ceil(attempts.length / room) }, (_, i): Script => {
    const few = attempts.slice(i * room, (i + 1) * room);
    return [...runsOf(few), wait(per)];
  });
  return { fill: slow.flat(), once: last };
}

/** Equal requests one after the other are one move. */
function runsOf(requests: readonly Sent[]): Script {
  const starts = requests.flatMap((request, i) => (request === requests[i - 1] ? [] : [i]));
  return starts.flatMap((start, i): Script => {
    const request = requests[start];
    return request === undefined ? [] : [attempt(request, (starts[i + 1] ?? requests.length) - start)];
  });
}

function filled(request: Sent, times: number): Filling {
  return {
    fill: times === 0 ? [] : [attempt(request), ...(times === 1 ? [] : [attempt(request, times - 1)])],
    once: once(request),
  };
}

function once(request: Sent): Filling["once"] {
  return { do: "attempt", request, times: 1 };
}

/** Equal parts, then the least that is something, and then a part as large as the others. */
function* summed(
  request: Sent,
  path: string,
  type: TypeSchema,
  { room, parts }: { readonly room: number; readonly parts: number },
): Iterable<Filling> {
  const part = Math.floor(room / parts / unitOf(type)) * unitOf(type);
  if (part <= 0) return;
  const at = (amount: number): Sent => withValue(request, path, sentForm(type, amount));
  const whole = filled(at(part), parts).fill;
  const left = room - part * parts;
  const exact = left === 0 ? whole : [...whole, attempt(at(left))];
  yield { fill: exact, once: once(at(unitOf(type))) };
  yield { fill: whole, once: once(at(part)) };
}
