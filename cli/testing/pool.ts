// Worker threads that do units of work; answers come in any order, and a worker that dies is an answer as well.

import { Worker } from "node:worker_threads";
import { InputError } from "../exit.js";

export interface Pool<U, R> {
  /** The module that workers run: see `worker.ts`. */
  readonly script: URL;
  /** How many workers at most. */
  readonly count: number;
  /** What every unit has in common; plain data. */
  readonly common: unknown;
  /** For messages: what a unit is. */
  readonly nameOf: (unit: U) => string;
  /** A worker got on with its unit by so many steps. */
  readonly advance: (steps: number) => void;
  /** Looked at after each answer; where it is false, units that no worker has begun are left. */
  readonly more: (answers: readonly (Answer<R> | undefined)[]) => boolean;
}

export type Answer<R> =
  { readonly ok: true; readonly value: R } | { readonly ok: false; readonly error: Error };

/** What workers say; numbers are steps. */
export type Message<R> =
  | { readonly kind: "steps"; readonly steps: number }
  | { readonly kind: "done"; readonly value: R }
  | { readonly kind: "refused"; readonly problem: string; readonly remedy: string }
  | { readonly kind: "thrown"; readonly message: string };

/** The answers, by the places of their units; what was left has none. */
export async function runPool<U, R>(
  units: readonly U[],
  pool: Pool<U, R>,
): Promise<readonly (Answer<R> | undefined)[]> {
  const answers: (Answer<R> | undefined)[] = units.map(() => undefined);
  const next = units.entries();
  const take = (): [number, U] | undefined => (pool.more(answers) ? next.next().value : undefined);
  const workers = Array.from({ length: Math.min(pool.count, units.length) }, () => work(take, answers, pool));
  await Promise.all(workers);
  return answers;
}

/** One worker, until there is nothing left to take; after a death, a new one goes on. */
async function work<U, R>(
  take: () => [number, U] | undefined,
  answers: (Answer<R> | undefined)[],
  pool: Pool<U, R>,
): Promise<void> {
  let worker: Worker | undefined;
  for (let taken = take(); taken !== undefined; taken = take()) {
    const [place, unit] = taken;
    worker ??= new Worker(pool.script, { workerData: pool.common });
    const { answer, alive } = await ask(worker, unit, pool);
    answers[place] = answer;
    if (!alive) worker = undefined;
  }
  await worker?.terminate();
}

function ask<U, R>(
  worker: Worker,
  unit: U,
  { nameOf, advance }: Pool<U, R>,
): Promise<{ readonly answer: Answer<R>; readonly alive: boolean }> {
  return new Promise((resolve) => {
    const told = (message: Message<R>): void => {
      if (message.kind === "steps") advance(message.steps);
      else end(answerOf(message), true);
    };
    const failed = (error: unknown): void => {
      died(error instanceof Error ? error.message : String(error));
    };
    const exited = (code: number): void => {
      died(`exit code ${String(code)}`);
    };
    const died = (how: string): void => {
      const remedy = "run the command without --parallel to see whether it is that file";
      end({ ok: false, error: new InputError(`a worker died on ${nameOf(unit)} (${how})`, remedy) }, false);
    };
    const end = (answer: Answer<R>, alive: boolean): void => {
      worker.off("message", told).off("error", failed).off("exit", exited);
      resolve({ answer, alive });
    };
    worker.on("message", told).on("error", failed).on("exit", exited);
    worker.postMessage(unit);
  });
}

function answerOf<R>(message: Exclude<Message<R>, { readonly kind: "steps" }>): Answer<R> {
  switch (message.kind) {
    case "done":
      return { ok: true, value: message.value };
    case "refused":
      return { ok: false, error: new InputError(message.problem, message.remedy) };
    case "thrown":
      return { ok: false, error: new Error(message.message) };
  }
}
