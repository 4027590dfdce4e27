// Plays scripts on a table, each from fresh state, as cases are run.

import { createVirtualClock } from "../../runtime/state/clock.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { Admissions } from "../../runtime/decide/admissions.js";
import type { Observe } from "../../runtime/decide/observe.js";
import type { Policy } from "../../runtime/decide/policy.js";
import type { Decision } from "../../runtime/decide/request.js";
import { prepareRuntimes, runtimesOn, type Runtime } from "../../runtime/runtime.js";
import type { TableFile } from "../../runtime/table/format.js";
import { standIns } from "../../runtime/testing/stand-ins.js";
import type { Answer, Move, Played, Script } from "./move.js";

/** Where the clock of a case stands before it says otherwise. */
export const START = Date.parse("2026-01-01T00:00:00Z");

export interface Watching {
  /** Asked after each move: does the rest matter? */
  readonly isEnough?: (played: readonly Played[]) => boolean;
  readonly observe?: Observe;
}

/** Plays a script from fresh state. */
export type Player = (script: Script, watching?: Watching) => Promise<readonly Played[]>;

/** What `ready()` loads must be loaded. */
export async function playerOf(table: TableFile, admissions = new Admissions()): Promise<Player> {
  return playing(await prepareRuntimes(table, standIns(table)), admissions);
}

/** Of a policy whose table was read. */
export async function playerOn(policy: Policy, admissions: Admissions): Promise<Player> {
  return playing(await runtimesOn(policy, standIns(policy.table)), admissions);
}

/** Scripts are made of the same requests, again and again. */
function playing(runtimes: Awaited<ReturnType<typeof runtimesOn>>, { admit }: Admissions): Player {
  return async (script, { isEnough = () => false, observe } = {}) => {
    const clock = createVirtualClock(START);
    const play = new Play(runtimes({ store: createMemoryStore(), clock, observe, admit }), clock);
    const played: Played[] = [];
    for (const move of script) {
      played.push({ move, answers: await play.take(move) });
      if (isEnough(played)) break;
    }
    return played;
  };
}

const TAKEN: readonly Answer[] = [{ kind: "taken" }];
const REFUSED: readonly Answer[] = [{ kind: "refused" }];

class Play {
  #last: Decision | undefined;
  #digest: string | undefined;

  constructor(
    private readonly runtime: Runtime,
    private readonly clock: ReturnType<typeof createVirtualClock>,
  ) {}

  async take(move: Move): Promise<readonly Answer[]> {
    switch (move.do) {
      case "attempt":
        return this.#attempt(move);
      case "wait":
        this.clock.advance(move.for);
        return TAKEN;
      case "at":
        this.clock.set(move.time);
        return TAKEN;
      case "report":
        return this.#report(move);
      case "approve": {
        if (this.#digest === undefined) return REFUSED;
        const acknowledges = move.acknowledging ? (["irreversible"] as const) : [];
        return answered(await this.runtime.approve({ digest: this.#digest, by: move.by, acknowledges }));
      }
      case "kill":
        return answered(await this.runtime.kill({ scope: move.scope, value: move.value }));
      case "revive": {
        const scope = { scope: move.scope, value: move.value };
        const agreement = move.by === undefined ? { waived: true as const } : { by: [move.by] };
        return answered(await this.runtime.revive({ ...scope, ...agreement }));
      }
    }
  }

  async #attempt({ request, times }: Extract<Move, { readonly do: "attempt" }>): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (let i = 0; i < times; i += 1) {
      const decision = await this.runtime.attempt(request);
      this.#last = decision;
      this.#digest = decision.digest;
      answers.push(decided(decision));
    }
    return answers;
  }

  async #report({ outcome, result }: Extract<Move, { readonly do: "report" }>): Promise<readonly Answer[]> {
    if (this.#last === undefined) return REFUSED;
    const reported = await this.runtime.report(this.#last.id, {
      outcome,
      ...(result !== undefined && { result }),
    });
    const { decision } = reported;
    if (decision === undefined) return REFUSED;
    // Of how it ended alone a case expects nothing.
    if (result === undefined) return TAKEN;
    this.#digest = decision.digest;
    return [decided(decision)];
  }
}

function answered({ ok }: { readonly ok: boolean }): readonly Answer[] {
  return ok ? TAKEN : REFUSED;
}

function decided({ verdict, rule, code }: Decision): Answer {
  return { kind: "decided", verdict, rule, code };
}
