// What the evaluator reads in a decision: the situation, and the answers of state to the questions that it raises.

import { detect } from "../facts/detect.js";
import { needsMet } from "../evaluate/needs.js";
import { asAddress, asUrl, isList } from "../evaluate/predicate.js";
import type { Scene, Target } from "../evaluate/scene.js";
import type { Approval, Bounds, GrantQuery, SeriesQuery } from "../state/store.js";
import { findsIn } from "../redact/search.js";
import type { AttributePath, GrantStatus, Needs } from "../table/format.js";
import type { Detector } from "../values/detector.js";
import type { ChangeKind } from "../values/schema-change.js";
import type { Value } from "../values/value.js";
import { answerTo, type Heard } from "./heard.js";
import type { Policy } from "./policy.js";
import type { Sets } from "./sets.js";
import { attributeOf, barredFrom, formAt, keyAt, sentAt, type Situation } from "./situation.js";

/** What state answered. */
export interface Answers {
  readonly now: number;
  /** The latest time that is known to have been: what has expired stays so, where the clock is set back. */
  readonly latest: number;
  /** By the index of the history pattern. */
  readonly histories: ReadonlyMap<number, Bounds>;
  /** By the index of the grant. */
  readonly grants: ReadonlyMap<number, GrantStatus>;
  readonly approvals: readonly Omit<Approval, "digest">[];
  readonly heard: Heard;
  readonly sets: Sets;
}

/** The question that a history pattern asks in this situation. */
export function seriesQuery(policy: Policy, pattern: number, situation: Situation): SeriesQuery | undefined {
  const history = policy.table.histories[pattern];
  if (history === undefined) return undefined;
  const { id, fn, within, attempts, by } = history;
  return {
    id,
    fn,
    key: keyAt(situation, by),
    ...(within !== undefined && { within }),
    ...(attempts && { attempts }),
  };
}

/** The grant that is read or started in this situation. */
export function grantQuery(policy: Policy, index: number, situation: Situation): GrantQuery | undefined {
  const grant = policy.table.grants[index];
  return grant && { id: grant.id, key: keyAt(situation, grant.scope), expires: grant.expires };
}

/** What was never asked is unknown, and a grant that was never asked about has ended: the restrictive side. */
export function sceneOf(policy: Policy, situation: Situation, answers: Answers): Scene {
  const isMet = memoised((index: number) => areMet(policy, index, situation, answers));
  const changes = memoised((baseline: number) => changesOf(policy, baseline, situation));
  return {
    now: answers.now,
    attribute: (path) => attributeOf(situation, path),
    history: (pattern) => answers.histories.get(pattern) ?? { low: -Infinity, high: Infinity },
    grant: (grant) => answers.grants.get(grant) ?? "ended",
    approved: isMet,
    targets: () => targetsOf(situation),
    changes,
    detects: (text, detectors) => detect(text, detectors).length > 0,
    classified: (classifier, args) => answerTo(policy, answers.heard, { classifier, args }),
    finds: (path, detectors) => findsAt(policy, situation, path, detectors),
    content: (data) => {
      const set = answers.sets.get(data);
      return set?.known ? set.content : undefined;
    },
    ...(situation.returned && { outcome: situation.returned.outcome, knowsResult: true }),
  };
}

/** Does a detector find something in the attribute as it was sent? In what is absent, nothing. */
export function findsAt(
  { table }: Pick<Policy, "table">,
  situation: Situation,
  path: AttributePath,
  detectors: readonly Detector[],
): boolean {
  const sent = sentAt(situation, path);
  return sent !== undefined && findsIn(sent, formAt(situation, table.schema, path), detectors);
}

function memoised<T>(answer: (index: number) => T): (index: number) => T {
  const known = new Map<number, T>();
  return (index) => {
    const found = known.get(index) ?? answer(index);
    known.set(index, found);
    return found;
  };
}

function areMet(
  policy: Policy,
  index: number,
  situation: Situation,
  { approvals, latest }: Answers,
): boolean {
  const needs = policy.table.needs[index];
  if (needs === undefined) return false;
  return needsMet(needs.of, policy.table.groups, living(approvals, needs, latest), barredFrom(situation));
}

/** An approval lives in [at, at + within). */
function living<T extends { readonly at: number }>(
  approvals: readonly T[],
  { within }: Needs,
  now: number,
): readonly T[] {
  return approvals.filter(({ at }) => at <= now && now < at + within);
}

function targetsOf(situation: Situation): readonly Target[] {
  return situation.schema.reaches.flatMap((reach) => {
    const value = attributeOf(situation, `args.${reach.arg}`);
    const port = reach.port === undefined ? undefined : attributeOf(situation, `args.${reach.port}`);
    return targetsIn(value, typeof port === "number" ? port : undefined);
  });
}

/** Every member of a list is reached; an absent argument reaches nothing. */
function targetsIn(value: Value | undefined, port: number | undefined): readonly Target[] {
  if (isList(value)) return value.flatMap((member) => targetsIn(member, port));
  const url = asUrl(value);
  const host = url?.host ?? asAddress(value);
  if (host === undefined) return [];
  const own = port ?? url?.port;
  return [own === undefined ? { host } : { host, port: own }];
}

/** Undefined where the baseline cannot be read. */
function changesOf(
  policy: Policy,
  baseline: number,
  situation: Situation,
): readonly ChangeKind[] | undefined {
  const judge = policy.baseline(baseline);
  if (judge === undefined) return undefined;
  const statements = situation.schema.migrates.map((arg) => attributeOf(situation, `args.${arg}`));
  return statements.filter((statement) => typeof statement === "string").flatMap(judge);
}
