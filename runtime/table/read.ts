// Reads a table that is not trusted: its form, what its indices point at, and the digest that it claims.

import { canonicalJson, type Json } from "./canonical.js";
import type { Table, TableFile } from "./format.js";
import { disagreement, formOf, MOST_FLOORS, withFloors } from "./floor.js";
import { faultIn } from "./links.js";
import type { Detector } from "../values/detector.js";
import { readShape } from "./read-shape.js";
import { tableFile } from "./shapes.js";

/** What reading needs and this layer brings no package for. */
export interface TableTools {
  /** "sha256:" and the lower-case hex SHA-256 of the text as UTF-8. */
  readonly digestOf: (text: string) => string;
  /** Why `source` is no RE2 expression; undefined where it is one. */
  readonly regexFault: (source: string) => string | undefined;
}

export type TableReading =
  { readonly ok: true; readonly table: TableFile } | { readonly ok: false; readonly reason: string };

/** The table that `input` holds, or the first reason to refuse it. What is not known is refused, never skipped. */
export function readTableWith(input: unknown, tools: TableTools): TableReading {
  const reading = readShape(tableFile, input);
  if (!reading.ok) return refused(reading.reason);
  const tables = withFloors(reading.value);
  if (tables.length > 1 + MOST_FLOORS) return refused(`it has more than ${MOST_FLOORS} floors`);
  for (const [depth, table] of tables.entries()) {
    const fault = faultOf(table, tools);
    if (fault !== undefined) return refused(".floor".repeat(depth) + (depth > 0 ? " " : "") + fault);
  }
  return { ok: true, table: reading.value };
}

/** What is wrong with a table, its floor's own faults aside. */
function faultOf(file: TableFile, tools: TableTools): string | undefined {
  const { digest, ...table } = file;
  const actual = tools.digestOf(canonicalTable(table));
  if (actual !== digest) return `its digest is ${actual}, and it claims ${digest}`;
  return faultIn(file) ?? floorFaultIn(file) ?? regexFaultIn(table, tools);
}

/** Both decide the same requests, and who runs the policy must see to what the floor requires. */
function floorFaultIn({ schema, requires, floor }: TableFile): string | undefined {
  if (floor === undefined) return undefined;
  const contested = disagreement(schema, formOf(floor));
  if (contested !== undefined) return `.floor declares another form of ${contested}`;
  const proof = (["identity", "trust", "audit"] as const).find((part) => floor[part] !== undefined);
  if (proof !== undefined) return `.floor has ${proof}, which is the upper policy's alone`;
  const beyond = floor.requires.find((each) => !requires.includes(each));
  return beyond && `.requires lacks what its floor requires: ${beyond}`;
}

const LONGEST_REASON = 300;

/** Reasons repeat names of the table's, which may be of any length. */
function refused(reason: string): TableReading {
  return {
    ok: false,
    reason: reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason,
  };
}

/** The bytes, as text, that a table's digest is taken of. */
export function canonicalTable(table: Table): string {
  return canonicalJson(asJson(table));
}

function regexFaultIn(table: Table, { regexFault }: TableTools): string | undefined {
  for (const [where, pattern] of patternsIn(table)) {
    const fault = regexFault(pattern);
    if (fault !== undefined) return `${where} ${fault}`;
  }
  return undefined;
}

/** Every regular expression, with its place. */
function* patternsIn({ exprs, rules }: Table): Generator<readonly [where: string, pattern: string]> {
  for (const [i, expr] of exprs.entries()) {
    if (expr.op === "matches") yield [`.exprs[${i}].pattern`, expr.pattern];
    if ("detectors" in expr) yield* patternsOf(`.exprs[${i}]`, expr.detectors);
  }
  for (const [i, { redactions }] of rules.entries()) {
    for (const [j, redaction] of redactions.entries()) {
      if (redaction.op === "mask") yield* patternsOf(`.rules[${i}].redactions[${j}]`, redaction.detectors);
    }
  }
}

function* patternsOf(
  where: string,
  detectors: readonly Detector[],
): Generator<readonly [where: string, pattern: string]> {
  for (const [i, detector] of detectors.entries()) {
    if (typeof detector !== "string") yield [`${where}.detectors[${i}].pattern`, detector.pattern];
  }
}

/** Tables are plain data. */
function asJson(table: object): Json {
  return table as Json;
}
