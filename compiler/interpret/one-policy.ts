// One policy in the reference interpreter: what it says of an attempt, and what has happened under it.

import type { DataSet, Fallback, Program, RuleOf, TypedNeed, TypedReason } from "../types/program.js";
import { carriedOver, contributions, type Contribution } from "./contribute.js";
import { truthOf } from "./expression.js";
import type { Answer, Scene, Watch } from "./scene.js";
import { Overflow } from "./interval.js";
import { covers } from "./kill.js";
import { claims, type Claim } from "./limits.js";
import { obligations, type Asked, type InterpretedObligations } from "./oblige.js";
import { onErrorOf } from "./on-error.js";
import { answer, areMet, halted, keyOf, NOTHING, type Past } from "./past.js";
import { reasonText } from "./reason.js";
import { actionNamed } from "./select.js";
import type { Content, Returned, Situation } from "./situation.js";
import { tripped, type Tripped } from "./trips.js";

/** What a refreshed data set of this policy holds at present; undefined where that is not known. */
export type Held = (data: DataSet, policy: string) => Content | undefined;

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

export const ORDER: readonly VerdictName[] = ["allow", "redact", "sandbox", "throttle", "escalate", "block"];
const NO_OBLIGATIONS: InterpretedObligations = { redactions: [], connect: [], unmet: [], notify: [] };

/** A say with a name: a rule's, or the default's. */
interface Say extends Named {
  readonly reason: TypedReason;
  readonly permits: boolean;
  readonly explicit: boolean;
  readonly contribution?: Contribution;
}

/** What one policy says, before its floor is asked. */
export interface Opinion {
  /** Could it decide? */
  readonly judged: boolean;
  readonly interpretation: Interpretation;
  /** What it said of rewriting and boxes, which is enforced together with the floor's. */
  readonly binding: readonly Contribution[];
  /** What its rules trip, whatever is decided. */
  readonly trips: readonly Tripped[];
  /** Takes all effects, once it is known that the action runs. */
  readonly take: () => void;
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
}

/** A program, and what has happened under it. */
export class OnePolicy {
  #past: Past = NOTHING;
  /** The permitted attempts that may be reported, as this policy sees them. */
  readonly #running = new Map<Situation, Running>();
  readonly #seen = new WeakMap<Situation, Situation>();

  constructor(
    readonly program: Program,
    private readonly answer: Answer,
    private readonly held: Held,
    private readonly watch?: Watch,
  ) {}

  /** The decision of a kill switch that covers the request. */
  halt(request: unknown, now: number): Interpretation | undefined {
    const kill = halted(
      this.program,
      this.#past,
      (each) => now < (each.until ?? Infinity) && covers(this.program, each, request),
    );
    // It holds in shadow mode too.
    return kill && alone("block", "block", kill.name, kill.name, "");
  }

  /** What a request gets that this policy cannot decide. */
  failure(request: unknown, now: number, code: string): Interpretation {
    return failed(this.program, onErrorOf(this.program, request, now, this.watch), code);
  }

  /** What a result gets that this policy cannot decide: it is withheld. */
  withholding(code: "result.invalid" | "decision.fault"): Interpretation {
    const reason =
      code === "result.invalid" ? "the result is not as it was declared" : "this result could not be decided";
    return alone("block", enforcedOf(this.program, "block"), "on_error", code, reason);
  }

  /**
   * The attempt by this policy's own declarations, which say what an action does, with what its refreshed data holds now;
   * always the same for the same.
   */
  seen(situation: Situation): Situation {
    const known = this.#seen.get(situation);
    if (known !== undefined) return known;
    const action = actionNamed(this.program, situation.name);
    if (action === undefined) throw new Error("a floor lacks an action of its policy");
    const { reversible } = situation.raw.action;
    const seen = {
      ...situation,
      action,
      reversible: action.reversible === "always" || (action.reversible === "reported" && reversible === true),
      held: this.#inForce(),
    };
    this.#seen.set(situation, seen);
    return seen;
  }

  #inForce(): NonNullable<Situation["held"]> {
    const refreshed = this.program.data.filter(({ refresh }) => refresh !== undefined);
    return new Map(
      refreshed.flatMap((data) => {
        const content = this.held(data, this.program.header.name);
        return content === undefined ? [] : [[data.name, content]];
      }),
    );
  }

  /** Every decision on a valid request is an attempt that counts. */
  remember(situation: Situation, verdict: VerdictName, permitted: boolean, late: boolean): void {
    const decided = [...this.#past.decided, { situation, verdict, permitted, late }];
    this.#past = { ...this.#past, decided };
  }

  /** Does the policy block whatever its windows hold? Throws `Overflow`. */
  blocksAtOnce(situation: Situation): boolean {
    const scene = this.#sceneOf(situation, this.#past);
    const said = this.#attemptRules().flatMap((rule) => contributions(rule, scene, this.#past));
    const enforced = said.filter(({ rule }) => !rule.shadow);
    return conclude(enforced, this.program, situation, this.#past).verdict === "block";
  }

  #sceneOf(situation: Situation, past: Past): Scene {
    return {
      situation,
      bound: new Map(),
      history: (question) => answer(question, past, situation, this.watch),
      answer: this.answer,
      approved: () => false,
      ...(this.watch && { watch: this.watch }),
    };
  }

  #attemptRules(): Program["rules"] {
    return this.program.rules.filter(({ onResult }) => !onResult);
  }

  /** Approves the action, or the result, of this fingerprint at `now`. */
  approve(fingerprint: string, by: string, acknowledging: boolean, now: number): void {
    const approval = { fingerprint, by, acknowledging, at: now };
    this.#past = { ...this.#past, approvals: [...this.#past.approvals, approval] };
  }

  spend(fingerprint: string): void {
    const approvals = this.#past.approvals.filter((approval) => approval.fingerprint !== fingerprint);
    this.#past = { ...this.#past, approvals };
  }

  /** Decides what came back from the attempt `seen`. What it cannot decide it withholds. */
  decideResult(seen: Situation, report: Situation, outcome: "ok" | "failed"): Opinion {
    const running = this.#running.get(seen);
    // What was not known when the action was decided is not known of its result.
    const history: Scene["history"] = (question) =>
      running === undefined ? UNKNOWN : answer(question, running.past, running.situation, this.watch);
    const scene = { ...this.#sceneOf(report, this.#past), outcome, history };
    try {
      const own = this.program.rules
        .filter(({ onResult }) => onResult)
        .flatMap((rule) => contributions(rule, scene, this.#past));
      const asked = (running?.asked ?? []).flatMap((each) => carriedOver(each, report));
      const all = inOrder(this.program, [...own, ...asked]);
      const binding = isShadow(this.program) ? [] : all.filter(({ rule }) => !rule.shadow);
      const said = this.#said(all, [], report);
      return { judged: true, ...this.#tripping(said, scene), binding, take: () => undefined };
    } catch (error) {
      if (error instanceof Overflow) return unsaid(this.withholding("decision.fault"));
      throw error;
    }
  }

  /** The outcome ends the grants that it revokes; histories know from now on what came back, if that is as declared. */
  end(seen: Situation, outcome: "ok" | "failed", returned: Returned | undefined): void {
    const running = this.#running.get(seen);
    if (running === undefined) return;
    this.#running.set(seen, { ...running, grants: [] });
    const scene = { ...this.#sceneOf(running.situation, this.#past), outcome };
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
      each.situation === situation ? { ...each, outcome, ...(returned && { returned }) } : each,
    );
    this.#past = { ...this.#past, grants, decided };
  }

  trip(kills: readonly Tripped[]): void {
    this.#past = { ...this.#past, kills: [...this.#past.kills, ...kills] };
  }

  kill(scope: string, value?: unknown): void {
    this.#past = { ...this.#past, kills: [...this.#past.kills, { scope, value }] };
  }

  revive(scope: string, value?: unknown): void {
    const same = (kill: { scope: string; value?: unknown }): boolean =>
      kill.scope === scope && JSON.stringify(kill.value) === JSON.stringify(value);
    this.#past = { ...this.#past, kills: this.#past.kills.filter((kill) => !same(kill)) };
  }

  /** Decides; without `looking` the windows are left alone. Throws `Overflow`. */
  decide(situation: Situation, looking: boolean): Opinion {
    const past = this.#past;
    const scene = this.#sceneOf(situation, past);
    const { program } = this;
    const rules = this.#attemptRules();
    const now = rules.flatMap((rule) => contributions(rule, scene, past));
    const claimed = looking ? rules.flatMap((rule) => claims(rule, scene, past)) : [];
    const over = this.blocksAtOnce(situation) ? [] : claimed.flatMap((claim) => claim.over);
    const all = inOrder(program, [...now, ...over]);
    const binding = all.filter(({ rule }) => !rule.shadow);
    return {
      judged: true,
      ...this.#tripping(this.#said(all, claimed, situation), scene),
      binding: isShadow(program) ? [] : binding,
      take: () => {
        this.#take(situation, binding, claimed);
      },
    };
  }

  /** The decision, with what the rules that match trip. */
  #tripping(said: Interpretation, scene: Scene): Pick<Opinion, "interpretation" | "trips"> {
    const trips = isShadow(this.program) ? [] : tripped(this.program, scene);
    if (trips.length === 0) return { interpretation: said, trips };
    return { interpretation: { ...said, trips: trips.map(({ value: _, ...each }) => each) }, trips };
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

const UNKNOWN = { low: -Infinity, high: Infinity };

/** The say of a policy that could not decide. */
export function unsaid(interpretation: Interpretation): Opinion {
  return { judged: false, interpretation, binding: [], trips: [], take: () => undefined };
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

export function permits(verdict: VerdictName): boolean {
  return ORDER.indexOf(verdict) < ORDER.indexOf("throttle");
}

export function isShadow({ header }: Program): boolean {
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
