// The runtime: a policy in force, with its state. Every attempt of an agent is put before it.

import { classifierAsking, unanswerable, type ClassifierOptions } from "./ask/classifiers.js";
import { dataLoading, unsourced, type LoadingOptions } from "./ask/loading.js";
import { attempt, explain, type AttemptOptions } from "./decide/attempt.js";
import type { Explanation } from "./decide/explain.js";
import { agreementOf, approvalOf, scopeOf } from "./decide/calls.js";
import { messageOf, momentOf, NO_TIME } from "./decide/fault.js";
import { loadPolicy } from "./decide/load.js";
import type { Observe } from "./decide/observe.js";
import type { Policy } from "./decide/policy.js";
import { explainReport, report, type ReportResult } from "./decide/report.js";
import type { Decision, ReportInput } from "./decide/request.js";
import { killsOf, mayLift, refused, type Scope } from "./decide/switches.js";
import { personOf } from "./evaluate/needs.js";
import { ready } from "./facts/ready.js";
import { systemClock, type Clock } from "./state/clock.js";
import { withDeadline } from "./state/deadline.js";
import { createMemoryStore } from "./state/memory.js";
import { StoreUnavailable, type GrantRecord, type Store } from "./state/store.js";
import type { Requirement } from "./table/format.js";

export interface RuntimeOptions extends ClassifierOptions, LoadingOptions {
  /** Where state is kept; in memory if left out. */
  readonly store?: Store;
  /** For how many milliseconds an answer of that store is waited for; five seconds if left out. */
  readonly storeWithin?: number;
  /** The machine's clock if left out. */
  readonly clock?: Clock;
  /** What a policy may demand beyond deciding: who sees to it. Without it, such a policy is refused. */
  readonly sandbox?: Enforcer;
  readonly identity?: Enforcer;
  readonly audit?: Enforcer;
  readonly trust?: Enforcer;
  /** Does the time that a request states count? In tests and replays; never where agents write requests. */
  readonly honourRequestTime?: boolean;
  /** Makes the ids of requests that have none; UUIDs if left out. */
  readonly newId?: () => string;
  /** For how many milliseconds after an attempt its outcome can be reported; a day if left out. */
  readonly reportWithin?: number;
}

/** Who answers for a part that the decision point cannot enforce by itself. */
export interface Enforcer {
  /** For messages and records: "bubblewrap", "a stand-in for tests". */
  readonly name: string;
}

export type Done = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface Runtime {
  /** Decides one attempt and takes its effects. Never rejects. */
  attempt(request: unknown): Promise<Decision>;
  /** Decides an attempt as it would be decided now, takes no effect, and says why. Never rejects. */
  explain(request: unknown): Promise<Explanation>;
  /**
   * Says how a permitted attempt ended, and decides its result. Where the answer is not `ok`, the result must be withheld
   * from the agent. An attempt is reported once, with one exception: where the verdict is `escalate`, the very same
   * report may be made again, and is decided anew, once people have approved of `decision.obligations.approvals.digest`.
   */
  report(id: string, report: ReportInput): Promise<ReportResult>;
  /**
   * Decides a result as `report` would decide it now, takes no effect, and says why; undefined where no such report is
   * awaited, or the state cannot be reached. Never rejects.
   */
  explainReport(id: string, report: ReportInput): Promise<Explanation | undefined>;
  /** Records a person's agreement to the action of this digest. Whether it counts for a need is seen at the attempt. */
  approve(approval: ApprovalInput): Promise<Done>;
  /** Trips kill switches for a scope: from then on every attempt that it covers is blocked. */
  kill(scope: Scope): Promise<Done>;
  /**
   * Lets a scope go on. `by` are the people who agree, whose names the caller has verified; with `waived` the caller
   * says that the need was met by other means.
   */
  revive(scope: Scope & ({ readonly by: readonly string[] } | { readonly waived: true })): Promise<Done>;
  /** All grants that were used, whether live or ended. Rejects with `StoreUnavailable` where the state cannot be reached. */
  grants(): Promise<readonly GrantRecord[]>;
}

export interface ApprovalInput {
  /** As `obligations.approvals` of the decision gives it. */
  readonly digest: string;
  /** Who agrees, as groups name people; the caller has verified the name. */
  readonly by: string;
  readonly acknowledges?: readonly "irreversible"[];
}

/** A runtime that cannot be: the table is not as it was written, or the policy demands what was not passed in. */
export class RuntimeRefused extends Error {
  override readonly name = "RuntimeRefused";
}

/**
 * A runtime that enforces the policy of a table. What must be loaded is loaded when the promise resolves.
 * @param table the object that a table file holds; it is not trusted: its form and its digest are checked.
 * @throws {RuntimeRefused} (as a rejection) with the reason and, where a part is missing, how to pass it. Nothing else of
 * a runtime throws.
 */
export async function createRuntime(table: unknown, options: RuntimeOptions = {}): Promise<Runtime> {
  const runtimes = await prepareRuntimes(table, options);
  return runtimes();
}

/**
 * Reads a table once for any number of runtimes, each with a state of its own unless `options` hold a store, and with the
 * clock that it is given.
 * @throws {RuntimeRefused} as `createRuntime` does.
 */
export async function prepareRuntimes(
  table: unknown,
  options: RuntimeOptions,
): Promise<(own?: Own) => Runtime> {
  if (!isObject(options)) throw new RuntimeRefused("the options of createRuntime are an object");
  const loaded = loadPolicy(table);
  if (!loaded.ok) throw new RuntimeRefused(`the table is refused: ${loaded.reason}`);
  return runtimesOn(loaded.policy, options);
}

/**
 * Any number of runtimes of a policy whose table was read.
 * @throws {RuntimeRefused} where it demands what was not passed in.
 */
export async function runtimesOn(policy: Policy, options: RuntimeOptions): Promise<(own?: Own) => Runtime> {
  const missing = policy.table.requires.find((part) => options[part] === undefined);
  if (missing !== undefined) throw new RuntimeRefused(demand(missing));
  const unheard = unanswerable(policy.table, options);
  if (unheard !== undefined) throw new RuntimeRefused(demandOfHost(unheard));
  const data = unsourced(policy.table, options);
  if (data !== undefined) throw new RuntimeRefused(demandOfSource(data));
  await ready();
  return (own = {}) => runtimeOf(policy, { ...options, ...own });
}

/** What one of many runtimes has to itself. */
interface Own extends Pick<RuntimeOptions, "store" | "clock"> {
  /** Hears of each decision that is taken. */
  readonly observe?: Observe | undefined;
  /** Reads requests, where many runtimes are handed the same. */
  readonly admit?: AttemptOptions["admit"];
}

/** Callers without types pass anything. */
function isObject(options: unknown): boolean {
  return typeof options === "object" && options !== null;
}

function demand(part: Requirement): string {
  const demands: Readonly<Record<Requirement, string>> = {
    sandbox: "permits actions inside sandboxes, which this runtime does not provide",
    identity: "takes attributes from verified tokens, which this runtime does not verify",
    audit: "demands a signed audit log, which this runtime does not write",
    trust: "demands signed instruction files, which this runtime does not check",
  };
  return `the policy ${demands[part]}: pass \`${part}: { name: … }\` to createRuntime to name what sees to it`;
}

function demandOfHost({ classifier, host }: { readonly classifier: string; readonly host: string }): string {
  const name = JSON.stringify(host);
  return `the policy's classifier ${classifier} asks the host's ${name}, which this runtime is not given: pass \`classifiers: { ${name}: async ({ … }, { signal }) => … }\` to createRuntime`;
}

function demandOfSource(data: string): string {
  return `the policy's data ${data} is refreshed, and this runtime is not told how: pass \`data: { ${data}: async ({ signal }) => … }\` to createRuntime to load it, or \`data: { ${data}: "as compiled" }\` to decide by what it held when the policy was compiled`;
}

const A_DAY = 24 * 60 * 60 * 1000;

function runtimeOf(policy: Policy, options: RuntimeOptions & Own): Runtime {
  const { storeWithin = 5_000, clock = systemClock, honourRequestTime = false } = options;
  const { observe, admit } = options;
  const { newId = () => crypto.randomUUID(), reportWithin: keep = A_DAY } = options;
  const store = options.store === undefined ? createMemoryStore() : withDeadline(options.store, storeWithin);
  const outside = { ask: classifierAsking(options), load: dataLoading(policy, options, clock) };
  const settings = (): AttemptOptions => ({
    store,
    clock,
    honourRequestTime,
    newId,
    keep,
    observe,
    admit,
    ...outside,
  });
  return {
    attempt: (request) => attempt(policy, request, settings()),
    explain: (request) => explain(policy, request, settings()),
    report: (id, ended) =>
      reached(() => report(policy, { store, observe, ...outside }, timeOf(clock), id, ended)),
    explainReport: async (id, ended) => {
      const told = await reached(() =>
        explainReport(policy, { store, ...outside }, timeOf(clock), id, ended),
      );
      return told !== undefined && "decision" in told ? told : undefined;
    },
    approve: (approval) => reached(() => approve(policy, store, approval, timeOf(clock))),
    kill: (scope) => reached(() => kill(policy, store, scope, timeOf(clock))),
    revive: (scope) => reached(() => revive(policy, store, scope)),
    grants: async () => store.grants(timeOf(clock)),
  };
}

/** @throws {Error} where the clock shows no time. */
function timeOf(clock: Clock): number {
  const time = momentOf(clock.now());
  if (time === undefined) throw new Error(NO_TIME.message);
  return time;
}

/** Whatever goes wrong on the way is an answer, not an exception. */
async function reached<T>(
  work: () => Promise<T>,
): Promise<T | { readonly ok: false; readonly reason: string }> {
  try {
    return await work();
  } catch (error) {
    const isAway = error instanceof StoreUnavailable;
    return refused(`${isAway ? "the state cannot be reached" : "this failed"}: ${messageOf(error)}`);
  }
}

async function approve(policy: Policy, store: Store, approval: unknown, at: number): Promise<Done> {
  const call = approvalOf(approval);
  if (!call.ok) return call;
  const { digest, by, acknowledges } = call.value;
  const needs = policy.layers.flatMap(({ table }) => table.needs);
  const keep = needs.reduce((longest, { within }) => Math.max(longest, within), 0);
  const recorded = await store.approve({ digest, by: personOf(by), acknowledges, at }, keep);
  return recorded === "full" ? refused("the store has no room for another approval") : { ok: true };
}

async function kill(policy: Policy, store: Store, input: unknown, at: number): Promise<Done> {
  const scope = scopeOf(input);
  if (!scope.ok) return scope;
  const kills = killsOf(policy, scope.value);
  if (!kills.ok) return kills;
  for (const each of kills.value) {
    if ((await store.kill({ ...each, at })) === "full")
      return refused("the store has no room for another kill");
  }
  return { ok: true };
}

async function revive(policy: Policy, store: Store, input: unknown): Promise<Done> {
  const scope = scopeOf(input);
  if (!scope.ok) return scope;
  const agreement = agreementOf(input);
  if (!agreement.ok) return agreement;
  const kills = killsOf(policy, scope.value);
  if (!kills.ok) return kills;
  const people = agreement.value;
  const names = new Set(kills.value.map(({ killswitch }) => killswitch));
  const held = policy.layers.flatMap((layer) =>
    layer.table.killswitches.filter(
      (each) => names.has(each.name) && people !== "waived" && !mayLift(layer, each, people),
    ),
  )[0];
  if (held !== undefined) return refused(`these people do not meet what lifting ${held.name} needs`);
  const answers: string[] = [];
  for (const each of kills.value) answers.push(await store.revive(each));
  return answers.includes("revived") ? { ok: true } : refused("no kill switch is tripped for this scope");
}
