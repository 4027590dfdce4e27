// Which cases are run.

import type { TestCase } from "../../runtime/testing/case.js";
import type { Suite } from "./suites.js";

/** Those that all of it fits. */
export interface Selection {
  /** The case's name, its file's, an expected rule's or a tag contains the text. */
  readonly filter?: string;
  /** The case expects this rule, by its name with or without the policy's. */
  readonly rule?: string;
  /** What failed before, by file; other files have nothing to run. */
  readonly failed?: Failed;
}

/** Names of cases by the path of their file from the working folder, or `all` of a file that could not be read as a whole. */
export type Failed = ReadonlyMap<string, "all" | ReadonlySet<string>>;

export function isSelected(
  selection: Selection,
  { entry, path }: Pick<Suite, "entry" | "path">,
  { name, steps, tags = [] }: TestCase,
): boolean {
  const { filter, rule, failed } = selection;
  const rules = steps.flatMap((step) => (step.step === "expect" && step.by !== undefined ? [step.by] : []));
  if (rule !== undefined && !rules.some((each) => each === rule || each.endsWith(`.${rule}`))) return false;
  if (failed !== undefined && !isAmong(failed, path, name)) return false;
  return filter === undefined || [name, entry, ...rules, ...tags].some((text) => text.includes(filter));
}

function isAmong(failed: Failed, file: string, name: string): boolean {
  const names = failed.get(file);
  return names === "all" || names?.has(name) === true;
}

/** As it was asked for, for a message: `--filter "x" --rule y`; empty where neither was. */
export function asAsked({ filter, rule }: Selection): string {
  return [
    ...(filter === undefined ? [] : [`--filter ${JSON.stringify(filter)}`]),
    ...(rule === undefined ? [] : [`--rule ${rule}`]),
  ].join(" ");
}
