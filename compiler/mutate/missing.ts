// Cases that were missing: each tells a mutant from the policy, and may tell others.

import { preparePolicy, withRules, type Policy } from "../../runtime/decide/policy.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { Recall } from "../../runtime/testing/recall.js";
import { caseProbe } from "../../runtime/testing/run.js";
import { Distinguisher } from "../scenarios/distinguish.js";
import type { Variant } from "./batch.js";
import { candidateOf, type Shown } from "./difference.js";
import type { Mutation } from "./mutation.js";
import { Trials } from "./trial.js";

/** Decisions that the search for one case may take, and how many searches of a policy may be in vain. */
const BUDGET = 4_000;
const MOST_IN_VAIN = 30;
/** So many requests of a mutant are looked at which steps cannot lead to as they are; a search may find what does. */
const MOST_UNSAID = 2;

export class MissingCases {
  readonly #found: Trials;
  readonly #policy: Policy;
  readonly #passes: ReturnType<typeof caseProbe>;
  readonly #distinguisher: Distinguisher;
  #inVain = 0;

  constructor(table: TableFile, recall: Recall) {
    this.#found = new Trials(table, [], recall);
    this.#policy = preparePolicy(table, { indexed: false });
    this.#passes = caseProbe(this.#policy, recall);
    this.#distinguisher = new Distinguisher(table);
  }

  /**
   * A case that passes on the policy and fails on the mutant: one that was found before, one of the requests that are decided
   * otherwise, or steps that a search finds; undefined where none was found.
   */
  async caseFor(
    mutant: Variant | TableFile,
    mutation: Mutation,
    { name, examples }: { readonly name: string; readonly examples: Iterable<Shown> },
  ): Promise<TestCase | undefined> {
    const known = await this.#found.killerOf(mutant);
    if (known !== undefined) return known;
    const shown: Shown[] = [];
    let unsaid = 0;
    for (const example of examples) {
      shown.push(example);
      const candidates = candidateOf(name, example, this.#policy);
      for (const each of candidates) if (await this.#tells(each, mutant)) return this.#kept(each);
      if (candidates.length === 0 && (unsaid += 1) >= MOST_UNSAID) break;
    }
    if (this.#inVain >= MOST_IN_VAIN) return undefined;
    const searched = await this.#searched(mutant, mutation, name, shown);
    if (searched !== undefined && (await this.#tells(searched, mutant))) return this.#kept(searched);
    this.#inVain += 1;
    return undefined;
  }

  async #searched(
    mutant: Variant | TableFile,
    { owner }: Mutation,
    name: string,
    examples: readonly Shown[],
  ): Promise<TestCase | undefined> {
    const budget = BUDGET;
    if (!("batch" in mutant)) return this.#distinguisher.caseFor(mutant, { name, budget });
    const { batch, rules, removed, added } = mutant;
    const names = new Set([owner, ...[...removed, ...added].map((rule) => rule.name)]);
    const known = { rules: Array.from(names), examples };
    const policy = withRules(batch.policy, rules);
    return this.#distinguisher.caseFor({ ...batch.all, rules }, { name, budget, known, policy });
  }

  async #tells(testCase: TestCase, mutant: Variant | TableFile): Promise<boolean> {
    const passes = await this.#passes;
    return (await passes(testCase)) && (await this.#found.fails(mutant, testCase));
  }

  #kept(testCase: TestCase): TestCase {
    this.#found.add(testCase);
    return testCase;
  }
}
