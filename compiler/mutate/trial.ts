// Golden cases put to a mutant: the first that fails kills it.

import { preparePolicy, withRules, type Policy } from "../../runtime/decide/policy.js";
import { declarationOf } from "../../runtime/values/action-name.js";
import type { Rule, TableFile } from "../../runtime/table/format.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { Recall } from "../../runtime/testing/recall.js";
import { caseProbe, type CaseProbe } from "../../runtime/testing/run.js";
import type { Variant } from "./batch.js";
import { Traces } from "./traces.js";

interface Listed {
  readonly testCase: TestCase;
  /** As they are declared. */
  readonly actions: ReadonlySet<string>;
}

/** The cases of a policy, by the actions that they attempt. */
export class Trials {
  readonly #cases: Listed[];
  #traces: Traces | undefined;

  constructor(
    private readonly table: TableFile,
    cases: readonly TestCase[],
    private readonly recall: Recall,
  ) {
    this.#cases = cases.map((testCase) => this.#listed(testCase));
  }

  /** The first case that fails on the mutant. Of those that attempt no action of a rule that is otherwise, none can. */
  async killerOf(mutant: Variant | TableFile): Promise<TestCase | undefined> {
    const cases = "batch" in mutant ? this.#meeting(mutant) : this.#cases;
    if (cases.length === 0) return undefined;
    let passes: CaseProbe | undefined;
    for (const [at, listed] of cases.entries()) {
      if (!(await this.#mayTell(mutant, listed.testCase))) continue;
      passes ??= await caseProbe(deciding(mutant, cases), this.recall);
      if (await passes(listed.testCase)) continue;
      if (at > 0) this.#first(listed);
      return listed.testCase;
    }
    return undefined;
  }

  /** Does this case fail on the mutant? */
  async fails(mutant: Variant | TableFile, testCase: TestCase): Promise<boolean> {
    const passes = await caseProbe(deciding(mutant, [this.#listed(testCase)]), this.recall);
    return !(await passes(testCase));
  }

  async #mayTell(mutant: Variant | TableFile, testCase: TestCase): Promise<boolean> {
    if (!("batch" in mutant)) return true;
    const { batch } = mutant;
    // Batches come one after the other.
    if (this.#traces?.batch !== batch) this.#traces = new Traces(batch, this.recall);
    return this.#traces.mayTell(testCase, mutant);
  }

  /** One more case, which is asked first. */
  add(testCase: TestCase): void {
    this.#cases.unshift(this.#listed(testCase));
  }

  /** What told one mistake often tells the next. */
  #first(listed: Listed): void {
    this.#cases.splice(this.#cases.indexOf(listed), 1);
    this.#cases.unshift(listed);
  }

  #meeting({ removed, added }: Variant): readonly Listed[] {
    const touched = new Set([...removed, ...added].flatMap(({ actions }) => actions));
    return this.#cases.filter(({ actions }) => Array.from(actions).some((action) => touched.has(action)));
  }

  #listed(testCase: TestCase): Listed {
    const { actions } = this.table.schema;
    const declared = testCase.steps.flatMap((step) =>
      step.step !== "action"
        ? []
        : [Object.hasOwn(actions, step.name) ? step.name : (declarationOf(actions, step.name) ?? step.name)],
    );
    return { testCase, actions: new Set(declared) };
  }
}

/** What decides as the mutant does all that the cases attempt. */
function deciding(mutant: Variant | TableFile, cases: readonly Listed[]): Policy {
  if (!("batch" in mutant)) return preparePolicy(mutant, { indexed: false });
  const attempted = new Set(cases.flatMap(({ actions }) => Array.from(actions)));
  const bears = ({ actions }: Rule): boolean => actions.some((action) => attempted.has(action));
  return withRules(mutant.batch.policy, mutant.rules.filter(bears));
}
