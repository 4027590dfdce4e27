// Writes into a draft that a term has a value, as far as what it is worked out from follows from that.

import { textOf } from "../../runtime/atoms/predicate.js";
import { call } from "../../runtime/evaluate/call.js";
import { sentForm } from "../../runtime/decide/sent-form.js";
import type { Json } from "../../runtime/table/canonical.js";
import type { Expr, GrantStatus, Ref, Table, TypeSchema } from "../../runtime/table/format.js";
import { attributeType } from "../../runtime/table/sort.js";
import type { Value } from "../../runtime/values/value.js";
import { UNKNOWN } from "../../runtime/atoms/cuts.js";
import type { Dimension } from "../atoms/space.js";
import type { ActionOf } from "../atoms/term.js";
import { peopleOf, plainest, type Draft } from "./draft.js";

/** `layer` is the place of the term's table among the policy and its floors. */
export function assign(draft: Draft, dimension: Dimension, place: number, layer: number): void {
  const { term, examples, action } = dimension;
  const value = examples[place];
  const isKnown = place !== UNKNOWN;
  if (term.kind === "attribute") assignAttribute(draft, dimension, term.path, isKnown, value);
  else {
    const expr = action.table.exprs[term.ref];
    const at = { draft, table: action.table, layer, approvals: approvalsAt(draft, action) };
    if (expr !== undefined) assignExpr(at, expr, isKnown, value);
  }
}

function assignAttribute(
  draft: Draft,
  { action }: Dimension,
  path: string,
  isKnown: boolean,
  value: Value | undefined,
): void {
  if (path === "action.reversible") {
    if (action.schema.reversible === "reported") draft.reversible = value === true;
  } else if (path === "action.name") {
    if (typeof value === "string") draft.name = value;
  } else {
    const schema = attributeType(action.table.schema, action.schema, path);
    // A result is there unless it is said to be absent.
    if (path === "result" && isKnown && value === undefined) draft.attributes.delete(path);
    else if (schema === undefined && isKnown) return;
    else draft.attributes.set(path, sentValue(schema, isKnown, value));
  }
}

function sentValue(
  schema: TypeSchema | undefined,
  isKnown: boolean,
  value: Value | undefined,
): Json | undefined {
  if (!isKnown || schema === undefined) return undefined;
  return value === undefined ? plainest(schema) : sentForm(schema, value);
}

const NOW_AND_FOR_ALL = { ago: 0, acknowledging: true };

/** Those of the result, unless the action was asked about before it ran. */
export function approvalsAt(draft: Draft, { isBefore }: Pick<ActionOf, "isBefore">): Draft["approvals"] {
  return draft.outcome === undefined || isBefore === true ? draft.approvals : draft.resultApprovals;
}

interface At {
  readonly draft: Draft;
  readonly approvals: Draft["approvals"];
  readonly table: Table;
  readonly layer: number;
}

function assignExpr(at: At, expr: Expr, isKnown: boolean, value: Value | undefined): void {
  const { draft, table, layer } = at;
  const state = draft.states[layer];
  switch (expr.op) {
    case "now":
      if (typeof value === "number") draft.now = value;
      return;
    case "approved":
      if (value === true)
        peopleOf(table, expr.needs).forEach((person) => at.approvals.set(person, NOW_AND_FOR_ALL));
      return;
    case "outcome":
      if (value === "ok" || value === "failed") draft.outcome = value;
      return;
    case "grant":
      if (isStatus(value)) state?.grants.set(expr.grant, value);
      return;
    case "history":
      state?.histories.set(expr.pattern, boundsOf(isKnown, value));
      return;
    case "classify": {
      const classifier = table.classifiers[expr.classifier];
      if (classifier !== undefined && isKnown && value !== undefined)
        state?.classifiers.push({ classifier: classifier.name, answer: sentForm(classifier.result, value) });
      return;
    }
    case "call":
      if (isKnown && value !== undefined) assignCall(at, expr, value);
      return;
    default:
  }
}

function isStatus(value: Value | undefined): value is GrantStatus {
  return value === "unused" || value === "live" || value === "ended";
}

function boundsOf(
  isKnown: boolean,
  value: Value | undefined,
): { readonly low: number; readonly high: number } {
  if (!isKnown) return { low: 0, high: Number.MAX_SAFE_INTEGER };
  const number = typeof value === "number" ? value : value === true ? 1 : 0;
  return { low: number, high: number };
}

// ─── Functions of attributes ────────────────────────────────────────────────────────────────────────────────────

const LONGEST = 10_000;
const HOUR = 3_600_000;

function assignCall(at: At, { fn, args }: Extract<Expr, { readonly op: "call" }>, value: Value): void {
  const [subject, second] = args;
  if (subject === undefined) return;
  const write = (sent: Json): void => writeAttribute(at, subject, sent);
  switch (fn) {
    case "size":
      if (typeof value === "number" && value <= LONGEST)
        write(Array.from({ length: value }, (_, i) => `x${String(i)}`));
      return;
    case "length":
      if (typeof value === "number" && value <= LONGEST) write("x".repeat(value));
      return;
    case "lower":
      if (typeof value === "string") write(value);
      return;
    case "host":
      write(urlTo(textOf(value) ?? ""));
      return;
    case "port":
      if (typeof value === "number") write(`https://x.example:${String(value)}/`);
      return;
    case "scheme":
      if (typeof value === "string") write(`${value}://x.example/`);
      return;
    case "hour":
    case "weekday":
      assignMoment(at, fn, { subject, zone: second }, value);
  }
}

interface Moment {
  readonly subject: Ref;
  readonly zone: Ref | undefined;
}

function assignMoment(at: At, fn: "hour" | "weekday", { subject, zone }: Moment, value: Value): void {
  const place = zone === undefined ? undefined : literalAt(zone, at.table);
  if (place === undefined) return;
  const moment = momentWhere(fn, (time) => call(fn, [time, place]) === value, at, subject);
  if (moment === undefined) return;
  if (at.table.exprs[subject]?.op === "now") at.draft.now = moment;
  else writeAttribute(at, subject, new Date(moment).toISOString());
}

function urlTo(host: string): string {
  return `https://${host.includes(":") ? `[${host}]` : host}/`;
}

function literalAt(ref: Ref, { exprs }: Table): Value | undefined {
  const expr = exprs[ref];
  return expr?.op === "literal" ? expr.value : undefined;
}

function writeAttribute({ draft, table }: At, ref: Ref, sent: Json): void {
  const expr = table.exprs[ref];
  if (expr?.op === "attribute") draft.attributes.set(expr.path, sent);
}

/**
 * The first moment from the draft's own on, at steps that keep what another question about it was answered with: days for
 * a day of the week, hours for an hour.
 */
function momentWhere(
  fn: "hour" | "weekday",
  holds: (time: number) => boolean,
  { draft, table }: At,
  subject: Ref,
): number | undefined {
  const expr = table.exprs[subject];
  const sent = expr?.op === "attribute" ? draft.attributes.get(expr.path) : undefined;
  const start = typeof sent === "string" ? Date.parse(sent) : draft.now;
  const step = fn === "hour" ? HOUR : 24 * HOUR;
  return Array.from({ length: 25 }, (_, i) => start + i * step).find(holds);
}
