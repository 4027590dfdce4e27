// The reference interpreter: a policy's answer to one attempt after another, as `docs/language.md` words it.
//
// Short, slow and obviously right: it reads the typed program, keeps a plain log of the past, and shares no code with
// lowering, table or runtime, parsers of values aside. What it says is what the language means.

import type { Fallback, Program, RuleOf, TypedNeed, TypedReason } from "../types/program.js";
import { contributions, type Contribution } from "./contribute.js";
import { truthOf, type Scene } from "./expression.js";
import { Overflow } from "./interval.js";
import { covers } from "./kill.js";
import { claims, type Claim } from "./limits.js";
import { obligations, type Asked, type InterpretedObligations } from "./oblige.js";
import { onErrorOf } from "./on-error.js";
import { answer, areMet, halted, keyOf, NOTHING, type Past } from "./past.js";
import { Invalid, readRequest } from "./read-request.js";
import { reasonText } from "./reason.js";
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

/** A program, and what has happened under it. */
export class Interpreter {
  #past: Past = NOTHING;
  #last: Situation | undefined;
  /** The permitted attempts whose outcome may be reported, and the grants they ran under. */
  readonly #running = new Map<Situation, readonly RuleOf<"grant">[]>();
  /** Of every attempt; undefined where the request was invalid. */
  readonly #attempted: (Situation | undefined)[] = [];

  constructor(private readonly program: Program) {}

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

  /** Reports the outcome of the action last attempted, or of one before it, once; held attempts have none. */
  outcome(outcome: "ok" | "failed", before = 0): void {
    const situation = this.#attempted.at(-1 - before);
    const running = situation && this.#running.get(situation);
    if (situation === undefined || running === undefined) return;
    this.#running.delete(situation);
    const scene = { ...sceneOf(situation, this.#past), outcome };
    const ended = running.filter(({ revoke }) => revoke !== undefined && truthOf(revoke, scene) !== false);
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
    const scene = sceneOf(situation, past);
    const { program } = this;
    const now = program.rules.flatMap((rule) => contributions(rule, scene, past));
    const enforced = now.filter(({ rule }) => !rule.shadow);
    const looksAtLimits = conclude(enforced, program, situation, past).verdict !== "block";
    const claimed =
      looksAtLimits || isShadow(program) ? program.rules.flatMap((rule) => claims(rule, scene, past)) : [];
    const over = looksAtLimits ? claimed.flatMap((claim) => claim.over) : [];
    const all = inOrder(program, [...now, ...over]);
    const binding = all.filter(({ rule }) => !rule.shadow);
    const conclusion = conclude(binding, program, situation, past);
    const shadow = all.some(({ rule, verdict }) => rule.shadow && verdict !== "none")
      ? conclude(all, program, situation, past)
      : undefined;
    if (permits(conclusion.enforced)) this.#take(situation, binding, claimed);
    this.#remember(situation, conclusion.verdict, permits(conclusion.enforced));
    const trips = isShadow(program) ? [] : tripped(program, scene);
    this.#past = { ...this.#past, kills: [...this.#past.kills, ...trips] };
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
      ...(trips.length > 0 && { trips: trips.map(({ value: _, ...each }) => each) }),
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
    this.#running.set(situation, used);
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

function sceneOf(situation: Situation, past: Past): Scene {
  return {
    situation,
    bound: new Map(),
    history: (question) => answer(question, past, situation),
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

/** The default; where it escalates and was approved, it counts as an allow. */
function fallback(header: Fallback, situation: Situation, past: Past): Say {
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
