// Cases for what no golden case touches: each goal of coverage that is open gets a request, or a sequence of steps, that
// reaches it, with what the policy decides as what is expected.

import { Collector } from "../coverage/collect.js";
import type { Counts } from "../coverage/counts.js";
import { goalsOf, unmetIn, type Goal } from "../coverage/goals.js";
import type { Plan, Slot } from "../coverage/plan.js";
import { reachOf } from "../coverage/reach.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { permits } from "../../runtime/table/verdict.js";
import { declarationOf } from "../../runtime/values/action-name.js";
import { caseOf, recordOf, type Answer, type Played, type Script } from "./move.js";
import { playerOf, type Player } from "./player.js";
import { guarded } from "../coverage/guards.js";
import { Aims } from "./aims.js";
import { Seeds, type Seed } from "./seeds.js";
import { plainly, scriptsFor, type Base } from "./scripts.js";
import { costOf, smaller } from "./shrink.js";
import { permittedIn, type Permitted } from "./standing.js";
import { touchedBy } from "./touched.js";

export interface Suggestion {
  readonly testCase: TestCase;
  /** What it reaches that nothing else does, the goal that it was found for first. */
  readonly reaches: readonly Goal[];
}

export interface Suggested {
  /** In the order of the rules that they are for. */
  readonly suggestions: readonly Suggestion[];
  /** What no case was found for: because no request can reach it, or within the budget. */
  readonly left: readonly { readonly goal: Goal; readonly isProved: boolean }[];
}

export interface SuggestOptions {
  /** Only goals of these. */
  readonly isWanted?: (goal: Goal) => boolean;
  /** Decisions that looking for one rule's goals may take. */
  readonly budget?: number;
  /** Is the case decided alike elsewhere? One that is not is left out. */
  readonly isSure?: (testCase: TestCase) => boolean;
  /** The cases that stand: of what they know, searches make use. */
  readonly standing?: readonly TestCase[];
  /** Called as rules are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

const BUDGET = 6_000;

/** `counts` say what the cases that stand reach of the plan. What `ready()` loads must be loaded. */
export async function suggestCases(
  table: TableFile,
  plan: Plan,
  counts: Counts,
  options: SuggestOptions = {},
): Promise<Suggested> {
  const { isWanted = () => true, budget = BUDGET, onProgress } = options;
  const goals = goalsOf(plan).filter(isWanted);
  const { never } = reachOf(table, goals);
  const open = unmetIn(goals, counts);
  const wanted = open.filter((goal) => !never.has(goal));
  const search = new Search(table, plan, wanted, await playerOf(table), options);
  const rules = Array.from(new Set(wanted.map(({ rule }) => rule)));
  for (const [i, rule] of rules.entries()) {
    await search.lookFor(rule, budget);
    onProgress?.(i + 1, rules.length);
  }
  const chosen = search.chosen();
  // A proof speaks of requests that fit their declarations: others may reach it all the same.
  const left = open.filter(({ slot }) => !chosen.some(({ reached }) => reached.has(slot)));
  return {
    suggestions: chosen.map(({ suggestion }) => suggestion),
    left: left.map((goal) => ({ goal, isProved: never.has(goal) })),
  };
}

/** A script that was played, and the goals that it reaches. */
interface Candidate {
  readonly script: Script;
  readonly played: readonly Played[];
  readonly reached: ReadonlySet<Slot>;
  readonly testCase: TestCase;
}

class Search {
  readonly #seeds: Seeds;
  readonly #aims: Aims;
  readonly #open: Map<Slot, Goal>;
  readonly #taken: Candidate[] = [];
  readonly #collector: Collector;
  /** Requests that were seen to be permitted, by the action's declared name. */
  readonly #permitted = new Map<string, Base[]>();
  readonly #isSure: (testCase: TestCase) => boolean;
  #left = 0;

  constructor(
    private readonly table: TableFile,
    private readonly plan: Plan,
    private readonly wanted: readonly Goal[],
    private readonly player: Player,
    { isSure = () => true, standing = [] }: SuggestOptions,
  ) {
    this.#isSure = isSure;
    const asking = guarded(table, wanted);
    this.#seeds = new Seeds(table, asking.table);
    this.#aims = new Aims(asking, this.#seeds);
    this.#open = new Map(wanted.map((goal) => [goal.slot, goal]));
    this.#collector = new Collector(plan);
    for (const each of permittedIn(standing)) this.#learnt(each);
  }

  isOpen({ slot }: Goal): boolean {
    return this.#open.has(slot);
  }

  async lookFor(rule: string, budget: number): Promise<void> {
    // At an edge most is seen at once.
    const [edges, others] = [true, false].map((isEdge) =>
      this.wanted.filter((goal) => goal.rule === rule && (goal.measure === "boundaries") === isEdge),
    );
    const own = [...(edges ?? []), ...(others ?? [])];
    const isDone = (): boolean => !own.some((goal) => this.isOpen(goal));
    this.#left = budget;
    const direct: Seed[] = [];
    for (const goal of own) {
      if (!this.isOpen(goal)) continue;
      for (const seed of this.#aims.at(goal)) {
        direct.push(seed);
        await this.#tryAll(plainly(seed, this.#seeds), () => !this.isOpen(goal));
      }
      await this.#tryAll(this.#aims.unruled(goal), () => !this.isOpen(goal));
    }
    const touched = touchedBy(new Set([rule]), this.table);
    const actions = new Set(touched.rows.flatMap((row) => row.actions));
    const permitted = Array.from(actions).flatMap((action) => this.#permitted.get(action) ?? []);
    if (!isDone()) await this.#tryAll(scriptsFor(touched, this.#seeds, direct, permitted), isDone);
  }

  async #tryAll(scripts: Iterable<Script>, isDone: () => boolean): Promise<void> {
    for (const script of scripts) {
      if (isDone() || this.#left <= 0) return;
      const found = await this.#reaching(script);
      const short = found && (await this.#shrunk(found));
      if (short !== undefined && this.#isSure(short.testCase)) this.#take(short);
    }
  }

  /** Undefined where it reaches nothing that is open. */
  async #reaching(script: Script): Promise<Candidate | undefined> {
    this.#left -= costOf(script);
    const before = this.#collector.counts.seen;
    const all = await this.player(script, { observe: this.#collector.observe });
    const played = all.filter(({ answers }) => answers.every(({ kind }) => kind !== "refused"));
    this.#learn(played);
    const { seen } = this.#collector.counts;
    const slots = seen.flatMap((count, slot) => (count > (before[slot] ?? 0) ? [slot] : []));
    if (!slots.some((slot) => this.#open.has(slot))) return undefined;
    const testCase = caseOf("", played, { by: true });
    if (!testCase.steps.some(({ step }) => step === "expect")) return undefined;
    return { script: played.map(({ move }) => move), played, reached: new Set(slots), testCase };
  }

  #learn(played: readonly Played[]): void {
    const place = played.findIndex(({ answers }) => answers.some(isPermitting));
    const move = played[place]?.move;
    if (move?.do !== "attempt" || place > MOST_BEFORE) return;
    this.#learnt({ request: move.request, past: played.slice(0, place).map((each) => each.move) });
  }

  /** Rules that are hard to meet by a search, as where data is asked, are met by what others were met by. */
  #learnt({ request, past }: Permitted): void {
    const action = declarationOf(this.table.schema.actions, String(recordOf(request.action).name));
    const known = this.#permitted.get(action ?? "") ?? [];
    if (action !== undefined && known.length < MOST_LEARNT)
      this.#permitted.set(action, [...known, { seed: { action, request, facts: {} }, past }]);
  }

  /** Without the moves that it does not take to reach as much. */
  async #shrunk(found: Candidate): Promise<Candidate> {
    const gained = Array.from(found.reached).filter((slot) => this.#open.has(slot));
    let best = found;
    for (let at = best.script.length - 1; at >= 0; at -= 1) {
      at = Math.min(at, best.script.length - 1);
      for (const script of smaller(best.script, at)) {
        const next = await this.#reaching(script);
        if (next === undefined || !gained.every((slot) => next.reached.has(slot))) continue;
        best = next;
        break;
      }
    }
    return best;
  }

  #take(candidate: Candidate): void {
    this.#taken.push(candidate);
    for (const slot of candidate.reached) this.#open.delete(slot);
  }

  /** Without those of which others reach all. */
  chosen(): readonly { readonly suggestion: Suggestion; readonly reached: ReadonlySet<Slot> }[] {
    const kept = new Set(this.#taken);
    const slots = new Set(this.wanted.map(({ slot }) => slot));
    for (const each of this.#taken) {
      const others = Array.from(kept).filter((other) => other !== each);
      const isReached = (slot: Slot): boolean => others.some(({ reached }) => reached.has(slot));
      if (Array.from(each.reached).every((slot) => !slots.has(slot) || isReached(slot))) kept.delete(each);
    }
    const told = new Set<Slot>();
    return Array.from(kept).map((each) => {
      const reaches = this.wanted.filter(({ slot }) => each.reached.has(slot) && !told.has(slot));
      for (const { slot } of reaches) told.add(slot);
      const testCase = { ...each.testCase, name: nameOf(reaches, this.plan) };
      return { suggestion: { testCase, reaches }, reached: each.reached };
    });
  }
}

/** So many moves may come before a request that is learnt, of which an action has so many. */
const MOST_BEFORE = 2;
const MOST_LEARNT = 6;

function isPermitting(answer: Answer): boolean {
  return answer.kind === "decided" && permits(answer.verdict);
}

/** What it is for, of the rule that it is for. */
function nameOf([first]: readonly Goal[], { policy }: Plan): string {
  if (first === undefined) return "a case";
  const rule = first.rule.startsWith(`${policy}.`) ? first.rule.slice(policy.length + 1) : first.rule;
  const text = first.text.replace(first.rule, rule);
  return first.aim.kind === "speaks" || first.aim.kind === "decides" ? text : `${rule}: ${text}`;
}
