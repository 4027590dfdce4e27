// The two evaluators that the suite is run on, behind one door: the reference interpreter, and the runtime over the table.

import { compile, type Compilation } from "../../compiler/compile.js";
import { Interpreter } from "../../compiler/interpret/interpret.js";
import { parseSchema } from "../../runtime/facts/sql/index.js";
import { createRuntime } from "../../runtime/runtime.js";
import { createVirtualClock } from "../../runtime/state/clock.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { standIns } from "../../runtime/testing/stand-ins.js";
import { fromInterpreter, fromRuntime } from "../support/comparable.js";
import type { ConformanceStep, Decided } from "./format.js";

type StepOf<K extends string> = Extract<ConformanceStep, Readonly<Record<K, unknown>>>;

/** What has a memory of one case; `attempt` decides once. */
export interface Evaluator {
  attempt(request: unknown, now: number): Promise<Decided>;
  approve(approval: StepOf<"approve">["approve"], now: number): Promise<void>;
  report(ended: StepOf<"report">["report"], now: number): Promise<Decided>;
  kill(scope: StepOf<"kill">["kill"], now: number): Promise<void>;
  revive(scope: StepOf<"revive">["revive"], now: number): Promise<void>;
}

/** Compiles the entry of `files`; `read` hears of each file that is asked for. */
export function compiledFrom(
  entry: string,
  textOf: (path: string) => string | undefined,
): Compilation & Required<Pick<Compilation, "program" | "table">> {
  const compilation = compile(entry, {
    parseSchema,
    read: (path) => {
      const text = textOf(path);
      return text === undefined ? { ok: false, reason: "there is no such file" } : { ok: true, text };
    },
  });
  const { program, table, diagnostics } = compilation;
  if (program && table) return { ...compilation, program, table };
  throw new Error(`${entry} does not compile: ${diagnostics.map(({ message }) => message).join("; ")}`);
}

export function interpreterOf({ program }: Required<Pick<Compilation, "program">>): Evaluator {
  const told = teller(program.killswitches);
  const interpreter = new Interpreter(program);
  const done = Promise.resolve();
  return {
    attempt: (request, now) => Promise.resolve(told(fromInterpreter(interpreter.attempt(request, now)))),
    approve: ({ by, acknowledges }, now) => {
      interpreter.approve(by, acknowledges.length > 0, now);
      return done;
    },
    report: ({ outcome, result }, now) => {
      const decision = interpreter.result(outcome, result, now);
      return Promise.resolve(decision === undefined ? {} : told(fromInterpreter(decision)));
    },
    kill: ({ scope, value }) => {
      interpreter.kill(scope, value);
      return done;
    },
    revive: ({ scope, value }) => {
      interpreter.revive(scope, value);
      return done;
    },
  };
}

export async function runtimeOf({ table }: Required<Pick<Compilation, "table">>): Promise<Evaluator> {
  const told = teller(table.killswitches);
  const clock = createVirtualClock(0);
  const runtime = await createRuntime(table, { store: createMemoryStore(), clock, ...standIns(table) });
  let last: { readonly id: string; readonly digest?: string } | undefined;
  return {
    attempt: async (request, now) => {
      clock.set(now);
      const decision = await runtime.attempt(request);
      last = decision;
      return told(fromRuntime(decision));
    },
    approve: async (approval, now) => {
      clock.set(now);
      mustBeDone(await runtime.approve({ digest: last?.digest ?? "", ...approval }));
    },
    report: async (ended, now) => {
      clock.set(now);
      const { decision } = await runtime.report(last?.id ?? "", ended);
      if (decision === undefined || last === undefined) throw new Error("a report is refused");
      last = { id: last.id, ...(decision.digest !== undefined && { digest: decision.digest }) };
      return told(fromRuntime(decision));
    },
    kill: async (scope, now) => {
      clock.set(now);
      mustBeDone(await runtime.kill({ scope: scope.scope, value: scope.value }));
    },
    revive: async ({ scope, value, by }, now) => {
      clock.set(now);
      const agreed = by === undefined ? { waived: true as const } : { by: [by] };
      mustBeDone(await runtime.revive({ scope, value, ...agreed }));
    },
  };
}

function mustBeDone(done: { readonly ok: boolean }): void {
  if (!done.ok) throw new Error(`a step is refused: ${JSON.stringify(done)}`);
}

/**
 * Gives a decision without what is empty, without what is done where it is the verdict itself, and without the words in
 * which an implementation says that a kill switch is tripped.
 */
function teller(killswitches: readonly { readonly name: string }[]): (decision: Decided) => Decided {
  const names = new Set<unknown>(killswitches.map(({ name }) => name));
  return ({ enforced, reason, ...members }) => {
    const told = {
      ...members,
      ...(!names.has(members.rule) && { reason }),
      ...(enforced !== members.verdict && { enforced }),
    };
    return Object.fromEntries(Object.entries(told).filter(([, member]) => !isEmpty(member)));
  };
}

function isEmpty(member: unknown): boolean {
  return member === "" || (Array.isArray(member) && member.length === 0);
}
