// From a decision table to the tables that people read: one for each action, a row for each rule, a column for each
// attribute that rules ask about.

import type { Fallback, Rule, Table, TableFile } from "../../runtime/table/format.js";
import { isActionPattern } from "../../runtime/values/action-name.js";
import { cellOf } from "./cell.js";
import { limitWords, needsWords, obligationsOf, reasonWords } from "./obligations.js";
import { schemaOf } from "./schema.js";
import { subjectsOf, type Subject } from "./subject.js";
import { ORDER, type ActionView, type LayerView, type RowView, type TableView } from "./view.js";

/** @param shows which actions are wanted, by the names under which they are declared. */
export function tabulate(table: TableFile, shows: (action: string) => boolean = () => true): TableView {
  const { name, version } = table.policy;
  const numbering = new Numbering();
  return {
    policy: name,
    ...(version !== undefined && { version }),
    digest: table.digest,
    layers: layersOf(table).map((each) => layerView(each, shows, numbering)),
  };
}

function layersOf(table: TableFile): readonly TableFile[] {
  return [table, ...(table.floor ? layersOf(table.floor) : [])];
}

/** Numbers that run on from one layer to the next. */
class Numbering {
  #rows = 0;
  readonly #alike = new Map<string, number>();

  nextRow(): number {
    this.#rows += 1;
    return this.#rows;
  }

  /** How many rows of the same rule and verdict came before. */
  placeOf({ origin, name, verdict }: Rule): number {
    const key = JSON.stringify([origin, name, verdict]);
    const place = this.#alike.get(key) ?? 0;
    this.#alike.set(key, place + 1);
    return place;
  }
}

/** A rule of the table as it is shown. */
interface Listed {
  readonly rule: Rule;
  readonly permits: boolean;
  readonly place: number;
}

function layerView(table: TableFile, shows: (action: string) => boolean, numbering: Numbering): LayerView {
  const listed = listedRules(table, numbering);
  const reading: Reading = { table, subjects: subjectsOf(table) };
  const names = Object.keys(table.schema.actions).filter(shows);
  const attempts = names.map((name) => draftOf(name, false, listed, reading));
  const results = names
    .map((name) => draftOf(name, true, listed, reading))
    .filter(({ rows }) => rows.length > 1);
  return {
    policy: table.policy.name,
    mode: table.policy.mode,
    declares: Object.keys(table.schema.actions),
    before: beforeOf(table),
    tables: [...merged(attempts), ...merged(results)].map((draft) => ({
      ...draft,
      rows: draft.rows.map((row) => ({ id: numbering.nextRow(), ...row })),
    })),
  };
}

/** Of an `allow once approved by`, the row that keeps the default out stands with the one that escalates. */
function listedRules({ rules }: Table, numbering: Numbering): readonly Listed[] {
  return rules.flatMap((rule, i) => {
    if (isTwin(rule)) return [];
    const twin = rules[i - 1];
    const permits = rule.permits || (twin?.name === rule.name && isTwin(twin) && rule.verdict === "escalate");
    return [{ rule, permits, place: numbering.placeOf(rule) }];
  });
}

function isTwin({ verdict, permits }: Rule): boolean {
  return verdict === "escalate" && permits;
}

function beforeOf({ policy, killswitches }: Table): readonly string[] {
  const { onError, onErrorWhen } = policy;
  return [
    ...killswitches.map(
      ({ name, scope }) => `kill switch ${name} (${scope.join(", ")}), once tripped: block`,
    ),
    ...onErrorWhen.map(
      ({ when, verdict, reason }) => `on_error when ${when.text}: ${verdict} "${reasonWords(reason)}"`,
    ),
    `on_error, for what is not valid or cannot be decided: ${onError.verdict} "${reasonWords(onError.reason)}"`,
  ];
}

// ─── One action ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Reading {
  readonly table: Table;
  readonly subjects: readonly Subject[];
}

type Row = Omit<RowView, "id">;
type Draft = Omit<ActionView, "rows"> & { readonly rows: readonly Row[] };

/** A row before all columns are known. */
type Loose = Omit<Row, "cells"> & { readonly asked: ReadonlyMap<string, readonly string[]> };

function draftOf(action: string, onResult: boolean, listed: readonly Listed[], reading: Reading): Draft {
  const own = listed.filter(
    ({ rule }) => rule.actions.includes(action) && (rule.onResult === true) === onResult,
  );
  const inOrder = ORDER.flatMap((verdict) => own.filter(({ rule }) => rule.verdict === verdict));
  const rows = [
    ...inOrder.map((each) => looseRow(each, action, reading)),
    defaultRow(reading.table, onResult),
  ];
  const columns = columnsOf(rows);
  return {
    actions: [action],
    onResult,
    columns,
    rows: rows.map(({ asked, ...row }) => ({
      cells: columns.map((path) => joinedCell(asked.get(path) ?? [])),
      ...row,
    })),
  };
}

function columnsOf(rows: readonly Loose[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { asked } of rows)
    for (const path of asked.keys()) counts.set(path, (counts.get(path) ?? 0) + 1);
  return Array.from(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([path]) => path);
}

function joinedCell(said: readonly string[]): string {
  if (said.length < 2) return said.join("");
  return said.map((each) => (/ (?:or|and) /.test(each) ? `(${each})` : each)).join(" and ");
}

function looseRow({ rule, permits, place }: Listed, action: string, reading: Reading): Loose {
  const { table, subjects } = reading;
  const asked = new Map<string, string[]>();
  const further: string[] = [...amongWords(rule, action)];
  for (const condition of rule.conditions) {
    const subject = subjects[condition.expr];
    if (subject?.kind !== "one") {
      further.push(condition.text);
      continue;
    }
    const { path } = subject;
    const cell = cellOf(condition, { table, path, schema: schemaOf(path, action, table) });
    asked.set(path, [...(asked.get(path) ?? []), cell]);
  }
  const needs = rule.needs === undefined ? undefined : table.needs[rule.needs];
  if (rule.limit) further.push(limitWords(rule.limit, rule.label, action, table));
  if (needs) further.push(needsWords(needs));
  const { name, verdict, origin, shadow } = rule;
  return {
    ...{ asked, further, verdict, permits, rule: name, origin, shadow, place },
    reason: reasonWords(rule.reason),
    obligations: obligationsOf(rule, table),
  };
}

/** Which names of a wildcard the rule selects. */
function amongWords({ among }: Rule, action: string): readonly string[] {
  if (among === undefined || !isActionPattern(action)) return [];
  const except = among.except.length === 0 ? "" : ` except ${among.except.join(", ")}`;
  return [`action is ${among.include.join(", ")}${except}`];
}

function defaultRow({ policy, needs }: Table, onResult: boolean): Loose {
  const { verdict, reason, origin, needs: asked }: Fallback = policy.default;
  const waits = asked === undefined || onResult ? undefined : needs[asked];
  const said = onResult
    ? { verdict: "allow" as const, reason: "no rule holds this result", further: [] }
    : {
        verdict,
        reason: reasonWords(reason),
        further: ["no row above permits", ...(waits ? [needsWords(waits)] : [])],
      };
  return {
    ...{ asked: new Map(), permits: true, rule: "default", origin, obligations: [], shadow: false, place: 0 },
    ...said,
  };
}

/** Actions of which the same is said. */
function merged(drafts: readonly Draft[]): readonly Draft[] {
  const tables = new Map<string, Draft>();
  for (const draft of drafts) {
    const { actions, ...said } = draft;
    const key = JSON.stringify(said);
    const before = tables.get(key);
    tables.set(key, before === undefined ? draft : { ...before, actions: [...before.actions, ...actions] });
  }
  return Array.from(tables.values());
}
