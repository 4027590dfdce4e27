// Tells by what happens in one sequence which states of the world decided: grants, approvals, kill switches, windows.

import type { Interpretation } from "../../../compiler/interpret/interpret.js";
import type { Program, TypedRule } from "../../../compiler/types/program.js";
import type { Runtime } from "../../../runtime/runtime.js";
import type { GrantRecord } from "../../../runtime/state/store.js";
import type { Coverage } from "./coverage.js";
import type { State } from "./states.js";

/** How a classifier answered. */
export type Answered = "says" | "fails" | "late";

/** What was last decided of an action. */
interface Before {
  readonly unmet: ReadonlySet<string>;
  readonly over: ReadonlySet<string>;
  readonly approvals: number;
  readonly acknowledged: boolean;
  readonly waits: number;
}

export class StateWatch {
  readonly #rules: ReadonlyMap<string, TypedRule>;
  readonly #hasGrants: boolean;
  readonly #known = new Map<string, Before>();
  readonly #approvals = new Map<string, { readonly times: number; readonly acknowledged: boolean }>();
  /** By the request that a kill switch halted: how many were lifted before. */
  readonly #halted = new Map<string, number>();
  #answers = new Set<Answered>();
  #kills = 0;
  #trips = 0;
  #waits = 0;
  #revivals = 0;

  constructor(
    private readonly program: Program,
    private readonly coverage: Coverage,
  ) {
    const rules = [program, ...(program.floor ? [program.floor] : [])].flatMap((each) => each.rules);
    this.#rules = new Map(rules.map((rule) => [rule.name, rule]));
    this.#hasGrants = rules.some(({ form }) => form === "grant");
  }

  answered(how: Answered): void {
    this.#answers.add(how);
  }

  killed(): void {
    this.#kills += 1;
  }

  revived(): void {
    this.#revivals += 1;
  }

  waited(): void {
    this.#waits += 1;
  }

  approved(digest: string, acknowledged: boolean): void {
    const known = this.#approvals.get(digest);
    this.#approvals.set(digest, {
      times: (known?.times ?? 0) + 1,
      acknowledged: acknowledged || known?.acknowledged === true,
    });
  }

  /** The grants in use, where the policy has any. */
  async before(runtime: Runtime): Promise<readonly GrantRecord[]> {
    return this.#hasGrants ? runtime.grants() : [];
  }

  attempted(
    decision: Interpretation,
    digest: string | undefined,
    request: unknown,
    before: readonly GrantRecord[],
    after: readonly GrantRecord[],
  ): void {
    const { rule, code, verdict, enforced, matched } = decision;
    if (rule === "on_error") this.coverage.state(`fault ${code}` as State);
    if (verdict !== enforced) this.coverage.state("policy in shadow mode");
    this.#halts(decision, request);
    const { action } = request as { readonly action?: { readonly name?: unknown } };
    if (typeof action?.name === "string" && action.name.startsWith("mcp.") && this.#rules.has(rule))
      this.coverage.state("action of a wildcard");
    const winners = matched.filter((each) => each.verdict === verdict).map((each) => each.rule);
    for (const name of winners) this.#grant(name, decision, before, after);
    this.#compare(decision, digest);
    this.#common(decision, winners);
    if (decision.trips) this.#trips += 1;
  }

  returned(decision: Interpretation, digest: string | undefined, before: number): void {
    const { rule, code, verdict, matched } = decision;
    if (rule === "on_error") this.coverage.state(`fault ${code}` as State);
    if (before > 0 && this.#rules.has(rule)) this.coverage.state("result late");
    const known = digest === undefined ? undefined : this.#known.get(digest);
    const lifted = [...(known?.unmet ?? [])].filter((name) => !unmetIn(decision).has(name));
    if (digest !== undefined && lifted.length > 0 && this.#approvals.has(digest))
      this.coverage.state("result approved");
    this.#remember(decision, digest);
    const winners = matched.filter((each) => each.verdict === verdict).map((each) => each.rule);
    this.#common(decision, winners);
    if (decision.trips) this.#trips += 1;
  }

  /** These constructs decided in the decision of which was told last. */
  decided(constructs: ReadonlySet<string>): void {
    const asked = constructs.has("classifier by host") || constructs.has("classifier by webhook");
    if (asked && this.#answers.has("late")) this.coverage.state("classifier late");
    if (asked && this.#answers.has("fails")) this.coverage.state("classifier failing");
    this.#answers = new Set();
  }

  #common(decision: Interpretation, winners: readonly string[]): void {
    const { shadow, verdict } = decision;
    if (shadow !== undefined && shadow.verdict !== verdict) this.coverage.state("rule in shadow mode");
    if (winners.some((name) => this.#isUnknown(name))) this.coverage.state("guard unknown");
    const below = winners.filter((name) => name.startsWith("q.")).length;
    if (below > 0) this.coverage.state(below === winners.length ? "floor alone" : "policy and floor");
    for (const name of winners) {
      const rule = this.#rules.get(name);
      if (rule?.form !== "cap" && rule?.form !== "throttle") continue;
      if (rule.limits.every(({ window }) => window === undefined)) this.coverage.state("limit at once");
      if (rule.limits.every(({ window }) => window !== undefined)) this.coverage.state("limit over a window");
    }
  }

  #isUnknown(name: string): boolean {
    const rule = this.#rules.get(name);
    if (rule === undefined) return false;
    const heard = [...rule.when, ...rule.unless].map((expr) => this.coverage.heard(expr));
    return heard.some((truths) => truths.has("unknown"));
  }

  #halts({ rule }: Interpretation, request: unknown): void {
    const text = JSON.stringify(request);
    const halted = this.#halted.get(text);
    if (!rule.endsWith(".freeze")) {
      if (halted !== undefined && halted < this.#revivals) this.coverage.state("revived");
      this.#halted.delete(text);
      return;
    }
    this.#halted.set(text, this.#revivals);
    if (this.#trips === 0) this.coverage.state("killed");
    if (this.#kills === 0) this.coverage.state("killed by a trip");
    if (this.program.header.mode === "shadow") this.coverage.state("killed in shadow mode");
  }

  #grant(
    name: string,
    { verdict, enforced }: Interpretation,
    before: readonly GrantRecord[],
    after: readonly GrantRecord[],
  ): void {
    if (this.#rules.get(name)?.form !== "grant") return;
    const own = after.filter(({ id }) => id === name);
    if (verdict === "sandbox" && enforced === "sandbox")
      this.coverage.state(
        own.length > before.filter(({ id }) => id === name).length ? "grant unused" : "grant live",
      );
    if (verdict === "sandbox" || own.length === 0) return;
    if (own.every(({ revoked }) => revoked)) this.coverage.state("grant revoked");
    if (own.every(({ revoked }) => !revoked)) this.coverage.state("grant expired");
  }

  /** What is other than when the same action was decided before. */
  #compare(decision: Interpretation, digest: string | undefined): void {
    const known = digest === undefined ? undefined : this.#known.get(digest);
    const { times = 0, acknowledged = false } = this.#approvals.get(digest ?? "") ?? {};
    if (known !== undefined) {
      if (
        known.waits < this.#waits &&
        [...known.over].some((name) => !overIn(decision, this.#rules).has(name))
      )
        this.coverage.state("window free again");
      if (known.approvals < times) this.#lifted(decision, known.unmet, acknowledged);
    }
    this.#remember(decision, digest);
  }

  #lifted(decision: Interpretation, unmet: ReadonlySet<string>, acknowledged: boolean): void {
    if (decision.rule.endsWith(".freeze")) return;
    const still = unmetIn(decision);
    for (const name of unmet) {
      if (still.has(name)) this.coverage.state("approval by one who may not");
      else this.coverage.state(this.#approvalOf(name, decision, acknowledged));
    }
  }

  #approvalOf(name: string, { matched }: Interpretation, acknowledged: boolean): State {
    const form = this.#rules.get(name)?.form;
    if (name === "default") return "default approved";
    if (form === "quorum") return "quorum approved";
    if (form === "reversibility" && acknowledged) return "reversibility acknowledged";
    const allows = matched.some((each) => each.rule === name && each.verdict === "allow");
    return allows ? "allow once approved" : "escalation approved";
  }

  #remember(decision: Interpretation, digest: string | undefined): void {
    if (digest === undefined) return;
    const { times = 0, acknowledged = false } = this.#approvals.get(digest) ?? {};
    this.#known.set(digest, {
      unmet: unmetIn(decision),
      over: overIn(decision, this.#rules),
      approvals: times,
      acknowledged,
      waits: this.#waits,
    });
  }
}

function unmetIn({ obligations }: Interpretation): ReadonlySet<string> {
  return new Set(obligations.unmet.map(({ rule }) => rule));
}

/** The throttles that hold the action. */
function overIn({ matched }: Interpretation, rules: ReadonlyMap<string, TypedRule>): ReadonlySet<string> {
  return new Set(matched.map(({ rule }) => rule).filter((name) => rules.get(name)?.form === "throttle"));
}
