// One policy in the reference interpreter: what it says of an attempt, and what has happened under it.

import type { DataSet, Program, RuleOf, TypedReason } from "../types/program.js";
import {
  alone,
  conclude,
  enforcedOf,
  failed,
  isShadow,
  needsOf,
  notes,
  type Conclusion,
  type Interpretation,
  type VerdictName,
} from "./conclude.js";
import { carriedOver, contributions, type Contribution } from "./contribute.js";
import { truthOf } from "./expression.js";
import type { Answer, Scene, Watch } from "./scene.js";
import { Overflow } from "./interval.js";
import { covers } from "./kill.js";
import { claims, type Claim } from "./limits.js";
import { obligations, type Asked } from "./oblige.js";
import { onErrorOf } from "./on-error.js";
import { answer, halted, keyOf, NOTHING, type Past } from "./past.js";
import { reasonText } from "./reason.js";
import { actionNamed } from "./select.js";
import type { Content, Returned, Situation } from "./situation.js";
import { tripped, type Tripped } from "./trips.js";

/** What a refreshed data set of this policy holds at present; undefined where that is not known. */
export type Held = (data: DataSet, policy: string) => Content | undefined;

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

function inOrder(program: Program, said: readonly Contribution[]): Contribution[] {
  return program.rules.flatMap((rule) => said.filter((each) => each.rule === rule));
}
