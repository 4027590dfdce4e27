// Suggested cases for people: what each is for, and what no case was found for; and the cases as YAML.

import { newCases } from "../../compiler/cases/write-cases.js";
import { visible } from "../../compiler/tabulate/visible.js";
import type { Style } from "../style.js";
import { counted } from "./report.js";
import { goalText, reviewOf, type SuggestedFor } from "./suggested.js";

export function suggestPretty(all: readonly SuggestedFor[], style: Style): string {
  return all.map((each) => `${linesOf(each, style).join("\n")}\n`).join("");
}

function linesOf({ file, cases, suggestions, left, unsure }: SuggestedFor, style: Style): readonly string[] {
  const proved = left.filter(({ isProved }) => isProved).length;
  return [
    `${style.bold(file)} ${style.dim(counted(cases, "case", "cases"))}`,
    ...suggestions.map(({ testCase }) => `  ${style.green("+")} ${visible(testCase.name)}`),
    ...left
      .filter(({ isProved }) => !isProved)
      .map(({ goal }) => `  ${style.yellow("?")} ${visible(goalText(goal))}: no case was found`),
    ...(unsure > 0
      ? [
          `  ${style.red("!")} table and reference interpreter decide ${counted(unsure, "case", "cases")} differently: please report this policy`,
        ]
      : []),
    `  ${summary(suggestions.length, proved)}`,
  ];
}

function summary(missing: number, proved: number): string {
  const cases =
    missing === 0
      ? "no case is missing that could be found"
      : `${counted(missing, "case is", "cases are")} missing`;
  return proved === 0 ? cases : `${cases}; ${counted(proved, "goal", "goals")} no request can reach`;
}

/** As cases files, one after the other. */
export function suggestYaml(all: readonly SuggestedFor[]): string {
  return all
    .filter(({ suggestions }) => suggestions.length > 0)
    .map(({ path: file, policy, suggestions }) => {
      const cases = suggestions.map((each) => ({ testCase: each.testCase, review: reviewOf(each) }));
      return newCases({ file, name: policy }, cases).text;
    })
    .join("---\n");
}
