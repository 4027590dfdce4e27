// What callers pass to the runtime's doors, checked: they may be written without types.

import type { Approval } from "../state/store.js";
import type { ReportInput } from "./request.js";
import { refused, type Outcome, type Scope } from "./switches.js";

type Members = Readonly<Record<string, unknown>>;

const LONGEST_NAME = 320;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

export function approvalOf(input: unknown): Outcome<Pick<Approval, "digest" | "by" | "acknowledges">> {
  const { digest, by, acknowledges = [] } = membersOf(input);
  if (typeof digest !== "string" || !DIGEST.test(digest))
    return refused("an approval names the digest of an action, sha256: and 64 hex digits");
  if (typeof by !== "string" || by.trim() === "" || by.length > LONGEST_NAME)
    return refused(`an approval names who gives it, in at most ${LONGEST_NAME} characters`);
  const known = listOf(acknowledges, (each) => each === "irreversible");
  if (known === undefined) return refused("an approval acknowledges a list: irreversible, or nothing");
  return { ok: true, value: { digest, by, acknowledges: known } };
}

export function scopeOf(input: unknown): Outcome<Scope> {
  const { scope, value, killswitch } = membersOf(input);
  if (typeof scope !== "string") return refused("a scope is named by a text");
  if (killswitch !== undefined && typeof killswitch !== "string")
    return refused("a kill switch is named by a text");
  return { ok: true, value: { scope, value, ...(killswitch !== undefined && { killswitch }) } };
}

/** The people who agree to lift a kill switch, or that the need is waived. */
export function agreementOf(input: unknown): Outcome<"waived" | readonly string[]> {
  const { waived, by } = membersOf(input);
  if (waived === true) return { ok: true, value: "waived" };
  const people = listOf(by, (each) => typeof each === "string");
  return people === undefined
    ? refused("lifting a kill switch names the people who agree, as a list of names")
    : { ok: true, value: people };
}

export function reportOf(id: unknown, input: unknown): Outcome<ReportInput & { readonly id: string }> {
  const { outcome, result } = membersOf(input);
  if (typeof id !== "string") return refused("a report names the id of an attempt");
  if (outcome !== "ok" && outcome !== "failed") return refused("the outcome of an attempt is ok or failed");
  return { ok: true, value: { id, outcome, result } };
}

/** Read once, so that what was checked is what is used. */
function membersOf(input: unknown): Members {
  return typeof input === "object" && input !== null ? { ...input } : {};
}

function listOf<T>(input: unknown, isMember: (member: unknown) => member is T): readonly T[] | undefined {
  if (!Array.isArray(input)) return undefined;
  const members: readonly unknown[] = Array.from(input);
  return members.every(isMember) ? members : undefined;
}
