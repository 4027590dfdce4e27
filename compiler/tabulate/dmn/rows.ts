// The rules of one policy on one action, as rows of a DMN table: a rule is a row for each way in which its guard holds.

import { boxesOf, type Literal } from "../../../runtime/atoms/box.js";
import type { Rule, Table } from "../../../runtime/table/format.js";
import type { Verdict } from "../../../runtime/table/verdict.js";
import { isActionPattern } from "../../../runtime/values/action-name.js";
import type { ActionOf } from "../../atoms/term.js";
import { needsWords, obligationsOf, reasonWords } from "../obligations.js";
import { schemaOf } from "../schema.js";
import { unaryTests, type Wanted } from "./feel.js";
import { readQuestion, type Reading } from "./question.js";
import type { DmnType } from "./model.js";

export interface StatedRow {
  readonly verdict: Verdict;
  readonly permits: boolean;
  /** FEEL unary tests by the attribute's path. */
  readonly tests: ReadonlyMap<string, string>;
  readonly annotations: readonly string[];
}

export interface Statement {
  readonly rows: readonly StatedRow[];
  /** The attributes that rows ask about, and their types. */
  readonly columns: ReadonlyMap<string, DmnType>;
  readonly leftOut: readonly Omission[];
}

export interface Omission {
  readonly rule: Rule;
  readonly reason: string;
  readonly changes: boolean;
}

/** More ways than this, and the condition stays whole, which FEEL cannot ask. */
const MOST_WAYS = 64;

export function statementOf(action: ActionOf): Statement {
  const rows: StatedRow[] = [];
  const columns = new Map<string, DmnType>();
  const leftOut: Omission[] = [];
  const speaking = action.table.rules.filter(({ actions }) => actions.includes(action.name));
  for (const rule of speaking) {
    const stated = omissionOf(rule, action) ?? rowsOf(rule, action, columns);
    if (Array.isArray(stated)) rows.push(...(stated as readonly StatedRow[]));
    else leftOut.push({ rule, ...(stated as Omitted) });
  }
  return { rows, columns, leftOut };
}

interface Omitted {
  readonly reason: string;
  readonly changes: boolean;
}

/** Why a rule is no row, whatever it asks. */
function omissionOf(rule: Rule, action: ActionOf): Omitted | undefined {
  if (rule.onResult === true) return { reason: "it decides what comes back", changes: false };
  if (rule.verdict === "none") return { reason: "it gives no verdict, only obligations", changes: false };
  if (rule.verdict === "note") return { reason: "it is a note, and gives no verdict", changes: false };
  if (rule.shadow) return { reason: "it is a shadow rule, and not enforced", changes: false };
  if (rule.limit) return { reason: "it asks what a window has counted", changes: true };
  if (rule.among !== undefined && isActionPattern(action.name))
    return { reason: "it asks which of a wildcard's names the action has", changes: true };
  return undefined;
}

function rowsOf(rule: Rule, action: ActionOf, columns: Map<string, DmnType>): readonly StatedRow[] | Omitted {
  const { table } = action;
  const guard = rule.conditions.map(({ expr }) => expr);
  const boxes = boxesOf(guard, !rule.permits, table.exprs, { most: MOST_WAYS });
  const readings = new Map<number, Reading>();
  for (const { ref } of boxes.flat()) {
    const reading =
      readings.get(ref) ?? readQuestion(ref, action, (path) => schemaOf(path, action.name, table));
    if (reading.kind === "left out") return { reason: reading.reason, changes: true };
    readings.set(ref, reading);
  }
  const tests = boxes.flatMap((box) => testsOf(box, readings) ?? []);
  if (tests.length === 0)
    return { reason: "no request of the action meets it, before anybody has approved", changes: false };
  for (const reading of readings.values())
    if (reading.kind === "asked") columns.set(reading.asked.path, reading.asked.type);
  const annotations = annotationsOf(rule, table);
  const verdict = rule.verdict as Verdict;
  return tests.map((each) => ({ verdict, permits: rule.permits, tests: each, annotations }));
}

/** Undefined where the box holds nowhere. */
function testsOf(
  box: readonly Literal[],
  readings: ReadonlyMap<number, Reading>,
): ReadonlyMap<string, string> | undefined {
  const wanted = new Map<string, Wanted[]>();
  for (const { ref, value, orUnknown } of box) {
    const reading = readings.get(ref);
    if (reading?.kind === "known" && !(reading.truth === "unknown" ? orUnknown : reading.truth === value))
      return undefined;
    if (reading?.kind !== "asked") continue;
    const { asked } = reading;
    wanted.set(asked.path, [...(wanted.get(asked.path) ?? []), { asked, value, orAbsent: orUnknown }]);
  }
  const tests = new Map<string, string>();
  for (const [path, all] of wanted) {
    const cell = unaryTests(all);
    if (cell === undefined) return undefined;
    tests.set(path, cell);
  }
  return tests;
}

function annotationsOf(rule: Rule, table: Table): readonly string[] {
  const needs = rule.needs === undefined ? undefined : table.needs[rule.needs];
  const obligations = [...(needs ? [needsWords(needs)] : []), ...obligationsOf(rule, table)];
  return [rule.name, reasonWords(rule.reason), obligations.join("; ")];
}
