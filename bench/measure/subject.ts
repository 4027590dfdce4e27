// One contender under one policy, measured in a process of its own: it is loaded, checked on every request, and then takes
// its turn in each round.

import { readFile } from "node:fs/promises";
import { contenderNamed } from "../contenders/all.js";
import type { Contender, Loaded } from "../contenders/contender.js";
import { familyOf, requestsFor } from "../families/family.js";
import { verdictOf, type Request, type Verdict } from "../families/rules.js";
import { clockCost, timerOf, type Timer } from "./clock.js";
import { TOO_LONG } from "./limits.js";
import type { Checked, Footprint, Round, Task } from "./messages.js";

/** Before the rounds every contender decides for so long at least, in milliseconds. */
const WARM_UP = 400;

export class Subject {
  readonly #loaded: Loaded;
  readonly #task: Task;
  #texts: readonly string[];
  #expected: readonly Verdict[];
  readonly #answers: Verdict[] = [];
  readonly #timer: Timer;
  /** The request with which the next turn begins. */
  #next = 0;
  #cost = 0;

  private constructor(loaded: Loaded, task: Task, requests: Requests, isPromised: boolean) {
    this.#task = task;
    this.#loaded = loaded;
    this.#texts = requests.texts;
    this.#expected = requests.expected;
    this.#timer = timerOf(loaded, isPromised, this.#answers);
  }

  static async load(task: Task): Promise<{ subject: Subject; footprint: Footprint }> {
    const requests = requestsOf(task);
    const text = await readFile(task.file, "utf8");
    const contender = contenderNamed(task.contender);
    await loadSmall(contender);
    const before = memoryInUse();
    const began = performance.now();
    const loaded = await contender.load(text);
    const load = performance.now() - began;
    const first = loaded.decide(loaded.form(requestIn(requests.texts[0])));
    await first;
    const subject = new Subject(loaded, task, requests, first instanceof Promise);
    await subject.#warm();
    return { subject, footprint: { load, memory: memoryInUse() - before } };
  }

  /** Decides for a while, and finds out how long one decision takes. */
  async #warm(): Promise<void> {
    const forms = this.#forms();
    let count = 1;
    let time = 0;
    for (let spent = 0; spent < WARM_UP; spent += time) {
      time = await this.#timer.batch(forms, 0, count);
      this.#cost = time / count;
      if (this.#cost > TOO_LONG && count >= 4) return;
      if (time < WARM_UP / 4) count *= 2;
    }
  }

  /** Decides every request, unless that takes too long. */
  async check(): Promise<Checked> {
    const cost = this.#cost * 1e6;
    if (this.#cost > TOO_LONG) return { cost };
    await this.#timer.batch(this.#forms(), 0, this.#texts.length);
    const verdicts: Record<string, number> = {};
    for (const verdict of this.#answers) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    const disagreement = this.#disagreement();
    return { verdicts, cost, ...(disagreement !== undefined && { disagreement }) };
  }

  /**
   * Requests that were never seen are decided one by one, then many in a batch, each for about so long.
   * @throws {Error} where a verdict is another than is to be said.
   */
  async round(milliseconds: number): Promise<Round> {
    const { length } = this.#texts;
    const few = Math.max(1, Math.min(length, Math.floor(milliseconds / this.#cost)));
    const many = Math.max(few, Math.floor(milliseconds / this.#cost / length) * length);
    const start = this.#next;
    this.#next = (start + few) % length;
    const forms = this.#forms();
    const clock = clockCost();
    const singles = await this.#timer.singles(forms, start, few);
    const time = await this.#timer.batch(forms, start, many);
    const disagreement = this.#disagreement();
    if (disagreement !== undefined) throw new Error(disagreement);
    return {
      mean: (time / many) * 1e6,
      singles: Array.from(singles, (each) => Math.max(0, (each - clock) * 1e6)),
    };
  }

  /**
   * The mean of decisions on requests with values that were not met before, in nanoseconds. They are the last that are asked.
   * @throws {Error} where a verdict is another than is to be said.
   */
  async unseen(milliseconds: number): Promise<number> {
    const count = Math.max(1, Math.min(this.#texts.length, Math.floor(milliseconds / this.#cost)));
    const others = requestsOf({ ...this.#task, requests: count }, this.#task.seed + 1);
    this.#texts = others.texts;
    this.#expected = others.expected;
    this.#answers.length = 0;
    const time = await this.#timer.batch(this.#forms(), 0, count);
    const disagreement = this.#disagreement();
    if (disagreement !== undefined) throw new Error(disagreement);
    return (time / count) * 1e6;
  }

  /** New objects each time, as a server makes them of what it is sent. */
  #forms(): readonly unknown[] {
    return this.#texts.map((text) => this.#loaded.form(requestIn(text)));
  }

  #disagreement(): string | undefined {
    const at = this.#answers.findIndex((answer, index) => answer !== this.#expected[index]);
    if (at < 0) return undefined;
    return `says ${this.#answers[at]} instead of ${this.#expected[at]} on ${this.#texts[at]}`;
  }
}

/** Loads the packages and starts them, so that neither counts as part of the policy. */
async function loadSmall(contender: Contender): Promise<void> {
  const text = contender.write(familyOf({ kind: "tool-scoped", rules: 1, seed: 0 }));
  await contender.load(contender.compile?.(text) ?? text);
}

interface Requests {
  readonly texts: readonly string[];
  readonly expected: readonly Verdict[];
}

function requestsOf(task: Task, seed = task.seed): Requests {
  const family = familyOf(task);
  const requests = requestsFor(family, task.requests, seed);
  return {
    texts: requests.map((request) => JSON.stringify(request)),
    expected: requests.map((request) => verdictOf(family, request)),
  };
}

function requestIn(text = ""): Request {
  return JSON.parse(text) as Request;
}

/** What V8 holds, and what it holds outside its heap, once garbage was collected; in bytes. */
function memoryInUse(): number {
  // What the first collection lets go of, the second frees.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
