// What was found of each policy so far: at once what its analysis says, later what takes longer.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import type { FailedTest } from "./tests.js";

/** What is looked for once nobody types. */
export interface Later {
  readonly diagnostics: readonly Diagnostic[];
  readonly failed: readonly FailedTest[];
  /** Was there time to look at all that has to be proved? */
  readonly isWhole: boolean;
}

const nothing: Later = { diagnostics: [], failed: [], isWhole: false };

/** A policy never changes, so neither does what was found of it: after an edit there is another policy. */
export class Findings {
  readonly #later = new WeakMap<Policy, Later>();

  add(policy: Policy, later: Later): void {
    this.#later.set(policy, later);
  }

  /** What takes longer has to be looked for again. */
  drop(policy: Policy): void {
    this.#later.delete(policy);
  }

  isDone(policy: Policy): boolean {
    return this.#later.has(policy);
  }

  /** In the order of files and places; first what was found first. */
  diagnosticsOf(policy: Policy): readonly Diagnostic[] {
    const { diagnostics } = this.#laterOf(policy);
    // The table is made later, and what is told with it.
    const first = this.isDone(policy) ? policy.compilation : policy.analysis;
    return [...first.diagnostics, ...diagnostics];
  }

  isWhole(policy: Policy): boolean {
    return this.#laterOf(policy).isWhole;
  }

  failedOf(policy: Policy): readonly FailedTest[] {
    return this.#laterOf(policy).failed;
  }

  #laterOf(policy: Policy): Later {
    return this.#later.get(policy) ?? nothing;
  }
}
