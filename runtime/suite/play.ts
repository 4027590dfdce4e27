// Plays what a property suite made up on a target, and keeps a plain log of it.

import type { Request } from "../decide/request.js";
import { Log } from "./log.js";
import type { Declared } from "./situation.js";
import type { Decided, Session, Target } from "./target.js";

/** Steps, some of which attempt one of the requests. All that a golden case could do, and no more. */
export interface Play {
  readonly requests: readonly Request[];
  readonly steps: readonly PlayStep[];
}

export type PlayStep =
  /** The request at this place, counted round, so many times. */
  | { readonly do: "attempt"; readonly which: number; readonly times?: number }
  /** Of what was attempted last. */
  | { readonly do: "approve"; readonly by: string; readonly acknowledging?: boolean }
  /** Milliseconds. */
  | { readonly do: "wait"; readonly for: number }
  /** How what was attempted last ended. */
  | { readonly do: "report"; readonly outcome: "ok" | "failed"; readonly result?: unknown }
  | { readonly do: "kill" | "revive"; readonly scope: string; readonly value?: unknown };

/** What happened, step by step. */
export async function play(target: Target, declared: Declared, { requests, steps }: Play): Promise<Log> {
  const session = await target.start();
  const log = new Log(declared);
  const run: Run = { session, log, now: session.clock.now() };
  for (const step of steps) await take(step, requests, run);
  return log;
}

interface Run {
  readonly session: Session;
  readonly log: Log;
  now: number;
  last?: Decided;
}

async function take(step: PlayStep, requests: readonly Request[], run: Run): Promise<void> {
  const { session, log } = run;
  switch (step.do) {
    case "attempt": {
      const request = requests[step.which % Math.max(1, requests.length)];
      for (let i = 0; request !== undefined && i < (step.times ?? 1); i += 1) {
        run.last = await session.attempt(request);
        log.attempted(request, run.last, run.now);
      }
      return;
    }
    case "wait":
      run.now += step.for;
      session.clock.set(run.now);
      return log.add({ kind: "wait", for: step.for });
    case "approve":
      return approve(step, run);
    case "report":
      return report(step, run);
    case "kill":
    case "revive": {
      const scope = { scope: step.scope, ...(step.value !== undefined && { value: step.value }) };
      const done =
        step.do === "kill" ? await session.kill(scope) : await session.revive({ ...scope, waived: true });
      if (done.ok) log.add({ kind: step.do, ...scope });
    }
  }
}

async function approve(step: Extract<PlayStep, { readonly do: "approve" }>, run: Run): Promise<void> {
  const digest = run.last?.digest;
  const of = run.log.last;
  if (digest === undefined || of === undefined) return;
  const { by, acknowledging = false } = step;
  const done = await run.session.approve({ digest, by, acknowledges: acknowledging ? ["irreversible"] : [] });
  if (done.ok) run.log.add({ kind: "approve", of: of.fingerprint, by, acknowledging, at: run.now });
}

async function report(step: Extract<PlayStep, { readonly do: "report" }>, run: Run): Promise<void> {
  const { last } = run;
  const of = run.log.last;
  if (last?.id === undefined || of === undefined) return;
  const { outcome, result } = step;
  const answer = await run.session.report(last.id, { outcome, ...(result !== undefined && { result }) });
  const isRepeated = run.log.events.some(
    (event) => event.kind === "report" && event.of === of && event.first,
  );
  run.log.add({
    ...{ kind: "report", of, outcome, sent: result, seen: answer.result },
    first: answer.decision !== undefined && !isRepeated,
  });
}
