// `agentpol suggest-cases`: golden cases for what those that stand do not touch.

import type { CaseToWrite } from "../../compiler/cases/write-cases.js";
import { bothCounts, noCounts } from "../../compiler/coverage/counts.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import { suggestCases as suggested, type Suggestion } from "../../compiler/scenarios/suggest.js";
import { ready } from "../../runtime/facts/ready.js";
import { InputError, type ExitCode } from "../exit.js";
import { progressOn } from "../progress.js";
import { isReplayed } from "../replay.js";
import { counted } from "../report/report.js";
import { reviewOf, type SuggestedFor } from "../report/suggested.js";
import { suggestJson } from "../report/suggest-json.js";
import { suggestPretty, suggestYaml } from "../report/suggest-pretty.js";
import { saveCases } from "../save-cases.js";
import { styleFor } from "../style.js";
import { passing } from "../testing/passing.js";
import type { SuiteResult } from "../testing/result.js";
import { policiesWithCases, type PolicyWithCases } from "../testing/subjects.js";

export interface SuggestCasesOptions {
  readonly json: boolean;
  /** Beside each policy. */
  readonly write: boolean;
  readonly output?: string;
  readonly rule?: string;
  readonly max?: number;
}

/** @throws {InputError} where there is no policy, or no such rule, or the cases cannot be written. */
export async function suggestCases(
  paths: readonly string[],
  options: SuggestCasesOptions,
): Promise<ExitCode> {
  if (options.write && options.output !== undefined)
    throw new InputError("the cases are to be written to two places", "leave out --write or --output");
  await ready();
  const { policies, suites } = await policiesWithCases(paths);
  const isWanted = wanted(options.rule, policies);
  const ran = await passing(suites, "cases fail before any is added", { coverage: true });
  if (ran === undefined) return 1;
  const all: SuggestedFor[] = [];
  for (const each of policies) all.push(await suggestedFor(each, ran, { ...options, isWanted }));
  return told(all, options);
}

async function suggestedFor(
  { policy, cases }: PolicyWithCases,
  ran: readonly SuiteResult[],
  { isWanted, max }: SuggestCasesOptions & { readonly isWanted: (rule: string) => boolean },
): Promise<SuggestedFor> {
  const { entry, path, program, table, sources } = policy;
  if (program === undefined || table === undefined) throw new Error(`${entry} was not compiled`);
  const plan = planOf(program, table);
  const touched = ran.flatMap((each) => (each.touched?.digest === table.digest ? [each.touched.counts] : []));
  const counts = touched.reduce(bothCounts, noCounts(plan));
  let progress: ReturnType<typeof progressOn> | undefined;
  let unsure = 0;
  const { suggestions, left } = await suggested(table, plan, counts, {
    isWanted: ({ rule }) => isWanted(rule),
    standing: cases,
    isSure: (testCase) => {
      const isSure = isReplayed(program, testCase);
      if (!isSure) unsure += 1;
      return isSure;
    },
    onProgress: (_, total) => {
      progress ??= progressOn(process.stderr, total, `rules of ${entry}`);
      progress.advance();
    },
  });
  progress?.end();
  const kept = max === undefined ? suggestions : most(suggestions, max);
  return {
    file: entry,
    path,
    policy: table.policy.name,
    sources,
    cases: cases.length,
    suggestions: kept,
    left,
    unsure,
  };
}

/** Those that reach most, in the order in which they were. */
function most(suggestions: readonly Suggestion[], max: number): readonly Suggestion[] {
  const best = new Set(suggestions.toSorted((a, b) => b.reaches.length - a.reaches.length).slice(0, max));
  return suggestions.filter((each) => best.has(each));
}

function wanted(rule: string | undefined, policies: readonly PolicyWithCases[]): (rule: string) => boolean {
  if (rule === undefined) return () => true;
  const isIt = (name: string): boolean => name === rule || name.endsWith(`.${rule}`);
  const names = policies.flatMap(({ policy: { program } }) =>
    program === undefined ? [] : [...program.rules, ...program.killswitches].map(({ name }) => name),
  );
  if (![...names, "default", "on_error"].some(isIt))
    throw new InputError(`no rule is called ${rule}`, "check its name in the policy");
  return isIt;
}

// ─── What is done with them ─────────────────────────────────────────────────────────────────────────────────────

function told(all: readonly SuggestedFor[], options: SuggestCasesOptions): ExitCode {
  const isMissing = all.some(({ suggestions }) => suggestions.length > 0);
  const isWritten = options.write || options.output !== undefined;
  const written = isWritten ? save(all, options.output) : new Map<SuggestedFor, string>();
  if (options.json) process.stdout.write(suggestJson(all, written));
  else {
    const report = suggestPretty(all, styleFor(isWritten ? process.stdout : process.stderr));
    (isWritten ? process.stdout : process.stderr).write(report);
    if (!isWritten) process.stdout.write(suggestYaml(all));
  }
  for (const [{ suggestions }, path] of written)
    process.stderr.write(
      `${counted(suggestions.length, "case", "cases")} written to ${path}: review what they expect\n`,
    );
  return isMissing && !isWritten ? 1 : 0;
}

/** The file to which the cases of each policy were written. */
function save(all: readonly SuggestedFor[], output: string | undefined): ReadonlyMap<SuggestedFor, string> {
  const some = all.filter(({ suggestions }) => suggestions.length > 0);
  if (output !== undefined && some.length > 1)
    throw new InputError(
      "cases of several policies are missing",
      "name one policy with --output, or take --write",
    );
  return new Map(
    some.map((each) => {
      const path = output ?? each.path.replace(/\.agentpol$/, ".cases.yaml");
      saveCases(path, { file: each.path, name: each.policy }, each.suggestions.map(toWrite));
      return [each, path];
    }),
  );
}

function toWrite(suggestion: Suggestion): CaseToWrite {
  return { testCase: suggestion.testCase, review: reviewOf(suggestion) };
}
