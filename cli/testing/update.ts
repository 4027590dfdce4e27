// `agentpol test --update`: shows which expectations differ from what comes, and writes them anew in their files.

import { accessSync, constants } from "node:fs";
import { placesInCases, placesInPolicy, type Place } from "../../compiler/cases/expectations.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { caseRunner } from "../../runtime/testing/run.js";
import { InputError } from "../exit.js";
import { readText } from "../files.js";
import { orRefuse, replaceFiles } from "../replace.js";
import { revisionsText } from "../report/revisions.js";
import type { Style } from "../style.js";
import { revisionsOf, type Revision, type Said } from "./revise.js";
import { isSelected, type Selection } from "./selection.js";
import { isCases, type Suite } from "./suites.js";

/** The new text of a file. */
interface Rewritten {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Shows what differs in the suites, then writes all files or, where one cannot be written, none.
 * @throws {InputError} where a file cannot be written.
 */
export async function update(
  suites: readonly Suite[],
  selection: Selection,
  show: { readonly write: (text: string) => void; readonly style: Style },
): Promise<void> {
  await ready();
  const rewritten: Rewritten[] = [];
  for (const suite of suites) {
    const source = suite.sources.get(suite.entry);
    if (suite.table === undefined || source === undefined) continue;
    const cases = withProducts(suite, selection);
    const revisions = cases.length === 0 ? [] : await revisionsOf(await caseRunner(suite.table), cases);
    if (revisions.length === 0) continue;
    show.write(revisionsText(revisions, show.style));
    const find = isCases(suite.path) ? placesInCases : placesInPolicy;
    const after = revised(source.text, revisions, find(source, suite.table.policy.name));
    rewritten.push({ path: suite.path, before: source.text, after });
  }
  const changed = rewritten.filter(({ before, after }) => before !== after);
  for (const each of changed) demandWritable(each);
  replaceFiles(changed);
}

/** What is selected, and all that shares its text: the products of one matrix. */
function withProducts(suite: Suite, selection: Selection): readonly TestCase[] {
  const selected = suite.cases.filter((each) => isSelected(selection, suite, each));
  const origins = new Set(selected.map(({ origin }) => origin));
  return suite.cases.filter(({ origin }) => origins.has(origin));
}

function revised(text: string, revisions: readonly Revision[], places: ReadonlyMap<string, Place>): string {
  const edits = revisions
    .flatMap((each) => (each.kind === "differs" ? editsOf(each, places.get(each.origin)) : []))
    .sort((a, b) => b.start - a.start);
  return edits.reduce((all, { start, end, by }) => all.slice(0, start) + by + all.slice(end), text);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

const WORDS = ["verdict", "by", "code"] as const satisfies readonly (keyof Said)[];

function editsOf(
  { said, actual, origin }: Extract<Revision, { readonly kind: "differs" }>,
  place: Place | undefined,
): readonly Edit[] {
  return WORDS.flatMap((word) => {
    const value = actual[word];
    if (value === undefined || value === said[word]) return [];
    const part = place?.[word];
    if (part === undefined) throw new Error(`no ${word} is found at ${origin}`);
    return [{ start: part.start, end: part.end, by: part.written(value) }];
  });
}

/** @throws {InputError} where it cannot be written, or is no longer what was run. */
function demandWritable({ path, before }: Rewritten): void {
  orRefuse(path, () => {
    accessSync(path, constants.W_OK);
  });
  if (readText(path) !== before)
    throw new InputError(`${path} has changed while its cases ran`, "run the command again");
}
