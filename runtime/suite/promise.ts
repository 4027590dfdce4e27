// What a promise is held against: how often its situation came up, and how it tells that it was broken.

import type { Verdict } from "../table/verdict.js";
import { isAtLeast, names, type Attempt, type Log, type Rule } from "./log.js";
import type { Truth } from "./truth.js";

/** A promise that was broken, told so that a person can follow it step by step. */
export class Broken extends Error {
  override readonly name = "Broken";

  constructor(
    readonly attempt: Attempt,
    readonly complaint: string,
    /** What should have been decided, where that is one verdict. */
    readonly expected?: Verdict,
  ) {
    super(`${complaint}\n${told(attempt.log, attempt)}`);
  }
}

/** Counts how often the situations of a promise came up: one that never did was not tested. */
export class Met {
  readonly #counts = new Map<string, number>();

  constructor(situations: readonly string[]) {
    for (const situation of situations) this.#counts.set(situation, 0);
  }

  /** Only what was announced is counted: a situation that nobody waits for cannot fail a suite. */
  count(situation: string): void {
    const before = this.#counts.get(situation);
    if (before !== undefined) this.#counts.set(situation, before + 1);
  }

  /** What is wrong where a situation never came up in a run that is large enough to expect it. */
  neverIn(runs: number): string | undefined {
    const never = Array.from(this.#counts).flatMap(([situation, count]) => (count === 0 ? [situation] : []));
    if (runs < ENOUGH || never.length === 0) return undefined;
    return `nothing was tested: in ${runs} runs it never happened that ${never.join(", nor that ")}`;
  }

  /** @throws {Error} where a situation never came up in a run that is large enough to expect it. */
  orFail(runs: number): void {
    const never = this.neverIn(runs);
    if (never !== undefined) throw new Error(never);
  }
}

/** So many runs should bring up every situation. */
const ENOUGH = 100;

/** What a rule says of an attempt, as the policy words it; false where it says nothing. */
export interface Saying {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly where: (attempt: Attempt) => Truth;
  /** The rule may be named for another reason, too. */
  readonly also?: true;
}

/**
 * A rule that restricts is heard: wherever it speaks (and where that cannot be known) the verdict is at least its own, and
 * names it; nowhere else is it named. A rule has several sayings where its clauses give verdicts of their own.
 */
export function isHeard(log: Log, sayings: readonly Saying[], met: Met): void {
  const [first] = sayings;
  if (first === undefined) return;
  for (const attempt of log.judged) {
    const spoken = new Set(
      sayings.filter(({ where }) => where(attempt) !== false).map(({ verdict }) => verdict),
    );
    const listed = verdictsOf(attempt, first.rule);
    for (const verdict of spoken) {
      met.count("it speaks");
      if (!isAtLeast(attempt.verdict, verdict))
        throw new Broken(
          attempt,
          `${first.rule} says ${verdict}, and the decision is ${attempt.verdict}`,
          verdict,
        );
      if (listed?.includes(verdict) === false)
        throw new Broken(attempt, `${first.rule} says ${verdict}, and is not named with it`);
    }
    if (first.also === true) continue;
    const wrong = listed?.find((verdict) => !spoken.has(verdict));
    if (wrong !== undefined)
      throw new Broken(attempt, `${first.rule} is named with ${wrong}, and what it asks for is not so`);
  }
}

/** What the rule is listed with; undefined where the target does not list what matched. */
function verdictsOf({ decision }: Attempt, rule: string): readonly Verdict[] | undefined {
  return decision.matched?.flatMap((each) => (each.rule === rule ? [each.verdict] : []));
}

/** A rule that permits is named where its conditions are known to hold, and nowhere else. */
export function permitsOnly(log: Log, { rule, where }: Pick<Saying, "rule" | "where">, met: Met): void {
  for (const attempt of log.judged) {
    const holds = where(attempt) === true;
    met.count(holds ? "it permits" : "it is silent");
    if (names(attempt, rule) === !holds)
      throw new Broken(
        attempt,
        holds
          ? `${rule} permits this, and is not named`
          : `${rule} permits this, and its conditions do not hold`,
      );
  }
}

/** A rule on trial is never among those that decide, wherever it would speak. */
export function isOnTrial(log: Log, rule: string, speaks: Rule, met: Met): void {
  for (const attempt of log.judged) {
    if (speaks(attempt) === false) continue;
    met.count("it would speak");
    if (names(attempt, rule) === true) throw new Broken(attempt, `${rule} is on trial, and is named`);
  }
}

// ─── For people ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The steps up to the attempt; attempts that are alike in one line. */
function told(log: Log, until: Attempt): string {
  const lines: string[] = [];
  let alike = 1;
  for (const event of log.events.slice(0, until.place + 1)) {
    const line = event.kind === "attempt" ? attemptText(event) : stepText(event);
    if (lines.at(-1)?.endsWith(line) === true) {
      alike += 1;
      lines[lines.length - 1] = `  ${alike} × ${line}`;
    } else {
      alike = 1;
      lines.push(`  ${line}`);
    }
  }
  return lines.join("\n");
}

function attemptText({ request, verdict, decision }: Attempt): string {
  const { agent, context, impact, action } = request;
  const sections = Object.entries({ agent, context, impact }).filter(
    ([, section]) => section !== undefined && Object.keys(section).length > 0,
  );
  const by = sections.map(([name, section]) => `${name} ${JSON.stringify(section)}`).join(" ");
  const flag = action.reversible === undefined ? "" : action.reversible ? " reversible" : " irreversible";
  return `${action.name}(${JSON.stringify(action.args ?? {})})${flag} ${by} → ${verdict} by ${decision.rule}`;
}

function stepText(event: Exclude<Log["events"][number], Attempt>): string {
  switch (event.kind) {
    case "wait":
      return `wait ${event.for} ms`;
    case "approve":
      return `approve by ${event.by}${event.acknowledging ? " acknowledging irreversible" : ""}`;
    case "report":
      return `report ${event.outcome}${event.sent === undefined ? "" : ` ${JSON.stringify(event.sent)}`}`;
    case "kill":
    case "revive":
      return `${event.kind} ${event.scope}${event.value === undefined ? "" : ` ${JSON.stringify(event.value)}`}`;
  }
}
