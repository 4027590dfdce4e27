// One random sequence of steps under one policy, taken by the interpreter and by the runtime side by side.

import { isDeepStrictEqual } from "node:util";
import { Interpreter, type Interpretation } from "../../compiler/interpret/interpret.js";
import type { Program } from "../../compiler/types/program.js";
import type { ReportResult } from "../../runtime/decide/report.js";
import type { Decision, ReportInput } from "../../runtime/decide/request.js";
import { createMemoryStore, createRuntime, createVirtualClock } from "../../runtime/index.js";
import type { Runtime } from "../../runtime/runtime.js";
import type { VirtualClock } from "../../runtime/state/clock.js";
import type { TableFile } from "../../runtime/table/format.js";
import { feeding } from "./feeding.js";
import { answering } from "./answering.js";
import type { RandomPolicy } from "./arbitrary-policy.js";
import type { Reported, Step } from "./arbitrary-steps.js";
import { mustAgree, plainly } from "./comparable.js";
import type { Coverage } from "./constructs/coverage.js";
import { indexPolicy, type PolicyIndex } from "./constructs/index-policy.js";
import { StateWatch } from "./constructs/state-watch.js";
import type { Histogram } from "./histogram.js";
import { pastQuestions } from "./past-questions.js";

const START = Date.parse("2026-01-01T08:59:30Z");

export interface Recording {
  readonly program: Program;
  readonly table: TableFile;
  readonly histogram: Histogram;
  readonly coverage: Coverage;
}

type StepTo<D extends Step["do"]> = Extract<Step, { readonly do: D }>;

/** The last decision, and what it was about. */
interface Last {
  readonly request: unknown;
  readonly decision: Decision;
  readonly digest: string | undefined;
}

export class Sequence {
  /** Of all attempts. */
  readonly #attempts: Made[] = [];
  #last: Last | undefined;
  #report: Ending | undefined;

  private constructor(
    private readonly random: RandomPolicy,
    private readonly recording: Recording,
    private readonly policies: readonly PolicyIndex[],
    private readonly interpreter: Interpreter,
    private readonly runtime: Runtime,
    private readonly clock: VirtualClock,
    private readonly states: StateWatch,
    private readonly questions: ReturnType<typeof pastQuestions>,
  ) {}

  static async begin(random: RandomPolicy, recording: Recording): Promise<Sequence> {
    const { program, table, histogram, coverage } = recording;
    const states = new StateWatch(program, coverage);
    const { answer, ...hosts } = answering(random.text, (classifier, how, said) => {
      histogram.add("asked", `${classifier}: ${how === "says" ? JSON.stringify(said) : how}`);
      states.answered(how);
    });
    const clock = createVirtualClock(START);
    const { data, held } = feeding(
      random.text.length,
      () => clock.now(),
      (what) => {
        histogram.add("loaded", what);
      },
    );
    const runtime = await createRuntime(table, {
      store: createMemoryStore(),
      clock,
      sandbox: { name: "stand-in" },
      reportWithin: Infinity,
      ...hosts,
      data,
    });
    const policies = [indexPolicy(program, random.text)];
    if (program.floor !== undefined && random.floor !== undefined)
      policies.push(indexPolicy(program.floor, random.floor));
    coverage.present(policies);
    histogram.add("sequences", "begun");
    const interpreter = new Interpreter(program, answer, held, coverage.watch);
    return new Sequence(
      random,
      recording,
      policies,
      interpreter,
      runtime,
      clock,
      states,
      pastQuestions(program),
    );
  }

  async take(step: Step): Promise<void> {
    this.recording.histogram.add("steps", step.do);
    switch (step.do) {
      case "attempt":
        return this.#attempt(step.request);
      case "again":
        return this.#attempt(again(this.#last?.request, step.trace));
      case "wait":
        this.clock.advance(step.ms);
        this.states.waited();
        return;
      case "approve":
        return this.#approve(step);
      case "kill":
      case "revive":
        return this.#kill(step);
      default:
        return this.#end(step);
    }
  }

  async #attempt(request: unknown): Promise<void> {
    if (request === undefined) return;
    const { random, clock, states } = this;
    const before = await states.before(this.runtime);
    // What the runtime loads is what refreshed data holds from then on.
    const decision = await this.runtime.attempt(request);
    const expected = this.interpreter.attempt(request, clock.now());
    this.#attempts.push({ id: decision.id, request });
    this.#last = { request, decision, digest: decision.digest };
    count(this.recording.histogram, expected);
    countFacts(this.recording.histogram, decision);
    this.#countPast(expected);
    mustAgree(expected, decision, request, random);
    states.attempted(expected, decision.digest, request, before, await states.before(this.runtime));
    states.decided(this.recording.coverage.decided(this.policies, expected));
  }

  async #approve({ by, acknowledging }: StepTo<"approve">): Promise<void> {
    const digest = this.#last?.digest;
    if (digest === undefined) return;
    this.interpreter.approve(by, acknowledging, this.clock.now());
    const acknowledges = acknowledging ? (["irreversible"] as const) : [];
    await this.runtime.approve({ digest, by, acknowledges });
    this.states.approved(digest, acknowledging);
  }

  async #kill(step: StepTo<"kill" | "revive">): Promise<void> {
    const scope = { scope: step.scope, ...(step.value !== undefined && { value: step.value }) };
    if (step.do === "kill") {
      this.interpreter.kill(step.scope, step.value);
      await this.runtime.kill(scope);
      this.states.killed();
      return;
    }
    // Who may not lift it is refused, and nothing changes.
    const refused = step.by !== undefined && !LIFTING.includes(step.by);
    if (!refused) this.interpreter.revive(step.scope, step.value);
    const done = await this.runtime.revive({ ...scope, by: [step.by ?? "dan@corp.example"] });
    if (refused && done.ok)
      throw new Error(`${step.by ?? ""} may not lift a kill switch\n${this.random.text}`);
    this.states.revived();
  }

  async #end(step: Reported): Promise<void> {
    const ending = endingOf(step, this.#report, this.#attempts);
    if (step.do === "result") this.#report = ending;
    if (this.#last === undefined || ending === undefined) return;
    const { histogram, coverage } = this.recording;
    const { ended, before } = ending;
    const { id = "" } = this.#attempts.at(-1 - before) ?? {};
    const answer = await this.runtime.report(id, ended);
    const expected = this.interpreter.result(ended.outcome, ended.result, this.clock.now(), before);
    compareResults(expected, answer, { ...this.#last, ...ended }, this.random, histogram);
    if (answer.decision) this.#last = { ...this.#last, digest: answer.decision.digest };
    if (expected === undefined) return;
    this.#countPast(expected);
    this.states.returned(expected, answer.decision?.digest, before);
    this.states.decided(coverage.decided(this.policies, expected));
  }

  #countPast({ matched, notes = [] }: Interpretation): void {
    for (const { rule, verdict } of [...matched, ...notes.map((each) => ({ ...each, verdict: "note" }))])
      for (const question of this.questions.get(rule) ?? [])
        this.recording.histogram.add(`by ${question}`, verdict);
  }
}

export interface Made {
  readonly id: string;
  readonly request: unknown;
}

/** What is reported, and of which attempt: the last, or one so many before it. */
interface Ending {
  readonly ended: ReportInput;
  readonly before: number;
}

export function endingOf(
  step: Reported,
  report: Ending | undefined,
  made: readonly Made[],
): Ending | undefined {
  if (step.do === "result again") return report;
  const { outcome, before } = step;
  if (step.do === "outcome") return { ended: { outcome }, before };
  return { ended: { outcome, result: resultFor(made.at(-1 - before)?.request, step) }, before };
}

/** Who may lift the kill switches of random policies. */
const LIFTING: readonly string[] = ["ben@corp.example", "dan@corp.example"];

function compareResults(
  expected: Interpretation | undefined,
  answer: ReportResult,
  asked: ReportInput,
  random: RandomPolicy,
  histogram: Histogram,
): void {
  if ((expected === undefined) !== (answer.decision === undefined))
    throw new Error(
      `they disagree on whether a report is awaited: ${JSON.stringify(answer)}\n${random.text}\n${random.floor ?? ""}`,
    );
  if (expected === undefined || answer.decision === undefined) return;
  histogram.add("result", expected.rule === "on_error" ? expected.code : expected.verdict);
  if (expected.trips) histogram.add("trips", "tripped by a result");
  mustAgree(expected, answer.decision, asked, random);
  mustHandOn(answer, asked.result);
}

function resultFor(request: unknown, { results }: StepTo<"result">): unknown {
  const { name } = (request as { readonly action?: { readonly name?: unknown } } | undefined)?.action ?? {};
  return name === "pay" || name === "note" || name === "files.load" ? results[name] : results.other;
}

/** What is held is withheld; what is permitted is handed on, rewritten where the decision says so. */
function mustHandOn(answer: ReportResult, result: unknown): void {
  const { obligations, enforced } = answer.decision ?? {};
  const seen = "result" in answer ? answer.result : undefined;
  const isPermitted = enforced === "allow" || enforced === "redact";
  const due = !isPermitted ? undefined : enforced === "redact" ? obligations?.result : result;
  if (answer.ok !== isPermitted || !isDeepStrictEqual(plainly({ seen }), plainly({ seen: due })))
    throw new Error(`a result is handed on wrongly: ${JSON.stringify(answer)}`);
}

/** The request with another value of a volatile attribute: the same action to those who approve. */
function again(request: unknown, trace: string | undefined): unknown {
  if (trace === undefined || typeof request !== "object" || request === null || !("context" in request))
    return request;
  return { ...request, context: { ...(request.context as object), trace } };
}

function countFacts(histogram: Histogram, { facts }: Decision): void {
  for (const { digest } of facts?.data ?? [])
    histogram.add("refreshed data read", digest === undefined ? "unknown" : "known");
}

function count(
  histogram: Histogram,
  { verdict, enforced, rule, code, shadow, notes, trips }: Interpretation,
): void {
  if (enforced !== verdict) histogram.add("in shadow mode", verdict);
  if (rule.startsWith("q.")) histogram.add("by the floor", verdict);
  histogram.add("verdict", verdict);
  histogram.add(
    "by",
    rule === "default" || rule === "on_error" ? rule : rule.endsWith(".freeze") ? "killswitch" : "rule",
  );
  if (rule === "on_error") {
    histogram.add("fault", code);
    histogram.add("on_error", verdict);
  }
  if (shadow) histogram.add("shadow", shadow.verdict);
  if (trips) histogram.add("trips", "tripped");
  if (notes) histogram.add("notes", "noted");
}
