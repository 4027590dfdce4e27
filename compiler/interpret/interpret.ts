// The reference interpreter: a policy's answer to one attempt after another, as `docs/language.md` words it.
//
// Short, slow and obviously right: it reads the typed program, keeps a plain log of the past, and shares no code with
// lowering, table or runtime, parsers of values aside. What it says is what the language means.

import type { Program } from "../types/program.js";
import type { Answer, Watch } from "./scene.js";
import { Overflow } from "./interval.js";
import { rewrittenTogether, type InterpretedObligations } from "./oblige.js";
import { isShadow, ORDER, permits, type Interpretation, type Named, type VerdictName } from "./conclude.js";
import { OnePolicy, unsaid, type Held, type Opinion } from "./one-policy.js";
import { Invalid, readRequest } from "./read-request.js";
import { returnedIn } from "./returned.js";
import type { Situation } from "./situation.js";

export type { Interpretation } from "./conclude.js";

/** A policy and its floors: each decides by itself, with a past of its own. */
export class Interpreter {
  readonly #policies: readonly OnePolicy[];
  #last: Situation | undefined;
  /** The permitted attempts that may be reported; with the report whose result waits for an approval. */
  readonly #running = new Map<Situation, string | undefined>();
  /** Of every attempt; undefined where the request was invalid. */
  readonly #attempted: (Situation | undefined)[] = [];

  /**
   * `answer` is what classifiers answer; where nobody is asked, nothing. `held` is what refreshed data holds; in tests what
   * was compiled. `watch` hears of every boolean expression.
   */
  constructor(
    private readonly program: Program,
    answer: Answer = () => undefined,
    held: Held = (data) => data,
    watch?: Watch,
  ) {
    const policies: OnePolicy[] = [];
    for (let each: Program | undefined = program; each !== undefined; each = each.floor)
      policies.push(new OnePolicy(each, answer, held, watch));
    this.#policies = policies;
  }

  /** Decides the attempt at `now` (epoch milliseconds) and takes its effects. Times never run backwards. */
  attempt(request: unknown, now: number): Interpretation {
    const situation = whereValid(() => readRequest(this.program, request, now));
    this.#attempted.push(situation);
    for (const policy of this.#policies) {
      const halt = policy.halt(request, now);
      if (halt === undefined) continue;
      if (situation !== undefined) this.#rememberHalted(situation, halt.verdict);
      return halt;
    }
    if (situation !== undefined) return this.#decide(request, situation);
    const failures = this.#policies.map((each) => unsaid(each.failure(request, now, "request.invalid")));
    return this.#together(failures, undefined);
  }

  /** Every policy counts the decision of all as an attempt. */
  #remember(
    situation: Situation,
    verdict: VerdictName,
    permitted: (depth: number) => boolean,
    late: boolean,
  ): void {
    for (const [depth, policy] of this.#policies.entries())
      policy.remember(policy.seen(situation), verdict, permitted(depth), late);
  }

  /** What its refreshed data held was never asked. */
  #rememberHalted(situation: Situation, verdict: VerdictName): void {
    for (const policy of this.#policies)
      policy.remember({ ...policy.seen(situation), held: new Map() }, verdict, false, true);
  }

  /** Approves the action last attempted, or the result last reported, at `now`. */
  approve(by: string, acknowledging: boolean, now: number): void {
    if (this.#last === undefined) return;
    for (const policy of this.#policies) policy.approve(this.#last.fingerprint, by, acknowledging, now);
  }

  /**
   * Decides what came back from the action last attempted, or from one before it, at `now`; undefined where no report of
   * it is awaited. Once an approval is asked for, the same report may be made again.
   */
  result(outcome: "ok" | "failed", raw: unknown, now: number, before = 0): Interpretation | undefined {
    const attempt = this.#attempted.at(-1 - before);
    if (attempt === undefined || !this.#running.has(attempt)) return undefined;
    const reported = this.#running.get(attempt);
    const report = whereValid(() => returnedIn(attempt, outcome, raw, now));
    if ((reported ?? report?.fingerprint) !== report?.fingerprint) return undefined;
    for (const policy of this.#policies) policy.end(policy.seen(attempt), outcome, report?.returned);
    this.#running.delete(attempt);
    if (report === undefined)
      return this.#together(
        this.#policies.map((policy) => unsaid(policy.withholding("result.invalid"))),
        undefined,
      );
    this.#last = report;
    const opinions = this.#policies.map((policy) =>
      policy.decideResult(policy.seen(attempt), policy.seen(report), outcome),
    );
    const decided = this.#together(opinions, report);
    for (const policy of this.#policies) policy.trip(opinions.flatMap(({ trips }) => trips));
    if (permits(decided.enforced)) for (const policy of this.#policies) policy.spend(report.fingerprint);
    if (decided.enforced === "escalate") this.#running.set(attempt, report.fingerprint);
    return decided;
  }

  kill(scope: string, value?: unknown): void {
    for (const policy of this.#policies) policy.kill(scope, value);
  }

  revive(scope: string, value?: unknown): void {
    for (const policy of this.#policies) policy.revive(scope, value);
  }

  /** Taken only if all that are enforced permit; then all take their effects. */
  #decide(request: unknown, situation: Situation): Interpretation {
    this.#last = situation;
    const attempts = this.#policies.map((policy) => ({ policy, seen: policy.seen(situation) }));
    const faulty = <T>(policy: OnePolicy, decide: () => T, otherwise: (failure: Interpretation) => T): T => {
      try {
        return decide();
      } catch (error) {
        if (!(error instanceof Overflow)) throw error;
        return otherwise(policy.failure(request, situation.now, "decision.fault"));
      }
    };
    const blocked = attempts.map(({ policy, seen }) => {
      const blocks = faulty(
        policy,
        () => policy.blocksAtOnce(seen),
        ({ verdict }) => verdict === "block",
      );
      return blocks && !isShadow(policy.program);
    });
    const looking = !blocked.includes(true);
    const opinions = attempts.map(({ policy, seen }) =>
      faulty(policy, () => policy.decide(seen, looking), unsaid),
    );
    const together = this.#together(opinions, situation);
    const runs = permits(together.enforced);
    if (runs) for (const { take } of opinions) take();
    if (runs && opinions.some(({ judged }) => judged)) this.#running.set(situation, undefined);
    // One switch of one name is tripped for all that declare it.
    for (const policy of this.#policies) policy.trip(opinions.flatMap(({ trips }) => trips));
    // Of a policy on trial, and of one that could not decide, the verdict is known after all else.
    const late = this.#policies.some(({ program }, i) => isShadow(program) || opinions[i]?.judged !== true);
    this.#remember(situation, together.verdict, (depth) => runs && opinions[depth]?.judged === true, late);
    return together;
  }

  #together(opinions: readonly Opinion[], situation: Situation | undefined): Interpretation {
    const all = opinions.map(({ interpretation }) => interpretation);
    const [own] = all;
    if (own === undefined || all.length === 1) return own ?? unsayable();
    const shadowed = this.#policies.map(({ program }) => isShadow(program));
    const counted = all.filter((_, i) => shadowed[i] === false || !shadowed.slice(0, i).includes(false));
    const winner = worst(counted, ({ verdict }) => verdict);
    const { enforced } = worst(all, (each) => each.enforced);
    const asShadow = all.map(({ shadow, ...each }) => shadow ?? each);
    const trips = all.flatMap((each) => each.trips ?? []);
    const differs = counted.length < all.length || all.some(({ shadow }) => shadow !== undefined);
    const trial = worst(asShadow, ({ verdict }) => verdict);
    const { verdict, rule, code, reason } = winner;
    return {
      ...{ verdict, enforced, rule, code, reason },
      matched: firstOf(winner.matched, counted),
      ...(differs && {
        shadow: {
          verdict: trial.verdict,
          matched: firstOf(trial.matched, asShadow),
          ...noted(asShadow),
        },
      }),
      ...noted(counted),
      ...(trips.length > 0 && { trips }),
      obligations: owed(all, enforced, opinions, situation),
    };
  }
}

/** Undefined where something is not as it was declared. */
function whereValid<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Invalid) return undefined;
    throw error;
  }
}

function unsayable(): never {
  throw new Error("an interpreter of no policy");
}

/** The first of the most restrictive: the policy's own before its floor's. */
function worst<T>(items: readonly T[], verdictOf: (item: T) => VerdictName): T {
  const most = Math.max(...items.map((each) => ORDER.indexOf(verdictOf(each))));
  return items.find((each) => ORDER.indexOf(verdictOf(each)) === most) ?? unsayable();
}

function firstOf(
  winning: readonly Named[],
  from: readonly { readonly matched: readonly Named[] }[],
): readonly Named[] {
  const [first] = winning;
  const all = from.flatMap(({ matched }) => matched);
  return first === undefined ? all : [first, ...all.filter((each) => each !== first)];
}

function noted(from: readonly Pick<Interpretation, "notes">[]): Pick<Interpretation, "notes"> {
  const notes = from.flatMap((each) => each.notes ?? []);
  return notes.length === 0 ? {} : { notes };
}

/** Obligations add up; what constrains an action goes along only if all permit. */
function owed(
  all: readonly Interpretation[],
  enforced: VerdictName,
  opinions: readonly Opinion[],
  situation: Situation | undefined,
): InterpretedObligations {
  const each = all.map(({ obligations }) => obligations);
  const permitted = permits(enforced) && situation !== undefined;
  const said = opinions.flatMap(({ binding }) => binding);
  const throttles = all
    .filter((one) => one.enforced === "throttle")
    .map(({ obligations }) => obligations.retryAfter);
  const known = throttles.flatMap((time) => (time === undefined ? [] : [time]));
  const knows = enforced === "throttle" && throttles.length > 0 && known.length === throttles.length;
  return {
    ...(permitted && rewrittenTogether(said, situation)),
    redactions: permitted ? each.flatMap(({ redactions }) => redactions) : [],
    connect: permitted ? each.flatMap(({ connect }) => connect) : [],
    unmet: each.flatMap(({ unmet }) => unmet),
    ...(knows && { retryAfter: Math.max(...known) }),
    notify: [...new Set(each.flatMap(({ notify }) => notify))],
  };
}
