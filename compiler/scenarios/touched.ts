// What a difference between two tables touches: rows, with the state that they read and write, in either version.

import type {
  GrantState,
  HistoryPattern,
  Killswitch,
  Limit,
  Needs,
  Rule,
  Table,
  TableFile,
  Trip,
  Window,
} from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";

/** A limit over a window, with its window. */
export interface Limited {
  readonly limit: Limit;
  readonly window: Window;
}

export interface Touched {
  /** Of the original. */
  readonly rows: readonly Rule[];
  /** Of either version. */
  readonly limits: readonly Limited[];
  readonly needs: readonly Needs[];
  readonly grants: readonly GrantState[];
  readonly trips: readonly Trip[];
  readonly histories: readonly HistoryPattern[];
  readonly killswitches: readonly Killswitch[];
  /** Needs that lifting a kill switch takes. */
  readonly lifting: readonly Needs[];
  readonly tables: readonly TableFile[];
}

/** What the rules and kill switches of these names touch. */
export function touchedBy(
  names: ReadonlySet<string>,
  original: TableFile,
  changed: TableFile = original,
): Touched {
  const tables = changed === original ? [original] : [original, changed];
  const each = <T>(of: (table: Table, rows: readonly Rule[]) => readonly T[]): readonly T[] => {
    const found = tables.flatMap((table) => of(table, rowsIn(table, names)));
    return Array.from(new Map(found.map((item) => [JSON.stringify(item), item])).values());
  };
  const switches = (table: Table): readonly Killswitch[] =>
    table.killswitches.filter(({ name }) => names.has(name));
  return {
    rows: rowsIn(original, names),
    limits: each(({ windows }, rows) => rows.flatMap(({ limit }) => limitedBy(limit, windows))),
    needs: each((table, rows) => needsOf(table, rows, names.has("default"))),
    grants: each(({ grants }, rows) => rows.flatMap(({ grant }) => grants[grant ?? -1] ?? [])),
    trips: each((_, rows) => rows.flatMap(({ trips = [] }) => trips)),
    histories: each((table, rows) => rows.flatMap((row) => historiesOf(row, table))),
    killswitches: each(switches),
    lifting: each((table) => switches(table).flatMap(({ needs }) => table.needs[needs ?? -1] ?? [])),
    tables,
  };
}

function rowsIn({ rules }: Table, names: ReadonlySet<string>): readonly Rule[] {
  return rules.filter(({ name }) => names.has(name));
}

function needsOf(table: Table, rows: readonly Rule[], withDefault: boolean): readonly Needs[] {
  const asking = [...rows, ...(withDefault ? [table.policy.default] : [])];
  return asking.flatMap(({ needs }) => (needs === undefined ? [] : (table.needs[needs] ?? [])));
}

function limitedBy(limit: Limit | undefined, windows: readonly Window[]): readonly Limited[] {
  const window = limit && windows[limit.window];
  return limit === undefined || window === undefined ? [] : [{ limit, window }];
}

function historiesOf({ conditions }: Rule, { exprs, histories }: Table): readonly HistoryPattern[] {
  const refs = conditions.map(({ expr }) => expr);
  return Array.from(reachableFrom(refs, exprs)).flatMap((ref) => {
    const expr = exprs[ref];
    return expr?.op === "history" ? (histories[expr.pattern] ?? []) : [];
  });
}

/** The kill switches that are not the same in both, or that other people may lift. */
export function switchesApart(original: Table, changed: Table): readonly string[] {
  const [then, now] = [original, changed].map(switchTexts);
  const names = [...(then?.keys() ?? []), ...(now?.keys() ?? [])];
  return names.filter((name) => then?.get(name) !== now?.get(name));
}

function switchTexts({ killswitches, needs, groups }: Table): ReadonlyMap<string, string> {
  return new Map(
    killswitches.map(({ name, scope, needs: lifting }) => {
      const people = (lifting === undefined ? [] : (needs[lifting]?.of ?? [])).map((need) => [
        need,
        groups[need.group],
      ]);
      return [name, JSON.stringify([scope, lifting === undefined, people])];
    }),
  );
}
