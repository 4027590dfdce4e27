// Scripts that exercise what is touched: attempts up to a limit and one more, time up to an end and beyond it, agreement by
// enough people and by too few, other agents, earlier actions, kill switches, reports.

import { attempt, recordOf, wait, type Move, type Script, type Sent } from "./move.js";
import { agreements, NOBODY } from "./agreements.js";
import { sentForm } from "../../runtime/decide/sent-form.js";
import type { HistoryPattern } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import { attributeType } from "../../runtime/table/sort.js";
import { earlierOf } from "./earlier.js";
import { pastsOf } from "./past.js";
import { otherValue, unitOf, valueAt, withValue } from "./values.js";
import { fillings } from "./fillings.js";
import type { Seed, Seeds } from "./seeds.js";
import type { Touched } from "./touched.js";

/** A request of which scripts are made, and what has to happen before it. */
export interface Base {
  readonly seed: Seed;
  readonly past: Script;
}

/**
 * The plain ones, and then of each kind one after the other, so that none keeps the search from the rest; none is made before it
 * is asked for. `more` are requests that are known to matter, `permitted`
 * such as were seen to be permitted.
 */
export function* scriptsFor(
  touched: Touched,
  seeds: Seeds,
  more: readonly Seed[] = [],
  permitted: readonly Base[] = [],
): Iterable<Script> {
  const bases = [...basesOf(touched, seeds, more), ...permitted];
  for (const { past, seed } of bases) yield [...past, attempt(seed.request)];
  const ofAll = (scripts: (base: Base) => Iterable<Script>): Iterable<Script> => flatMapped(bases, scripts);
  yield* inTurn([
    ofAll(reported),
    ofAll((base) => asked(base, touched)),
    ofAll((base) => halted(base, touched)),
    ofAll((base) => granted(base, touched, seeds)),
    ofAll((base) => remembered(base, touched, seeds)),
    ofAll((base) => tripping(base, bases, touched, seeds)),
    ofAll((base) => limited(base, touched, seeds)),
  ]);
}

function* flatMapped<T, U>(items: readonly T[], of: (item: T) => Iterable<U>): Iterable<U> {
  for (const item of items) yield* of(item);
}

/** One of each in turn, until none has more. */
function* inTurn<T>(all: readonly Iterable<T>[]): Iterable<T> {
  let left = all.map((each) => each[Symbol.iterator]());
  while (left.length > 0) {
    const next = left.map((iterator) => ({ iterator, result: iterator.next() }));
    for (const { result } of next) if (result.done !== true) yield result.value;
    left = next.flatMap(({ iterator, result }) => (result.done === true ? [] : [iterator]));
  }
}

/** The request, after what has to happen first, and what comes back from it. */
export function* plainly(seed: Seed, seeds: Seeds): Iterable<Script> {
  for (const past of pastsOf(seed, seeds)) {
    const { request, report } = seed;
    if (report === undefined) yield [...past, attempt(request)];
    else yield* reported({ seed, past });
  }
}

const MOST_BASES = 24;

function basesOf(
  { rows, killswitches, tables }: Touched,
  seeds: Seeds,
  more: readonly Seed[],
): readonly Base[] {
  const anyAction = Object.keys(tables[0]?.schema.actions ?? {});
  const found = [
    ...more,
    ...rows.flatMap((row) => seeds.inside(row)),
    ...rows.flatMap((row) => seeds.near(row)),
    ...(killswitches.length > 0 || rows.length === 0 ? anyAction.slice(0, 4) : []).flatMap((action) =>
      seeds.permitted(action).slice(0, 1),
    ),
  ];
  const distinct = new Map(
    found.map((seed) => [JSON.stringify([seed.request, seed.report, seed.facts]), seed]),
  );
  return Array.from(distinct.values())
    .slice(0, MOST_BASES)
    .flatMap((seed) => pastsOf(seed, seeds).map((past) => ({ seed, past })));
}

/** Requests that are as this one, but for the value of an attribute. */
function others(
  request: Sent,
  { seed: { action } }: Pick<Base, "seed">,
  path: string,
  { touched, seeds }: { readonly touched: Touched; readonly seeds: Seeds },
): readonly Sent[] {
  const { table } = seeds.ground.subject;
  if (isSettable(path)) return [withValue(request, path, otherValue(request, path, 0, { table, action }))];
  const elsewhere = touched.rows.flatMap((row) => seeds.inside(row)).filter((each) => each.action !== action);
  return elsewhere.slice(0, 2).map((each) => alike(each.request, request));
}

/** The one, with what the other says of the agent and its context. */
function alike(one: Sent, { agent, context }: Sent): Sent {
  return { ...one, ...(agent !== undefined && { agent }), ...(context !== undefined && { context }) };
}

function isSettable(path: string): boolean {
  return !path.startsWith("action.");
}

// ─── What came back ─────────────────────────────────────────────────────────────────────────────────────────────

function* reported({ seed: { request, report, facts }, past }: Base): Iterable<Script> {
  if (report === undefined) return;
  const came: Move = { do: "report", ...report };
  const start = [...past, attempt(request), came];
  yield start;
  const agreed = (facts.resultApprovals ?? []).map(({ by, acknowledges }): Move => ({
    do: "approve",
    by,
    acknowledging: acknowledges.includes("irreversible"),
  }));
  if (agreed.length > 0) yield [...start, ...agreed, came];
}

// ─── People ─────────────────────────────────────────────────────────────────────────────────────────────────────

function* asked(
  { seed: { request, report }, past }: Base,
  { needs, tables, trips }: Touched,
): Iterable<Script> {
  // What it trips would halt it once people have agreed.
  const lift = trips.map(({ scope }): Move => {
    const value = scope === "action.name" ? recordOf(request.action).name : valueAt(request, scope);
    return { do: "revive", scope, ...(scope !== "all" && { value }) };
  });
  const again: Move = report === undefined ? attempt(request) : { do: "report", ...report };
  const start: Script = report === undefined ? past : [...past, attempt(request)];
  for (const agreed of agreements(needs, tables, request)) {
    const opening = report === undefined ? agreed.request : request;
    const last = report === undefined ? attempt(opening) : again;
    const from: Script = report === undefined ? [...past, last] : [...start, again];
    yield [...from, ...lift, ...agreed.moves, last];
    if (!agreed.isFull) continue;
    yield [...from, ...agreed.moves, last, last];
    yield [...from, ...agreed.moves.flatMap((move) => [move, last])];
    for (const { within } of needs) {
      yield [...from, ...agreed.moves, wait(within - 1), last];
      yield [...from, ...agreed.moves, wait(within), last];
    }
  }
}

// ─── Kill switches ──────────────────────────────────────────────────────────────────────────────────────────────

function* halted(base: Base, { killswitches, lifting, tables }: Touched): Iterable<Script> {
  const { request } = base.seed;
  const people = tables.flatMap(({ groups }) =>
    lifting.flatMap(({ of }) => of.flatMap(({ group }) => groups[group] ?? [])),
  );
  for (const scope of new Set(killswitches.flatMap((each) => each.scope))) {
    const value =
      scope === "all"
        ? undefined
        : scope === "action.name"
          ? recordOf(request.action).name
          : valueAt(request, scope);
    const at = { scope, ...(value !== undefined && { value }) };
    const start: Script = [...base.past, { do: "kill", ...at }, attempt(request)];
    yield start;
    if (typeof value === "string" && scope !== "action.name")
      yield [...base.past, { do: "kill", scope, value: `${value}-2` }, attempt(request)];
    yield [...start, { do: "revive", ...at }, attempt(request)];
    for (const by of new Set([...people, NOBODY]))
      yield [...start, { do: "revive", ...at, by }, attempt(request)];
  }
}

// ─── Grants ─────────────────────────────────────────────────────────────────────────────────────────────────────

function* granted(base: Base, touched: Touched, seeds: Seeds): Iterable<Script> {
  const { grants } = touched;
  const { past, seed } = base;
  const use = attempt(seed.request);
  if (grants.length === 0) return;
  for (const outcome of ["failed", "ok"] as const) {
    yield [...past, use, { do: "report", outcome }, use];
    if (seed.report?.result !== undefined)
      yield [...past, use, { do: "report", outcome, result: seed.report.result }, use];
  }
  for (const { expires } of grants) yield [...past, use, wait(expires - 1), use, wait(1), use];
  for (const path of new Set(grants.flatMap(({ scope }) => scope)))
    for (const { expires } of grants)
      for (const sent of others(seed.request, base, path, { touched, seeds }))
        yield [...past, use, wait(expires), attempt(sent)];
}

// ─── The past ───────────────────────────────────────────────────────────────────────────────────────────────────

function* remembered(base: Base, touched: Touched, seeds: Seeds): Iterable<Script> {
  const { seed } = base;
  const { table } = seeds.ground.subject;
  const ends = new Set(touched.histories.flatMap(({ within }) => within ?? []));
  for (const pattern of touched.histories) {
    const place = table.histories.findIndex(({ id }) => id === pattern.id);
    if (place < 0) continue;
    const found = seed.facts.histories?.[place]?.low ?? 0;
    for (const amount of amountsOf(pattern, found, touched))
      for (const earlier of earlierOf(pattern, amount, seed, seeds))
        for (const request of laterOf(pattern, seed, seeds)) {
          const now = attempt(request);
          yield [...earlier, now];
          for (const within of ends) yield [...earlier, wait(within - 1), now, wait(1), now];
          for (const since of sinceIn(pattern, seed, seeds)) yield [...earlier, ...since, now];
          for (const path of new Set(touched.histories.flatMap(({ by }) => by)))
            for (const sent of others(request, base, path, { touched, seeds }))
              yield [...earlier, attempt(sent)];
        }
  }
}

/** What a question about the past may come to: as it was found, about the numbers that the rules name, and little. */
function amountsOf(pattern: HistoryPattern, found: number, { rows, tables }: Touched): readonly number[] {
  const [{ exprs } = { exprs: [] }] = tables;
  const refs = rows.flatMap(({ conditions }) => conditions.map(({ expr }) => expr));
  const named = Array.from(reachableFrom(refs, exprs)).flatMap((ref) => {
    const expr = exprs[ref];
    return expr?.op === "literal" && typeof expr.value === "number" ? [expr.value] : [];
  });
  const about = [found, ...(pattern.fn === "sum" ? named : [])].flatMap((each) => [each, each - 1, each + 1]);
  const amounts = pattern.fn === "formerly" ? [1] : [...about, ...(pattern.fn === "sum" ? [] : [1, 2])];
  return Array.from(new Set(amounts.filter((each) => each > 0))).slice(0, MOST_AMOUNTS);
}

const MOST_AMOUNTS = 8;

/** The later request, and where it is about what is added up as well, with the least of that. */
function laterOf(
  { attribute, fn }: HistoryPattern,
  { request, action }: Seed,
  seeds: Seeds,
): readonly Sent[] {
  const { schema } = seeds.ground.subject.table;
  if (fn !== "sum" || attribute === undefined || valueAt(request, attribute) === undefined) return [request];
  const type = attributeType(schema, schema.actions[action], attribute);
  return type === undefined
    ? [request]
    : [request, withValue(request, attribute, sentForm(type, unitOf(type)))];
}

/** What ends the past that is asked about. */
function sinceIn(
  { since = [], by, earlier = by }: HistoryPattern,
  { request }: Seed,
  seeds: Seeds,
): readonly Script[] {
  return since.flatMap((action) =>
    seeds.permitted(action).map((seed) => {
      const same = earlier.reduce((sent, path, i) => {
        const value = valueAt(request, by[i] ?? path);
        return value === undefined || !isSettable(path) ? sent : withValue(sent, path, value);
      }, seed.request);
      return [attempt(same)];
    }),
  );
}

// ─── Circuit breakers ───────────────────────────────────────────────────────────────────────────────────────────

function* tripping(base: Base, bases: readonly Base[], touched: Touched, seeds: Seeds): Iterable<Script> {
  const { trips, tables } = touched;
  if (trips.length === 0) return;
  const { past, seed } = base;
  const came: Script = seed.report === undefined ? [] : [{ do: "report", ...seed.report }];
  const start = [...past, attempt(seed.request), ...came];
  const actions = Object.keys(tables[0]?.schema.actions ?? {}).slice(0, 4);
  const permitted = actions.flatMap((action) => seeds.permitted(action).slice(0, 1));
  const ends = new Set(trips.flatMap((trip) => trip.for ?? [A_DAY]));
  for (const scope of new Set(trips.map((trip) => trip.scope)))
    for (const target of [...permitted, ...bases.map((each) => each.seed)].slice(0, MOST_TARGETS)) {
      const isValue = scope !== "all" && isSettable(scope);
      const value = isValue ? valueAt(seed.request, scope) : undefined;
      const same = value === undefined ? target.request : withValue(target.request, scope, value);
      yield [...start, attempt(same)];
      if (isValue)
        for (const sent of others(same, { seed: target }, scope, { touched, seeds }))
          yield [...start, attempt(sent)];
      for (const end of ends) yield [...start, wait(end - 1), attempt(same), wait(1), attempt(same)];
    }
}

const MOST_TARGETS = 8;
const A_DAY = 86_400_000;

// ─── Windows ────────────────────────────────────────────────────────────────────────────────────────────────────

function* limited(base: Base, touched: Touched, seeds: Seeds): Iterable<Script> {
  const { past, seed } = base;
  const lengths = new Set(touched.limits.map(({ window }) => window.per));
  const keys = new Set(touched.limits.flatMap(({ window }) => window.by));
  for (const { fill, once } of fillings(touched.limits, seed, seeds)) {
    const full = [...past, ...fill];
    yield [...full, once];
    for (const path of keys)
      for (const sent of others(once.request, base, path, { touched, seeds }))
        yield [...full, once, attempt(sent)];
    const taken = fill.reduce((sum, move) => sum + (move.do === "wait" ? move.for : 0), 0);
    for (const per of lengths) {
      if (per > taken) yield [...full, once, wait(per - taken - 1), once, wait(1), once];
      const [first, ...rest] = fill;
      if (first === undefined || rest.length === 0 || taken > 0) continue;
      const half = Math.floor(per / 2);
      yield [...past, first, wait(half), ...rest, wait(per - half), once, once];
    }
  }
}
