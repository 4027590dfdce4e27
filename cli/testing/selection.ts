// Which cases are run.

import type { TestCase } from "../../runtime/testing/case.js";
import type { Suite } from "./suites.js";

/** Those that all of it fits. */
export interface Selection {
  /** The case's name, its file's or an expected rule's contains the text. */
  readonly filter?: string;
  /** The case expects this rule, by its name with or without the policy's. */
  readonly rule?: string;
}

/** The same suites, each with the cases that are selected. */
export function select(suites: readonly Suite[], selection: Selection): Suite[] {
  return suites.map((suite) => ({
    ...suite,
    cases: suite.cases.filter((each) => isSelected(selection, suite, each)),
  }));
}

function isSelected({ filter, rule }: Selection, suite: Suite, { name, steps }: TestCase): boolean {
  const rules = steps.flatMap((step) => (step.step === "expect" && step.by !== undefined ? [step.by] : []));
  if (rule !== undefined && !rules.some((each) => each === rule || each.endsWith(`.${rule}`))) return false;
  return filter === undefined || [name, suite.file, ...rules].some((text) => text.includes(filter));
}
