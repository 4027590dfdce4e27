// Golden cases put to a mutant: the first that fails kills it.

import { runCase } from "../../runtime/testing/run.js";
import type { TestCase } from "../../runtime/testing/case.js";
import type { TableFile } from "../../runtime/table/format.js";
import { declarationOf } from "../../runtime/values/action-name.js";

/** The cases of a policy, by the actions that they attempt. */
export class Trials {
  readonly #cases: readonly { readonly testCase: TestCase; readonly actions: ReadonlySet<string> }[];

  constructor(
    private readonly table: TableFile,
    cases: readonly TestCase[],
  ) {
    this.#cases = cases.map((testCase) => ({ testCase, actions: this.#attempted(testCase) }));
  }

  /** The first case that fails on the mutant; of others than those that can meet a rule that changed, none can. */
  async killerOf(mutant: TableFile, owner: string): Promise<TestCase | undefined> {
    const touched = touchedActions(owner, [this.table, mutant]);
    for (const { testCase, actions } of this.#cases) {
      if (touched !== "any" && !Array.from(actions).some((action) => touched.has(action))) continue;
      if (await fails(mutant, testCase)) return testCase;
    }
    return undefined;
  }

  #attempted({ steps }: TestCase): ReadonlySet<string> {
    const { actions } = this.table.schema;
    return new Set(
      steps.flatMap((step) =>
        step.step === "action"
          ? [Object.hasOwn(actions, step.name) ? step.name : (declarationOf(actions, step.name) ?? step.name)]
          : [],
      ),
    );
  }
}

export async function fails(table: TableFile, testCase: TestCase): Promise<boolean> {
  return (await runCase(table, testCase)).failure !== undefined;
}

/** The actions of the rules of this name in either; any, where it is no rule's. */
function touchedActions(owner: string, tables: readonly TableFile[]): ReadonlySet<string> | "any" {
  const own = tables.flatMap(({ rules }) => rules.filter(({ name }) => name === owner));
  return own.length === 0 ? "any" : new Set(own.flatMap(({ actions }) => actions));
}
