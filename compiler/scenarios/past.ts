// What has to happen first, so that a request meets the facts of state that it was found with.

import type { Facts } from "../../runtime/decide/request.js";
import { decide } from "../../runtime/decide/decide.js";
import { sentForm } from "../../runtime/decide/sent-form.js";
import type { Json } from "../../runtime/table/canonical.js";
import type { HistoryPattern, Table, TypeSchema } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";
import { attempt, recordOf, wait, type Move, type Script, type Sent } from "./move.js";
import { START } from "./player.js";
import { asksResult, type Seed, type Seeds } from "./seeds.js";

/** More attempts of one kind say nothing more. */
const MOST_TIMES = 2_000;

/** The moves before the request itself; several ways, the most likely first. */
export function pastsOf(seed: Seed, seeds: Seeds): readonly Script[] {
  const clock = clockOf(seed, seeds);
  const { histories = [], grants = [], approvals = [] } = seed.facts;
  const { table } = seeds.ground.subject;
  const earlier = histories.flatMap(({ low }, i) => {
    const pattern = table.histories[i];
    return pattern === undefined || low <= 0 ? [] : [earlierOf(pattern, low, seed, seeds)];
  });
  const used = grants.flatMap((status, i): readonly Move[] => {
    const expires = table.grants[i]?.expires ?? 0;
    if (status === "unused") return [];
    return [attempt(seed.request), ...(status === "ended" ? [wait(expires)] : [])];
  });
  const agreed = approvals.map(({ by, acknowledges }): Move => ({
    do: "approve",
    by,
    acknowledging: acknowledges.includes("irreversible"),
  }));
  const after = [...used, ...(agreed.length === 0 ? [] : [attempt(seed.request), ...agreed])];
  return allWays(earlier).map((before) => [...clock, ...before, ...after]);
}

/** The moment at which it was found, where another one changes the decision. */
function clockOf({ request, facts }: Seed, { ground }: Seeds): Script {
  const { now = START } = facts;
  if (now === START) return [];
  const said = (at: Facts): string => {
    const { verdict, rule } = decide(ground.enforced, request, at);
    return `${verdict} ${rule}`;
  };
  return said(facts) === said({ ...facts, now: START }) ? [] : [{ do: "at", time: now }];
}

const MOST_WAYS = 6;

function allWays(parts: readonly (readonly Script[])[]): readonly Script[] {
  return parts.reduce<readonly Script[]>(
    (ways, part) => ways.flatMap((way) => part.map((next) => [...way, ...next])).slice(0, MOST_WAYS),
    [[]],
  );
}

/** Actions that make a question about the past come to `amount`, in the normal form of what it adds up. */
export function earlierOf(
  pattern: HistoryPattern,
  amount: number,
  later: Seed,
  seeds: Seeds,
): readonly Script[] {
  const held = pattern.attempts === true ? heldOn(pattern, seeds) : [];
  const own = pattern.actions.includes(later.action) ? [later] : [];
  const counted = [...held, ...seeds.counted(pattern), ...own].slice(0, MOST_WAYS);
  return [...counted, ...seeds.uncounted(pattern)].flatMap((seed) => {
    const request = joined(seed.request, later.request, pattern);
    const { table } = seeds.ground.subject;
    const ways = amounting[pattern.fn]({ request, pattern, amount, table, action: seed.action });
    return endings(pattern, seed, table).flatMap((ending) => ways.map((way) => ended(way, ending)));
  });
}

/** Each of the attempts, and how it ended where that matters. */
function ended(way: readonly Times[], ending: Script): Script {
  return way.flatMap(({ request, times }): Script => {
    if (ending.length === 0) return [attempt(request, times)];
    const count = Math.min(times, MOST_REPORTED);
    return Array.from({ length: count }, (): Script => [attempt(request), ...ending]).flat();
  });
}

const MOST_REPORTED = 50;

interface Amounting {
  readonly request: Sent;
  readonly pattern: HistoryPattern;
  readonly amount: number;
  readonly table: Table;
  readonly action: string;
}

interface Times {
  readonly request: Sent;
  readonly times: number;
}

/** Ways to come to an amount. */
const amounting: Readonly<Record<HistoryPattern["fn"], (of: Amounting) => readonly (readonly Times[])[]>> = {
  formerly: ({ request }) => [[{ request, times: 1 }]],
  count: ({ request, amount }) => [[{ request, times: Math.min(amount, MOST_TIMES) }]],
  sum: ({ request, pattern, amount, table, action }) => {
    const { attribute = "" } = pattern;
    const schema = attributeType(table.schema, table.schema.actions[action], attribute);
    if (schema === undefined) return [];
    const unit = unitOf(schema);
    const at = (part: number): Times => ({
      request: withValue(request, attribute, sentForm(schema, part)),
      times: 1,
    });
    const half = Math.floor(amount / 2 / unit) * unit;
    const parts = [[amount], [amount - unit, unit], [half, amount - half]];
    return parts.filter((each) => each.every((part) => part > 0)).map((each) => each.map(at));
  },
  distinct: ({ request, pattern, amount, table, action }) => {
    const { attribute = "" } = pattern;
    const requests = Array.from({ length: Math.min(amount, MOST_TIMES) }, (_, i) => ({
      request: withValue(request, attribute, otherValue(request, attribute, i, { table, action })),
      times: 1,
    }));
    return [requests];
  },
};

/** The least amount of the type that people speak of. */
export function unitOf({ type }: TypeSchema): number {
  return type === "money" || type === "decimal" ? 100 : 1;
}

/** Attempts of the pattern's actions that rules hold, where it counts those. */
function heldOn({ actions }: HistoryPattern, seeds: Seeds): readonly Seed[] {
  const rows = seeds.file.rules.filter(
    ({ verdict, actions: own, onResult, limit }) =>
      (verdict === "block" || verdict === "escalate") &&
      onResult !== true &&
      limit === undefined &&
      own.some((action) => actions.includes(action)),
  );
  return rows.slice(0, MOST_ROWS).flatMap((row) =>
    seeds
      .inside(row)
      .filter(({ action }) => actions.includes(action))
      .slice(0, 1),
  );
}

const MOST_ROWS = 4;

/** With the values in which the earlier action and the later one must agree. */
function joined(earlier: Sent, later: Sent, { by, earlier: own = by }: HistoryPattern): Sent {
  return own.reduce((request, path, i) => {
    const value = valueAt(later, by[i] ?? path);
    return value === undefined || path.startsWith("action.") ? request : withValue(request, path, value);
  }, earlier);
}

/** How the earlier action ended, where the question is about that. */
function endings({ where }: HistoryPattern, { report }: Seed, table: Table): readonly Script[] {
  if (where === undefined) return [[]];
  if (!asksResult([where], table)) return [[]];
  const came: readonly Script[] = report?.result === undefined ? [] : [[{ do: "report", ...report }]];
  return [...came, [{ do: "report", outcome: "ok" }], [{ do: "report", outcome: "failed" }], []];
}

// ─── Requests, changed in one value ─────────────────────────────────────────────────────────────────────────────

export function valueAt(request: Sent, path: string): Json | undefined {
  const steps = placeOf(path);
  return steps.reduce<unknown>((value, step) => recordOf(value)[step], request) as Json | undefined;
}

export function withValue(request: Sent, path: string, value: Json | undefined): Sent {
  return changed(request, placeOf(path), value) as Sent;
}

function placeOf(path: string): readonly string[] {
  const [section = "", ...steps] = path.split(".");
  return section === "args" ? ["action", "args", ...steps] : [section, ...steps];
}

function changed(record: unknown, [first = "", ...rest]: readonly string[], value: Json | undefined): object {
  const members = recordOf(record);
  return { ...members, [first]: rest.length === 0 ? value : changed(members[first], rest, value) };
}

/** Another value of the attribute's type; a different one for each number from 0 on, as far as there are so many. */
export function otherValue(
  request: Sent,
  path: string,
  number: number,
  { table, action }: { readonly table: Table; readonly action: string },
): Json | undefined {
  const schema = attributeType(table.schema, table.schema.actions[action], path);
  const value = valueAt(request, path);
  switch (schema?.type) {
    case "bool":
      return value !== true;
    case "enum": {
      const others = schema.members.filter((member) => member !== value);
      return others[number % Math.max(1, others.length)] ?? value;
    }
    case "string":
    case "path":
      return `${typeof value === "string" && value !== "" ? value : "/x"}-${String(number + 2)}`;
    case "int":
    case "bytes":
    case "duration":
    case "decimal":
    case "percent":
      return typeof value === "number" ? value + number + 1 : number + 1;
    case "money":
      return { amount: number + 1, currency: schema.currency };
    case "host":
      return `x${String(number)}.example`;
    case "ip":
      return `192.0.2.${String((number % 250) + 2)}`;
    case "url":
      return `https://x${String(number)}.example/`;
    case "time":
      return new Date(START + number + 1).toISOString();
    default:
      return value;
  }
}
