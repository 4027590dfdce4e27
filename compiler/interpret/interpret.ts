// The reference interpreter: a policy's answer to one attempt after another, as `docs/language.md` words it.
//
// Short, slow and obviously right: it reads the typed program, keeps a plain log of the past, and shares no code with
// lowering, table or runtime, parsers of values aside. What it says is what the language means.

import type { Fallback, Program, RuleOf, TypedNeed, TypedReason } from "../types/program.js";
import { carriedOver, contributions, type Contribution } from "./contribute.js";
import { truthOf, type Answer, type Scene } from "./expression.js";
import { Overflow } from "./interval.js";
import { covers } from "./kill.js";
import { claims, type Claim } from "./limits.js";
import { obligations, type Asked, type InterpretedObligations } from "./oblige.js";
import { onErrorOf } from "./on-error.js";
import { answer, areMet, halted, keyOf, NOTHING, type Past } from "./past.js";
import { Invalid, readRequest } from "./read-request.js";
import { reasonText } from "./reason.js";
import { returnedIn } from "./returned.js";
import type { Situation } from "./situation.js";
import { tripped, type Tripped } from "./trips.js";

export type VerdictName = "allow" | "redact" | "sandbox" | "throttle" | "escalate" | "block";

export interface Interpretation {
  readonly verdict: VerdictName;
  /** What is done: the verdict, or `allow` in shadow mode. */
  readonly enforced: VerdictName;
  readonly rule: string;
  readonly code: string;
  readonly reason: string;
  /** The deciding one first, the others in declaration order; a rule once for each verdict. */
  readonly matched: readonly Named[];
  readonly shadow?: {
    readonly verdict: VerdictName;
    readonly matched: readonly Named[];
    readonly notes?: readonly Noted[];
  };
  readonly notes?: readonly Noted[];
  readonly trips?: readonly Omit<Tripped, "value">[];
  readonly obligations: InterpretedObligations;
}

export interface Named {
  readonly rule: string;
  readonly verdict: VerdictName;
  readonly code: string;
}

export interface Noted {
  readonly rule: string;
  readonly code: string;
  readonly text: string;
}

const ORDER: readonly VerdictName[] = ["allow", "redact", "sandbox", "throttle", "escalate", "block"];
const NO_OBLIGATIONS: InterpretedObligations = { redactions: [], connect: [], unmet: [], notify: [] };

/** A say with a name: a rule's, or the default's. */
interface Say extends Named {
  readonly reason: TypedReason;
  readonly permits: boolean;
  readonly explicit: boolean;
  readonly contribution?: Contribution;
}

/** A permitted attempt that may be reported. */
interface Running {
  readonly situation: Situation;
  /** What had happened before it. */
  readonly past: Past;
  /** The grants it ran under; none, once its outcome is known. */
  readonly grants: readonly RuleOf<"grant">[];
  /** What is to be done to its result. */
  readonly asked: readonly Contribution[];
  /** The report whose result waits for an approval. */
  readonly reported?: string;
}

/** A program, and what has happened under it. */
export class Interpreter {
  #past: Past = NOTHING;
  #last: Situation | undefined;
  /** The permitted attempts that may be reported. */
  readonly #running = new Map<Situation, Running>();
  /** Of every attempt; undefined where the request was invalid. */
  readonly #attempted: (Situation | undefined)[] = [];

  constructor(
    private readonly program: Program,
    /** What classifiers answer; where nobody is asked, nothing. */
    private readonly answer: Answer = () => undefined,
  ) {}

  /** Decides the attempt at `now` (epoch milliseconds) and takes its effects. Times never run backwards. */
  attempt(request: unknown, now: number): Interpretation {
    const kill = halted(
      this.program,
      this.#past,
      (each) => now < (each.until ?? Infinity) && covers(this.program, each, request),
    );
    const situation = this.#read(request, now);
    this.#attempted.push(situation);
    // It holds in shadow mode too.
    if (kill !== undefined)
      return this.#unruled(situation, alone("block", "block", kill.name, kill.name, ""));
    const failure = (code: string): Interpretation =>
      failed(this.program, onErrorOf(this.program, request, now), code);
    if (situation === undefined) return failure("request.invalid");
    try {
      return this.#decide(situation);
    } catch (error) {
      if (!(error instanceof Overflow)) throw error;
      return this.#unruled(situation, failure("decision.fault"));
    }
  }

  /** Undefined where the request is invalid. */
  #read(request: unknown, now: number): Situation | undefined {
    try {
      return readRequest(this.program, request, now);
    } catch (error) {
      if (error instanceof Invalid) return undefined;
      throw error;
    }
  }

  /** A decision that no rule made is an attempt like any other, and whatever its verdict leaves nothing else. */
  #unruled(situation: Situation | undefined, decision: Interpretation): Interpretation {
    if (situation !== undefined) this.#remember(situation, decision.verdict, false);
    return decision;
  }

  #remember(situation: Situation, verdict: VerdictName, permitted: boolean): void {
    const decided = [...this.#past.decided, { situation, verdict, permitted }];
    this.#past = { ...this.#past, decided };
  }

  /** Approves the action last attempted, at `now`. */
  approve(by: string, acknowledging: boolean, now: number): void {
    if (this.#last === undefined) return;
    const approval = { fingerprint: this.#last.fingerprint, by, acknowledging, at: now };
    this.#past = { ...this.#past, approvals: [...this.#past.approvals, approval] };
  }

  /**
   * Decides what came back from the action last attempted, or from one before it, at `now`; undefined where no report of
   * it is awaited. Once an approval is asked for, the same report may be made again.
   */
  result(outcome: "ok" | "failed", raw: unknown, now: number, before = 0): Interpretation | undefined {
    const attempt = this.#attempted.at(-1 - before);
    const running = attempt && this.#running.get(attempt);
    if (attempt === undefined || running === undefined) return undefined;
    const report = whereValid(() => returnedIn(attempt, outcome, raw, now));
    if ((running.reported ?? report?.fingerprint) !== report?.fingerprint) return undefined;
    this.#end(running, outcome);
    this.#running.delete(attempt);
    if (report === undefined)
      return alone(
        "block",
        enforcedOf(this.program, "block"),
        "on_error",
        "result.invalid",
        "the result is not as it was declared",
      );
    this.#last = report;
    const decided = this.#decideResult(running, report, outcome);
    if (decided.enforced === "escalate")
      this.#running.set(attempt, { ...running, grants: [], reported: report.fingerprint });
    return decided;
  }

  #decideResult(running: Running, report: Situation, outcome: "ok" | "failed"): Interpretation {
    const history: Scene["history"] = (question) => answer(question, running.past, running.situation);
    const scene = { ...sceneOf(report, this.#past, this.answer), outcome, history };
    try {
      const own = this.program.rules
        .filter(({ onResult }) => onResult)
        .flatMap((rule) => contributions(rule, scene, this.#past));
      const asked = running.asked.flatMap((each) => carriedOver(each, report));
      const all = inOrder(this.program, [...own, ...asked]);
      const decided = this.#said(all, [], report);
      if (permits(decided.enforced)) this.#spend(report.fingerprint);
      return this.#tripping(decided, scene);
    } catch (error) {
      if (error instanceof Overflow)
        return alone(
          "block",
          enforcedOf(this.program, "block"),
          "on_error",
          "decision.fault",
          "this result could not be decided",
        );
      throw error;
    }
  }

  #spend(fingerprint: string): void {
    const approvals = this.#past.approvals.filter((approval) => approval.fingerprint !== fingerprint);
    this.#past = { ...this.#past, approvals };
  }

  /** The outcome ends the grants that it revokes. */
  #end(running: Running, outcome: "ok" | "failed"): void {
    const scene = { ...sceneOf(running.situation, this.#past, this.answer), outcome };
    const ended = running.grants.filter(
      ({ revoke }) => revoke !== undefined && truthOf(revoke, scene) !== false,
    );
    const { situation } = running;
    const grants = this.#past.grants.map((use) =>
      ended.some((rule) => rule.name === use.rule && keyOf(situation, rule.scope) === use.scope)
        ? { ...use, revoked: true }
        : use,
    );
    const decided = this.#past.decided.map((each) =>
      each.situation === situation ? { ...each, outcome } : each,
    );
    this.#past = { ...this.#past, grants, decided };
  }

  kill(scope: string, value?: unknown): void {
    this.#past = { ...this.#past, kills: [...this.#past.kills, { scope, value }] };
  }

  revive(scope: string, value?: unknown): void {
    const same = (kill: { scope: string; value?: unknown }): boolean =>
      kill.scope === scope && JSON.stringify(kill.value) === JSON.stringify(value);
    this.#past = { ...this.#past, kills: this.#past.kills.filter((kill) => !same(kill)) };
  }

  #decide(situation: Situation): Interpretation {
    this.#last = situation;
    const past = this.#past;
    const scene = sceneOf(situation, past, this.answer);
    const { program } = this;
    const rules = program.rules.filter(({ onResult }) => !onResult);
    const now = rules.flatMap((rule) => contributions(rule, scene, past));
    const enforced = now.filter(({ rule }) => !rule.shadow);
    const looksAtLimits = conclude(enforced, program, situation, past).verdict !== "block";
    const claimed =
      looksAtLimits || isShadow(program) ? rules.flatMap((rule) => claims(rule, scene, past)) : [];
    const over = looksAtLimits ? claimed.flatMap((claim) => claim.over) : [];
    const all = inOrder(program, [...now, ...over]);
    const decided = this.#said(all, claimed, situation);
    const binding = all.filter(({ rule }) => !rule.shadow);
    if (permits(decided.enforced)) this.#take(situation, binding, claimed);
    this.#remember(situation, decided.verdict, permits(decided.enforced));
    return this.#tripping(decided, scene);
  }

  /** The decision, with what the rules that match trip. */
  #tripping(decided: Interpretation, scene: Scene): Interpretation {
    const trips = isShadow(this.program) ? [] : tripped(this.program, scene);
    if (trips.length === 0) return decided;
    this.#past = { ...this.#past, kills: [...this.#past.kills, ...trips] };
    return { ...decided, trips: trips.map(({ value: _, ...each }) => each) };
  }

  /** What it all comes to, with what goes along; `all` is in declaration order. */
  #said(all: readonly Contribution[], claimed: readonly Claim[], situation: Situation): Interpretation {
    const { program } = this;
    const past = this.#past;
    const binding = all.filter(({ rule }) => !rule.shadow);
    const conclusion = conclude(binding, program, situation, past);
    const shadow = all.some(({ rule, verdict }) => rule.shadow && verdict !== "none")
      ? conclude(all, program, situation, past)
      : undefined;
    const told = (reason: TypedReason): string => reasonText(reason, situation, all);
    const decided = {
      ...conclusion,
      reason: told(conclusion.reason),
      ...(shadow && { shadow: { verdict: shadow.verdict, matched: shadow.matched, ...notes(all, told) } }),
      ...notes(binding, told),
    };
    if (isShadow(program)) return decided;
    return {
      ...decided,
      obligations: obligations(
        conclusion.verdict,
        binding,
        claimed,
        this.#defaultNeeds(conclusion),
        situation,
      ),
    };
  }

  /** All effects of an action that runs. */
  #take(situation: Situation, binding: readonly Contribution[], claimed: readonly Claim[]): void {
    const past = this.#past;
    const grants = [...past.grants];
    const used = binding.flatMap(({ rule, permits: granting }) =>
      rule.form === "grant" && granting ? [rule] : [],
    );
    const asked = binding.flatMap((each) => {
      const inResult = each.redactions.filter(({ target }) => target.startsWith("result"));
      return inResult.length === 0 ? [] : [{ ...each, redactions: inResult }];
    });
    this.#running.set(situation, { situation, past, grants: used, asked });
    for (const rule of used) {
      const scope = keyOf(situation, rule.scope);
      if (!grants.some((use) => use.rule === rule.name && use.scope === scope)) {
        grants.push({ rule: rule.name, scope, from: situation.now, revoked: false });
      }
    }
    this.#past = {
      ...past,
      grants,
      taken: [...past.taken, ...claimed.map((claim) => claim.take)],
      approvals: past.approvals.filter((approval) => approval.fingerprint !== situation.fingerprint),
    };
  }

  #defaultNeeds(conclusion: Conclusion): Asked | undefined {
    const { group, approver } = this.program.header.default;
    const asked = conclusion.matched.some(
      ({ rule, verdict }) => rule === "default" && verdict === "escalate",
    );
    return asked && group
      ? { needs: needsOf(group), ask: group.name, ...(approver && { approver: approver.name }) }
      : undefined;
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

function sceneOf(situation: Situation, past: Past, given: Answer): Scene {
  return {
    situation,
    bound: new Map(),
    history: (question) => answer(question, past, situation),
    answer: given,
    approved: () => false,
  };
}

type Conclusion = Omit<Interpretation, "reason"> & { readonly reason: TypedReason };

/** The most restrictive say; the default joins where nothing permits. */
function conclude(
  said: readonly Contribution[],
  program: Program,
  situation: Situation,
  past: Past,
): Conclusion {
  const says = said.flatMap(named);
  if (!says.some((say) => say.permits)) says.push(fallback(program.header.default, situation, past));
  const worst = Math.max(...says.map((say) => ORDER.indexOf(say.verdict)));
  const winners = says.filter((say) => ORDER.indexOf(say.verdict) === worst);
  const winner = (ORDER[worst] === "allow" ? winners.find((say) => say.explicit) : undefined) ?? winners[0];
  if (winner === undefined) throw new Error("a decision without a say");
  const matched = [winner, ...says.filter((say) => say !== winner)].map(({ rule, verdict, code }) => ({
    rule,
    verdict,
    code,
  }));
  const { verdict, rule, code, reason } = winner;
  const enforced = enforcedOf(program, verdict);
  return { verdict, enforced, rule, code, reason, matched: once(matched), obligations: NO_OBLIGATIONS };
}

function named(contribution: Contribution): Say[] {
  const { rule, verdict, reason, permits } = contribution;
  if (verdict === "none" || verdict === "note") return [];
  return [
    { rule: rule.name, verdict, code: rule.code, reason, permits, explicit: rule.explicit, contribution },
  ];
}

function notes(
  said: readonly Contribution[],
  told: (reason: TypedReason) => string,
): { notes?: readonly Noted[] } {
  const noted = said.filter(({ verdict }) => verdict === "note");
  if (noted.length === 0) return {};
  return {
    notes: noted.map(({ rule, reason }) => ({ rule: rule.name, code: rule.code, text: told(reason) })),
  };
}

/** The default; where it escalates and was approved, it counts as an allow. Of results it is `allow`. */
function fallback(header: Fallback, situation: Situation, past: Past): Say {
  if (situation.returned !== undefined) {
    const unheld = { verdict: "allow", reason: "no rule holds this result" } as const;
    return { rule: "default", code: "default", ...unheld, permits: true, explicit: true };
  }
  const approved =
    header.group !== undefined && areMet(needsOf(header.group), DEFAULT_WITHIN, past, situation);
  const verdict = approved ? "allow" : header.verdict;
  return { rule: "default", code: "default", verdict, reason: header.reason, permits: true, explicit: true };
}

const DEFAULT_WITHIN = 15 * 60 * 1000;

function needsOf(group: TypedNeed["group"]): readonly TypedNeed[] {
  return [{ count: 1, group, acknowledging: false }];
}

function once(matched: readonly Named[]): Named[] {
  return matched.filter(
    (each, i) =>
      matched.findIndex((other) => other.rule === each.rule && other.verdict === each.verdict) === i,
  );
}

function inOrder(program: Program, said: readonly Contribution[]): Contribution[] {
  return program.rules.flatMap((rule) => said.filter((each) => each.rule === rule));
}

function permits(verdict: VerdictName): boolean {
  return ORDER.indexOf(verdict) < ORDER.indexOf("throttle");
}

function isShadow({ header }: Program): boolean {
  return header.mode === "shadow";
}

function enforcedOf(program: Program, verdict: VerdictName): VerdictName {
  return isShadow(program) ? "allow" : verdict;
}

function failed(program: Program, { verdict, reason }: Fallback, code: string): Interpretation {
  const text = typeof reason === "string" ? reason : "";
  return alone(verdict, enforcedOf(program, verdict), "on_error", code, text);
}

function alone(
  verdict: VerdictName,
  enforced: VerdictName,
  rule: string,
  code: string,
  reason: string,
): Interpretation {
  const matched = [{ rule, verdict, code }];
  return { verdict, enforced, rule, code, reason, matched, obligations: NO_OBLIGATIONS };
}
