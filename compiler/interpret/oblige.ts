// What goes with a verdict: rewritten arguments, the meet of the boxes, what is still to be approved.

import type { TypedNeed } from "../types/program.js";
import { meet, type Meet } from "./boxes.js";
import type { Contribution } from "./contribute.js";
import type { Claim } from "./limits.js";
import { rewrittenArgs, rewrittenResult } from "./rewrite.js";
import type { RawRecord, Situation } from "./situation.js";

export interface InterpretedObligations {
  readonly args?: RawRecord;
  /** What came back, as the agent may see it; there where it was rewritten. */
  readonly result?: unknown;
  readonly redactions: readonly { readonly rule: string; readonly op: string; readonly target: string }[];
  readonly sandbox?: Meet;
  readonly connect: readonly Denied[];
  readonly unmet: readonly Unmet[];
  /** Milliseconds. */
  readonly retryAfter?: number;
  readonly notify: readonly string[];
}

/** What whoever opens the connection refuses, but for the addresses that `reach` lists itself. */
interface Denied {
  readonly rule: string;
  readonly deny: readonly string[];
  readonly except: readonly string[];
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
  const { returned } = situation;
  const result =
    returned !== undefined && redactions.length > 0
      ? rewrittenResult(
          redactions.map((each) => each.redaction),
          situation,
        )
      : undefined;
  const retryAfter = verdict === "throttle" ? latest(claimed, situation.now) : undefined;
  return {
    ...(args && { args }),
    ...(result !== undefined && { result }),
    redactions: redactions.map(({ rule, redaction }) => ({
      rule,
      op: redaction.op,
      target: redaction.target,
    })),
    ...(boxes.length > 0 && { sandbox: meet(boxes, situation) }),
    connect: permitted ? said.flatMap((each) => denied(each)) : [],
    unmet: unmet(said, byDefault),
    ...(retryAfter !== undefined && { retryAfter }),
    notify: [...new Set(said.filter((each) => each.verdict !== "none").flatMap((each) => each.rule.notify))],
  };
}

/** What several policies that permit ask of one action. */
export function rewrittenTogether(
  said: readonly Contribution[],
  situation: Situation,
): Pick<InterpretedObligations, "args" | "result" | "sandbox"> {
  const redactions = said.flatMap((each) => each.redactions);
  const args = rewrittenArgs(redactions, situation);
  const came = situation.returned !== undefined && redactions.length > 0;
  const result = came ? rewrittenResult(redactions, situation) : undefined;
  const boxes = said.flatMap((each) => each.box ?? []);
  return {
    ...(args && { args }),
    ...(result !== undefined && { result }),
    ...(boxes.length > 0 && { sandbox: meet(boxes, situation) }),
  };
}

function denied({ rule, connect }: Contribution): Denied[] {
  if (connect === undefined) return [];
  const reach = connect.reach === "any" ? [] : connect.reach;
  const listed = reach.filter((pattern) => pattern.hosts.kind === "addresses");
  const texts = (patterns: readonly { readonly text: string }[]): string[] =>
    patterns.map(({ text }) => text);
  return [{ rule: rule.name, deny: texts(connect.deny), except: texts(listed) }];
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
