// What a store answers, checked: an answer that is malformed, or that is none to the question, keeps a decision from
// being made.

import type {
  Approval,
  Bounds,
  Judged,
  Kill,
  LimitClaim,
  LimitState,
  Pending,
  Reported,
  ResultRewrite,
  Settled,
  StateAnswer,
  StateQuery,
} from "../state/store.js";
import type { Redaction } from "../table/format.js";

/** @throws {Error} where it is no list of kills. */
export function checkedKills(kills: readonly Kill[]): readonly Kill[] {
  return must(isListOf(kills, isKill), kills, "kills");
}

/** @throws {Error} where it does not answer the query. */
export function checkedState(answer: StateAnswer, { series, grants, digest }: StateQuery): StateAnswer {
  const fits =
    isRecord(answer) &&
    isTime(answer.now) &&
    isListOf(answer.series, isBounds, series.length) &&
    isListOf(answer.grants, isGrantStatus, grants.length) &&
    isListOf(answer.approvals, (each) => isApproval(each, digest));
  return must(fits, answer, "read");
}

/** @throws {Error} where it does not answer the claims, or contradicts itself. */
export function checkedSettled(settled: Settled, claims: readonly LimitClaim[]): Settled {
  return must(isRecord(settled) && isSettled(settled, claims), settled, "settle");
}

/** @throws {Error} where it is no attempt that can be reported. */
export function checkedPending(pending: Pending | undefined): Pending | undefined {
  return must(pending === undefined || isPending(pending), pending, "pending");
}

/** @throws {Error} where it is none of the words. */
export function checkedReported(reported: Reported): Reported {
  return must(["settled", "conflict", "full", "unknown"].includes(reported), reported, "report");
}

function must<T>(fits: boolean, answer: T, method: string): T {
  if (!fits) throw new Error(`the store answered ${method} with what is no answer`);
  return answer;
}

function isSettled({ outcome, limits }: Members, claims: readonly LimitClaim[]): boolean {
  if (outcome === "conflict" || outcome === "full") return true;
  if (!isListOf(limits, isLimitState, claims.length)) return false;
  const isOver = limits.some(({ room }, i) => !room && claims[i]?.waived !== true);
  return outcome === (isOver ? "over" : "settled");
}

// ─── Forms ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Members = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

function isListOf<T>(
  value: unknown,
  isMember: (member: unknown) => member is T,
  length?: number,
): value is readonly T[];
function isListOf(value: unknown, isMember: (member: unknown) => boolean, length?: number): boolean;
function isListOf(value: unknown, isMember: (member: unknown) => boolean, length?: number): boolean {
  return (
    Array.isArray(value) && value.length === (length ?? value.length) && Array.from(value).every(isMember)
  );
}

function isTime(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isKill(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.killswitch === "string" &&
    typeof value.scope === "string" &&
    (value.value === undefined || typeof value.value === "string") &&
    (value.until === undefined || isTime(value.until))
  );
}

/** Not a number is in no order, and so in no bounds. */
function isBounds(value: unknown): value is Bounds {
  if (!isRecord(value)) return false;
  const { low, high } = value;
  return typeof low === "number" && typeof high === "number" && low <= high;
}

function isGrantStatus(value: unknown): boolean {
  return value === "unused" || value === "live" || value === "ended";
}

function isApproval(value: unknown, digest: string): value is Approval {
  return (
    isRecord(value) &&
    value.digest === digest &&
    typeof value.by === "string" &&
    isTime(value.at) &&
    isListOf(value.acknowledges, (each) => each === "irreversible")
  );
}

function isPending(value: unknown): value is Pending {
  if (!isRecord(value) || !isListOf(value.judged, isJudged)) return false;
  return value.awaited === undefined || isListOf(value.awaited, isAwaited);
}

function isAwaited(value: unknown): boolean {
  return isRecord(value) && typeof value.id === "string" && isListOf(value.known, isRecord);
}

function isJudged(value: unknown): value is Judged {
  if (!isRecord(value) || typeof value.request !== "string") return false;
  return isListOf(value.rewrites, isRewrite) && isListOf(value.past, isPastAnswer);
}

function isRewrite(value: unknown): value is ResultRewrite {
  if (!isRecord(value)) return false;
  const { name, code, origin, reason, notify, redactions } = value;
  const texts = [name, code, origin].every((each) => typeof each === "string") && isReason(reason);
  return texts && isListOf(notify, (each) => typeof each === "string") && isListOf(redactions, isRedaction);
}

/** What each redaction has beside its target. */
const REDACTIONS: Readonly<Record<Redaction["op"], (value: Members) => boolean>> = {
  mask: ({ detectors }) => Array.isArray(detectors),
  "mask-all": () => true,
  hash: () => true,
  drop: () => true,
  clamp: ({ most, type }) => Number.isSafeInteger(most) && typeof type === "string",
};

function isRedaction(value: unknown): boolean {
  if (!isRecord(value) || typeof value.target !== "string") return false;
  const { op } = value;
  return Object.entries(REDACTIONS).some(([name, fits]) => name === op && fits(value));
}

function isPastAnswer(value: unknown): boolean {
  return isRecord(value) && typeof value.id === "string" && isBounds(value.answer);
}

function isLimitState(value: unknown): value is LimitState {
  if (!isRecord(value)) return false;
  return (
    value.room === true || (value.room === false && (value.retryAt === undefined || isTime(value.retryAt)))
  );
}

function isReason(value: unknown): boolean {
  if (typeof value === "string") return true;
  return isListOf(
    value,
    (part) => typeof part === "string" || (isRecord(part) && typeof part.path === "string"),
  );
}
