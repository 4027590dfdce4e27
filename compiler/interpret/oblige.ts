// What goes with a verdict: rewritten arguments, the meet of the boxes, what is still to be approved.

import type { Box, TypedNeed } from "../types/program.js";
import type { Contribution } from "./contribute.js";
import type { Claim } from "./limits.js";
import { rewrittenArgs } from "./rewrite.js";
import type { RawRecord, Situation } from "./situation.js";

export interface InterpretedObligations {
  readonly args?: RawRecord;
  readonly redactions: readonly { readonly rule: string; readonly op: string; readonly target: string }[];
  readonly sandbox?: Meet;
  readonly connect: readonly { readonly rule: string; readonly deny: readonly string[] }[];
  readonly unmet: readonly Unmet[];
  /** Milliseconds. */
  readonly retryAfter?: number;
  readonly notify: readonly string[];
}

export interface Unmet {
  readonly rule: string;
  readonly ask: string;
  readonly approver?: string;
  readonly needs: readonly string[];
}

/** Who is asked by the default. */
export interface Asked {
  readonly needs: readonly TypedNeed[];
  readonly ask: string;
  readonly approver?: string;
}

/** A list for each box that is no mask; equal lists once. */
export interface Meet {
  readonly boxes: readonly string[];
  readonly read: readonly (readonly string[])[];
  readonly write: readonly (readonly string[])[];
  readonly hide: readonly string[];
  readonly reach: readonly (readonly string[] | "any")[];
  readonly run: readonly (readonly string[])[];
  readonly env: readonly (readonly string[])[];
  readonly limits: Readonly<Record<string, number>>;
}

export function obligations(
  verdict: string,
  said: readonly Contribution[],
  claimed: readonly Claim[],
  byDefault: Asked | undefined,
  situation: Situation,
): InterpretedObligations {
  const permitted = verdict === "allow" || verdict === "redact" || verdict === "sandbox";
  const redactions = permitted
    ? said.flatMap((each) => each.redactions.map((redaction) => ({ rule: each.rule.name, redaction })))
    : [];
  const boxes = permitted ? said.flatMap((each) => each.box ?? []) : [];
  const args = rewrittenArgs(
    redactions.map((each) => each.redaction),
    situation,
  );
  const retryAfter = verdict === "throttle" ? latest(claimed, situation.now) : undefined;
  return {
    ...(args && { args }),
    redactions: redactions.map(({ rule, redaction }) => ({
      rule,
      op: redaction.op,
      target: redaction.target,
    })),
    ...(boxes.length > 0 && { sandbox: meet(boxes) }),
    connect: permitted ? said.flatMap((each) => denied(each)) : [],
    unmet: unmet(said, byDefault),
    ...(retryAfter !== undefined && { retryAfter }),
    notify: [...new Set(said.filter((each) => each.verdict !== "none").flatMap((each) => each.rule.notify))],
  };
}

function denied({ rule, connect }: Contribution): { rule: string; deny: readonly string[] }[] {
  return connect === undefined ? [] : [{ rule: rule.name, deny: connect.deny.map((cidr) => cidr.text) }];
}

function unmet(said: readonly Contribution[], byDefault: Asked | undefined): Unmet[] {
  const list = said
    .filter((each) => each.needs.length > 0)
    .map(({ rule, ask = "", approver, needs }) =>
      unmetOf(rule.name, { ask, needs, ...(approver && { approver }) }),
    );
  if (byDefault) list.push(unmetOf("default", byDefault));
  return list.filter((each, i) => list.findIndex((other) => other.rule === each.rule) === i);
}

function unmetOf(rule: string, { needs, ...asked }: Asked): Unmet {
  return { rule, ...asked, needs: needs.map(told) };
}

function told(need: TypedNeed): string {
  return `${String(need.count)} of ${need.group.name}${need.acknowledging ? " acknowledging" : ""}`;
}

/** The latest time at which all throttles have room, from now; undefined where one never has. */
function latest(claimed: readonly Claim[], now: number): number | undefined {
  const throttled = claimed.filter(
    ({ over, rule }) => !rule.shadow && over.some((each) => each.verdict === "throttle"),
  );
  const times = throttled.map((claim) => claim.retryAt);
  if (times.length === 0 || times.includes(undefined)) return undefined;
  return Math.max(...times.map((time) => (time ?? 0) - now));
}

// ─── Boxes ──────────────────────────────────────────────────────────────────────────────────────────────────────

function meet(given: readonly Box[]): Meet {
  const boxes = given.filter((box, i) => given.findIndex((other) => other.name === box.name) === i);
  const grants = boxes.filter((box) => !box.mask);
  const lists = <T>(of: (box: Box) => T): T[] => distinct(grants.map(of));
  const limits: Record<string, number> = {};
  for (const box of boxes) {
    for (const [name, value] of Object.entries(box.limits))
      limits[name] = Math.min(limits[name] ?? Infinity, value);
  }
  return {
    boxes: boxes.map((box) => box.name),
    read: lists((box) => box.read),
    write: lists((box) => box.write),
    hide: distinct(boxes.flatMap((box) => box.hide)),
    reach: lists((box) => box.reach),
    run: lists((box) => box.run),
    env: lists((box) => box.env),
    limits,
  };
}

function distinct<T>(items: readonly T[]): T[] {
  return items.filter(
    (item, i) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === i,
  );
}
