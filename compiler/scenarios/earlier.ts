// Earlier actions that make a question about the past come to what is wanted.

import { sentForm } from "../../runtime/decide/sent-form.js";
import type { Json } from "../../runtime/table/canonical.js";
import type { HistoryPattern, Table } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";
import { atBounds } from "./at-bounds.js";
import { heldBefore } from "./held.js";
import { attempt, recordOf, type Move, type Script, type Sent } from "./move.js";
import { asksResult, type Seed, type Seeds } from "./seeds.js";
import { joined, otherValue, unitOf, valueAt, withValue } from "./values.js";

/** More attempts of one kind say nothing more, and of those that are reported even fewer. */
const MOST_TIMES = 2_000;
const MOST_REPORTED = 50;
const MOST_SEEDS = 6;

type Reported = Extract<Move, { readonly do: "report" }>;

interface Times {
  readonly request: Sent;
  readonly times: number;
  /** What came back, where the question is about that. */
  readonly report?: Reported;
}

interface Earlier {
  readonly seed: Seed;
  readonly request: Sent;
  readonly pattern: HistoryPattern;
  /** In the normal form of what is added up. */
  readonly amount: number;
  readonly table: Table;
}

/** Several ways, the most likely first; the last ones are of actions that do not count. */
export function earlierOf(
  pattern: HistoryPattern,
  amount: number,
  later: Seed,
  seeds: Seeds,
): readonly Script[] {
  const { table } = seeds.ground.subject;
  const own = pattern.actions.includes(later.action) ? [later] : [];
  const counted = [...seeds.counted(pattern), ...own].slice(0, MOST_SEEDS);
  const held = pattern.attempts === true ? heldBefore(pattern, amount, later, seeds) : [];
  const [first] = counted;
  const bounds = first === undefined ? [] : atBounds(pattern, first, table);
  const made = [...counted, ...bounds, ...seeds.uncounted(pattern)].flatMap((seed) => {
    const request = joined(seed.request, later.request, pattern);
    const ways = waysTo({ seed, request, pattern, amount, table });
    return endings(pattern, seed, table).flatMap((ending) => ways.map((way) => played(way, ending)));
  });
  return [...held, ...made];
}

/** Each of the attempts, and how it ended where that matters. */
function played(way: readonly Times[], ending: Script): Script {
  return way.flatMap(({ request, times, report }): Script => {
    const after = report === undefined ? ending : [report];
    if (after.length === 0) return [attempt(request, times)];
    const count = Math.min(times, MOST_REPORTED);
    return Array.from({ length: count }, (): Script => [attempt(request), ...after]).flat();
  });
}

function waysTo(earlier: Earlier): readonly (readonly Times[])[] {
  const { pattern, request, amount } = earlier;
  switch (pattern.fn) {
    case "formerly":
      return [[{ request, times: 1 }]];
    case "count": {
      const times = Math.min(amount, MOST_TIMES);
      return [[{ request, times }], ...(amount <= MOST_REPORTED ? [varied(earlier)] : [])];
    }
    case "sum":
      return sums(earlier);
    case "distinct":
      return pattern.attribute === "outcome" ? [outcomes(earlier)] : [distinct(earlier)];
  }
}

/** As often, each with other arguments: a rule may hold the same once more. */
function varied({ seed, request, pattern, amount, table }: Earlier): readonly Times[] {
  const { by, earlier = by } = pattern;
  const args = Object.keys(recordOf(recordOf(request.action).args)).map((name) => `args.${name}`);
  const free = args.filter((path) => !earlier.includes(path) && typeof valueAt(request, path) === "string");
  return Array.from({ length: amount }, (_, i) => ({
    request: free.reduce(
      (sent, path) => withValue(sent, path, otherValue(request, path, i, { table, action: seed.action })),
      request,
    ),
    times: 1,
  }));
}

function sums({ seed, request, pattern, amount, table }: Earlier): readonly (readonly Times[])[] {
  const { attribute = "" } = pattern;
  const schema = attributeType(table.schema, table.schema.actions[seed.action], attribute);
  if (schema === undefined) return [];
  const unit = unitOf(schema);
  const half = Math.floor(amount / 2 / unit) * unit;
  const parts = [[amount], [amount - unit, unit], [half, amount - half]];
  return parts
    .filter((each) => each.every((part) => part > 0))
    .map((each) =>
      each.map((part) => ({ times: 1, ...having(seed, request, attribute, sentForm(schema, part)) })),
    );
}

function distinct({ seed, request, pattern, amount, table }: Earlier): readonly Times[] {
  const { attribute = "" } = pattern;
  return Array.from({ length: Math.min(amount, MOST_REPORTED) }, (_, i) => {
    const value = otherValue(request, attribute, i, { table, action: seed.action });
    return { times: 1, ...having(seed, request, attribute, value) };
  });
}

function outcomes({ request, amount }: Earlier): readonly Times[] {
  const both = (["ok", "failed"] as const).map((outcome): Times => ({
    ...{ request, times: 1 },
    report: { do: "report", outcome },
  }));
  return both.slice(0, amount);
}

/** The attribute is one of the request, or of what came back. */
function having(
  { report }: Seed,
  request: Sent,
  path: string,
  value: Json | undefined,
): Pick<Times, "request" | "report"> {
  if (!path.startsWith("result.")) return { request: withValue(request, path, value) };
  const came: Sent = { result: report?.result as Json | undefined };
  const { result } = withValue(came, path, value);
  return { request, report: { do: "report", outcome: report?.outcome ?? "ok", result } };
}

/** How the earlier action ended, where the question is about that. */
function endings({ where }: HistoryPattern, { report }: Seed, table: Table): readonly Script[] {
  if (where === undefined || !asksResult([where], table)) return [[]];
  const came: readonly Script[] = report?.result === undefined ? [] : [[{ do: "report", ...report }]];
  return [...came, [{ do: "report", outcome: "ok" }], [{ do: "report", outcome: "failed" }], []];
}
