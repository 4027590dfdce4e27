// Asks outside what the rules on an attempt, or on what came back from it, take: the data that they read is loaded, and
// classifiers are asked what they ask.

import { evaluation } from "../evaluate/evaluate.js";
import { questionsOf, type Question } from "../evaluate/questions.js";
import type { Classifier, Rule } from "../table/format.js";
import type { Value } from "../values/value.js";
import { questionKey, type Heard } from "./heard.js";
import { seenBy } from "./layers.js";
import { bearingOn, type Policy } from "./policy.js";
import { sceneOf, type Answers } from "./scene.js";
import { NO_SETS, setsReadIn, type InForce, type Sets } from "./sets.js";
import type { Situation } from "./situation.js";

/** Puts one question to a classifier. Never rejects; undefined where there is no answer, or none in time. */
export type Ask = (classifier: Classifier, args: readonly Value[]) => Promise<Value | undefined>;

/** What the data set at this index of a policy's table holds at present. Never rejects. */
export type Load = (policy: Policy, data: number) => Promise<InForce>;

/** Whoever answers for what is outside. */
export interface Outside {
  readonly ask: Ask;
  readonly load: Load;
}

/** Questions beyond these are not asked, and so unknown: a request must not make its host ask without end. */
const MOST = 100;

/** What a policy and its floors ask in one decision. */
export class Hearings {
  readonly #each: readonly Hearing[];

  constructor({ layers }: Policy, outside: Outside) {
    this.#each = layers.map((layer) => new Hearing(layer, outside));
  }

  /** The same answers, by layer, with those from outside. */
  async hear(situation: Situation, answers: readonly Answers[]): Promise<readonly Answers[]> {
    return Promise.all(answers.map(async (own, i) => (await this.#each[i]?.hear(situation, own)) ?? own));
  }
}

/** What one policy asked in one decision, with what was loaded and answered. */
class Hearing {
  readonly #asked = new Set<string>();
  readonly #heard = new Map<string, Value>();

  /** What was loaded: the same throughout the decision. */
  #sets: Sets | undefined;

  constructor(
    private readonly policy: Policy,
    private readonly outside: Outside,
  ) {}

  /**
   * The same answers, with those from outside. The data comes first, since questions may be about it. Each question is put once, all that are known at the same time; where one
   * is about an answer, or the state has changed, there may be new ones after that.
   */
  async hear(attempt: Situation, unheard: Answers): Promise<Answers> {
    const situation = seenBy(this.policy, attempt);
    this.#sets ??= await this.#load(situation);
    const answers = { ...unheard, sets: this.#sets };
    const roots = rowsOf(this.policy, situation)
      .flatMap(({ conditions }) => conditions)
      .map(({ expr }) => expr)
      .filter((ref) => this.policy.program.asks[ref]);
    if (roots.length === 0) return answers;
    for (;;) {
      const heard: Heard = this.#heard;
      const at = evaluation(this.policy.program, sceneOf(this.policy, situation, { ...answers, heard }));
      const fresh = this.#fresh(questionsOf(roots, at));
      if (fresh.size === 0) return { ...answers, heard: new Map(heard) };
      await Promise.all(Array.from(fresh, ([key, question]) => this.#put(key, question)));
    }
  }

  async #load(situation: Situation): Promise<Sets> {
    const read = setsReadIn(this.policy, situation);
    if (read.length === 0) return NO_SETS;
    const load = async (index: number) => [index, await this.outside.load(this.policy, index)] as const;
    return new Map(await Promise.all(read.map(load)));
  }

  /** Those that were not asked yet, each once, as long as there is room. */
  #fresh(questions: readonly Question[]): ReadonlyMap<string, Question> {
    const fresh = new Map<string, Question>();
    for (const question of questions) {
      const key = questionKey(this.policy, question);
      if (this.#asked.has(key)) continue;
      if (this.#asked.size >= MOST) break;
      this.#asked.add(key);
      fresh.set(key, question);
    }
    return fresh;
  }

  async #put(key: string, { classifier, args }: Question): Promise<void> {
    const asked = this.policy.table.classifiers[classifier];
    const answer = asked && (await this.outside.ask(asked, args));
    if (answer !== undefined) this.#heard.set(key, answer);
  }
}

/** Those that decide the attempt, or, where something came back, the result. */
function rowsOf(policy: Policy, situation: Situation): readonly Rule[] {
  const { rules = [], results = [] } = bearingOn(policy, situation) ?? {};
  return situation.returned === undefined ? rules : results;
}
