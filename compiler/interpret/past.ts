// What has happened: a plain log, searched anew for every question. A runtime keeps counters instead.

import type { Truth } from "../../runtime/values/value.js";
import type { Program, TypedNeed } from "../types/program.js";
import type { TypedExpr, TypedHistory } from "../types/typed-expr.js";
import { truthOf } from "./expression.js";
import type { Scene, Watch } from "./scene.js";
import { Overflow } from "./interval.js";
import { selects } from "./select.js";
import { attributeAt, keyText, type Returned, type Situation } from "./situation.js";

export interface Past {
  /** Every decision on a valid request, oldest first. */
  readonly decided: readonly Decided[];
  /** What was counted in windows, by the limit's id. */
  readonly taken: readonly Taken[];
  readonly approvals: readonly Approval[];
  /** The first permitted use of each grant and scope. */
  readonly grants: readonly GrantUse[];
  readonly kills: readonly Kill[];
}

export interface Decided {
  readonly situation: Situation;
  readonly verdict: string;
  /** Did it run? */
  readonly permitted: boolean;
  /** Once it is reported. */
  readonly outcome?: "ok" | "failed";
  /** What came back, if only nothing; absent until it is reported, and where it was not as declared. */
  readonly returned?: Returned;
  /** Was its verdict known only after all else? Then it is counted as an attempt by itself, which no report is tied to. */
  readonly late?: boolean;
}

export interface Taken {
  readonly limit: string;
  readonly key: string;
  readonly at: number;
  readonly amount: number;
}

export interface Approval {
  readonly fingerprint: string;
  readonly by: string;
  readonly acknowledging: boolean;
  readonly at: number;
}

export interface GrantUse {
  readonly rule: string;
  readonly scope: string;
  readonly from: number;
  readonly revoked: boolean;
}

export interface Kill {
  readonly scope: string;
  readonly value?: unknown;
  /** Of one kill switch alone, where a rule tripped it. */
  readonly killswitch?: string;
  /** From then on it does not stand. */
  readonly until?: number;
}

export const NOTHING: Past = { decided: [], taken: [], approvals: [], grants: [], kills: [] };

/** The values by which state is kept apart. */
export function keyOf(situation: Situation, by: readonly string[]): string {
  return JSON.stringify(by.map((path) => keyText(attributeAt(situation, path))));
}

/** The bounds of a history question, asked in `now`. */
export function answer(
  question: TypedHistory,
  past: Past,
  now: Situation,
  watch?: Watch,
): { low: number; high: number } {
  const joined = past.decided.filter(({ situation }) => agree(question, situation, now));
  const { since = [], sincePicked = NONE, actions, picked, attempts, within = Infinity } = question;
  const end = joined.findLastIndex(
    ({ situation, permitted }) => permitted && selects(since, sincePicked, situation),
  );
  const events = joined
    .filter(
      ({ situation, permitted }, place) =>
        place > end &&
        (attempts || permitted) &&
        selects(actions, picked, situation) &&
        situation.now > now.now - within,
    )
    .map((event) => (attempts && event.late === true ? unreported(event) : event));
  const certain = events.filter((event) => wasSo(question, event, watch) === true);
  const possible = events.filter((event) => wasSo(question, event, watch) === "unknown");
  const path = question.attribute ?? "";
  switch (question.fn) {
    case "formerly":
      return { low: Math.min(1, certain.length), high: Math.min(1, certain.length + possible.length) };
    case "count":
      return { low: certain.length, high: certain.length + possible.length };
    case "sum":
      return added(amounts(certain, path), amounts(possible, path));
    case "distinct":
      return told(texts(certain, path), texts(possible, path));
  }
}

const NONE = { include: [], except: [] };

function unreported({ outcome: _, returned: __, ...event }: Decided): Decided {
  return event;
}

/** The earlier action, with what came back from it. */
function ended({ situation, returned }: Decided): Situation {
  return returned === undefined ? situation : { ...situation, returned };
}

function agree({ by }: TypedHistory, event: Situation, now: Situation): boolean {
  return by.every((join) => keyOf(event, [join.earlier]) === keyOf(now, [join.now]));
}

/** What is known when an action is decided no report changes: it settles the rest. */
function wasSo({ where }: TypedHistory, event: Decided, watch?: Watch): Truth {
  if (where === undefined) return true;
  const before = truthIn(where, unreported(event), watch);
  return before === "unknown" ? truthIn(where, event, watch) : before;
}

function truthIn(where: TypedExpr, event: Decided, watch?: Watch): Truth {
  try {
    return truthOf(where, inThePast(event, watch));
  } catch (error) {
    if (error instanceof Overflow) return "unknown";
    throw error;
  }
}

/** A history's `where` speaks of the earlier action alone: the checker lets no other question stand in it. */
function inThePast(event: Decided, watch?: Watch): Scene {
  const none = (): never => {
    throw new Error("a history within a history");
  };
  const { verdict, outcome } = event;
  const facts = { ...(outcome && { outcome }), verdict };
  return {
    situation: ended(event),
    ...facts,
    bound: new Map(),
    history: none,
    answer: none,
    approved: none,
    ...(watch && { watch }),
  };
}

function amounts(events: readonly Decided[], path: string): (number | undefined)[] {
  return events.map((event) => attributeAt(ended(event), path) as number | undefined);
}

function added(
  certain: readonly (number | undefined)[],
  possible: readonly (number | undefined)[],
): { low: number; high: number } {
  if ([...certain, ...possible].includes(undefined)) return { low: -Infinity, high: Infinity };
  const total = (numbers: readonly (number | undefined)[]): number =>
    numbers.reduce<number>((a, b) => a + (b ?? 0), 0);
  return {
    low: total(certain) + total(possible.map((n) => Math.min(0, n ?? 0))),
    high: total(certain) + total(possible.map((n) => Math.max(0, n ?? 0))),
  };
}

function texts(events: readonly Decided[], path: string): (string | undefined)[] {
  return events.map((event) => {
    const value = path === "outcome" ? event.outcome : attributeAt(ended(event), path);
    return value === undefined ? undefined : keyText(value);
  });
}

function told(
  certain: readonly (string | undefined)[],
  possible: readonly (string | undefined)[],
): { low: number; high: number } {
  const known = new Set(certain.filter((text) => text !== undefined));
  const all = new Set([...certain, ...possible].filter((text) => text !== undefined));
  const unnamed = [...certain, ...possible].filter((text) => text === undefined).length;
  return { low: known.size, high: all.size + unnamed };
}

/** Can each need be given its count of different people? Tried in every way. */
export function areMet(
  needs: readonly TypedNeed[],
  within: number,
  past: Past,
  situation: Situation,
): boolean {
  const barred = ["agent.id", "agent.owner"].map((path) => attributeAt(situation, path)).map(person);
  const live = past.approvals.filter(
    (approval) =>
      approval.fingerprint === situation.fingerprint &&
      situation.now < approval.at + within &&
      !barred.includes(person(approval.by)),
  );
  const places = needs.flatMap((need) => Array.from({ length: need.count }, () => need));
  const fill = (place: number, used: ReadonlySet<string>): boolean => {
    const need = places[place];
    if (need === undefined) return true;
    return live.some(
      ({ by, acknowledging }) =>
        !used.has(person(by)) &&
        need.group.members.includes(person(by)) &&
        (acknowledging || !need.acknowledging) &&
        fill(place + 1, new Set(used).add(person(by))),
    );
  };
  return fill(0, new Set());
}

/** People are compared after NFC and lower-casing. */
function person(name: unknown): string {
  return typeof name === "string" ? name.normalize("NFC").toLowerCase() : "";
}

export function grantStatus(
  rule: string,
  scope: string,
  expires: number,
  past: Past,
  now: number,
): "unused" | "live" | "ended" {
  const use = past.grants.find((each) => each.rule === rule && each.scope === scope);
  if (use === undefined) return "unused";
  return use.revoked || now >= use.from + expires ? "ended" : "live";
}

/** The first kill switch that covers the raw request, and the scope by which it does. */
export function halted(
  program: Program,
  past: Past,
  covers: (kill: Kill) => boolean,
): { name: string; kill: Kill } | undefined {
  for (const killswitch of program.killswitches) {
    const kill = past.kills.find(
      (each) =>
        killswitch.scope.includes(each.scope) &&
        (each.killswitch ?? killswitch.name) === killswitch.name &&
        covers(each),
    );
    if (kill !== undefined) return { name: killswitch.name, kill };
  }
  return undefined;
}
