// A golden case that tells two tables apart: what the original decides, and the other one decides otherwise.

import { Admissions } from "../../runtime/decide/admissions.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { declarationOf } from "../../runtime/values/action-name.js";
import { diffTables } from "../verify/diff/diff.js";
import type { Example } from "../verify/diff/replay.js";
import { attempt, caseOf, recordOf, type Answer, type Played, type Script } from "./move.js";
import { playerOf, playerOn, type Player } from "./player.js";
import { Seeds, type Seed } from "./seeds.js";
import { costOf, sizeOf, smaller } from "./shrink.js";
import { scriptsFor } from "./scripts.js";
import { switchesApart, touchedBy } from "./touched.js";

export interface DistinguishOptions {
  /** What the case is called. */
  readonly name: string;
  /** What changed, where that is known; else the two are compared. */
  readonly known?: KnownChange;
  /** What decides by the other table, where that was read already. */
  readonly policy?: Policy;
  /** Decisions that the search may take; some thousands if left out. */
  readonly budget?: number;
}

export interface KnownChange {
  /** Rules and kill switches that are not the same in both, by their qualified names; `default` is one. */
  readonly rules: readonly string[];
  /** Requests that may be decided otherwise. */
  readonly examples?: readonly Pick<Example, "request" | "report" | "before">[];
}

const BUDGET = 20_000;

/** Finds cases that tell other tables from one: what was found out of it serves for all of them. */
export class Distinguisher {
  readonly #seeds: Seeds;
  readonly #player: Promise<Player>;
  readonly #answers = new Answers();
  readonly #admissions = new Admissions();

  /** What `ready()` loads must be loaded. */
  constructor(private readonly original: TableFile) {
    this.#seeds = new Seeds(original);
    this.#player = playerOf(original, this.#admissions);
  }

  /**
   * A case that passes on the original and fails on the other, as short as was found; undefined where none was found.
   * Where only the rule that decides is another one, the case says which it is.
   */
  async caseFor(changed: TableFile, options: DistinguishOptions): Promise<TestCase | undefined> {
    const { name, budget = BUDGET, known = changeBetween(this.original, changed), policy } = options;
    const player = await (policy === undefined
      ? playerOf(changed, this.#admissions)
      : playerOn(policy, this.#admissions));
    const search = new Search(this.#answers.by(await this.#player), player, budget);
    const examples = seedsOf(known, this.original);
    const touched = touchedBy(new Set(known.rules), this.original, changed);
    const found = await search.first(
      [...invalid(this.original), ...[]],
      scriptsFor(touched, this.#seeds, examples),
    );
    return found && caseOf(name, found.played, { by: found.strength === "rule" });
  }
}

/** As `Distinguisher`, once. */
export async function distinguish(
  original: TableFile,
  changed: TableFile,
  options: DistinguishOptions,
): Promise<TestCase | undefined> {
  return new Distinguisher(original).caseFor(changed, options);
}

function changeBetween(original: TableFile, changed: TableFile): KnownChange {
  const { rules, changes, differences } = diffTables(original, changed);
  const names = [...rules.added, ...rules.removed, ...rules.changed, ...changes.map(({ name }) => name)];
  return {
    rules: [...names, ...switchesApart(original, changed)],
    examples: differences.flatMap(({ examples }) => examples),
  };
}

/** So many of the requests that may show a difference are looked at. */
const MOST_EXAMPLES = 12;

function seedsOf({ examples = [] }: KnownChange, { schema }: TableFile): readonly Seed[] {
  return examples.slice(0, MOST_EXAMPLES).map(({ request, report, before }) => {
    const name = String(recordOf(request.action).name);
    const action = declarationOf(schema.actions, name) ?? name;
    return { action, request, facts: before.facts, ...(report && { report }) };
  });
}

/** Requests that are no requests: what `on_error` says of them. */
function invalid({ schema }: TableFile): readonly Script[] {
  const [action = "x"] = Object.keys(schema.actions);
  return [
    [attempt({ action: { name: "undeclared.action", args: {} } })],
    [attempt({ action: { name: action, args: { "no argument": null } } })],
  ];
}

/** What was answered: the same scripts are made for each change of a rule. */
class Answers {
  readonly #known = new Map<string, readonly Played[]>();

  by(player: Player): Player {
    return async (script) => {
      const text = JSON.stringify(script);
      const known = this.#known.get(text) ?? (await player(script));
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(text, known);
      return known;
    };
  }
}

/** So many scripts are kept. */
const MOST_KNOWN = 5_000;

// ─── The search ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Found {
  readonly played: readonly Played[];
  /** Is the verdict another one, or only the rule that gives it? */
  readonly strength: "verdict" | "rule";
}

class Search {
  constructor(
    private readonly original: Player,
    private readonly changed: Player,
    private left: number,
  ) {}

  /** The first script that shows another verdict, made short; else the first one that shows another rule. */
  async first(few: readonly Script[], many: Iterable<Script>): Promise<Found | undefined> {
    let weak: Found | undefined;
    const seen = new Set<string>();
    for (const scripts of [many, few])
      for (const script of scripts) {
        const text = JSON.stringify(script);
        if (seen.has(text)) continue;
        seen.add(text);
        if (this.left <= 0) break;
        const found = await this.#shown(script);
        if (found?.strength === "verdict") return this.#shrunk(found);
        weak ??= found;
      }
    return weak && this.#shrunk(weak);
  }

  /** What the original answers, up to where the other one answers otherwise; undefined where it never does. */
  async #shown(script: Script): Promise<Found | undefined> {
    this.left -= costOf(script);
    const all = await this.original(script);
    // What is refused has no effect, and no case can have it.
    const played = all.filter(({ answers }) => answers.every(({ kind }) => kind !== "refused"));
    let weak: Found | undefined;
    let strong: Found | undefined;
    await this.changed(
      played.map(({ move }) => move),
      {
        isEnough: (others) => {
          const place = others.length - 1;
          const strength = compared(played[place]?.answers ?? [], others[place]?.answers ?? []);
          if (strength?.by === "verdict")
            strong = { played: upTo(played, place, strength.at), strength: "verdict" };
          else if (strength !== undefined)
            weak ??= { played: upTo(played, place, strength.at), strength: "rule" };
          return strong !== undefined;
        },
      },
    );
    return strong ?? weak;
  }

  /** Without each move that it does not take, and with fewer attempts of those that are many. */
  async #shrunk(found: Found): Promise<Found> {
    let best = found;
    this.left = Math.max(this.left, SHRINKING);
    for (let at = best.played.length - 1; at >= 0; at -= 1) {
      for (const script of smaller(movesOf(best), at)) {
        if (this.left <= 0) return best;
        const next = await this.#shown(script);
        if (next?.strength !== best.strength || sizeOf(movesOf(next)) >= sizeOf(movesOf(best))) continue;
        best = next;
        at = Math.min(at, best.played.length);
        break;
      }
    }
    return best;
  }
}

function movesOf({ played }: Found): Script {
  return played.map(({ move }) => move);
}

/** Decisions that making a script shorter may take. */
const SHRINKING = 4_000;

/** Where two answers to one move part, if they do. */
function compared(
  answers: readonly Answer[],
  others: readonly Answer[],
): { readonly by: "verdict" | "rule"; readonly at: number } | undefined {
  let weak: number | undefined;
  for (const [at, answer] of answers.entries()) {
    const other = others[at];
    if (other?.kind !== answer.kind) return { by: "verdict", at };
    if (answer.kind !== "decided" || other.kind !== "decided") continue;
    if (answer.verdict !== other.verdict) return { by: "verdict", at };
    if (answer.rule !== other.rule) weak ??= at;
  }
  return weak === undefined ? undefined : { by: "rule", at: weak };
}

function upTo(played: readonly Played[], place: number, at: number): readonly Played[] {
  return played.slice(0, place + 1).map((each, i) => {
    if (i < place) return each;
    const move = each.move.do === "attempt" ? { ...each.move, times: at + 1 } : each.move;
    return { move, answers: each.answers.slice(0, at + 1) };
  });
}
