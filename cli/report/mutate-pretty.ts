// Mutation testing for people: each mistake that no case tells, as a diff, with the case that would tell it.

import { scoreOf, type Score } from "../../compiler/mutate/score.js";
import { MOST_ALIKE } from "../../compiler/mutate/limited.js";
import type { Mutant } from "../../compiler/mutate/mutate.js";
import { visible } from "../../compiler/tabulate/visible.js";
import { testBlock } from "../../compiler/verify/test-block.js";
import { formOf } from "../../runtime/table/floor.js";
import type { Style } from "../style.js";
import { laidOut } from "./laid-out.js";
import { diffOf, type Mutated } from "./mutated.js";
import { counted } from "./report.js";

export function mutatePretty(mutated: readonly Mutated[], style: Style): string {
  const policies = mutated.map((each) => policyLines(each, style).join("\n"));
  const all = mutated.length > 1 ? [summary(scoreOf(mutated.flatMap(({ mutants }) => mutants)), style)] : [];
  return `${[...policies, ...all].join("\n\n")}\n`;
}

function policyLines(mutated: Mutated, style: Style): readonly string[] {
  const { file, cases, mutants } = mutated;
  const survivors = mutants.filter(({ status }) => status === "survived");
  return [
    `${style.bold(file)} ${style.dim(counted(cases, "case", "cases"))}`,
    ...survivors.flatMap((mutant) => survivorLines(mutant, mutated, style)),
    `  ${summary(scoreOf(mutants), style)}`,
    ...leftOutLines(mutated, style),
  ];
}

function leftOutLines({ leftOut }: Mutated, style: Style): readonly string[] {
  if (leftOut === 0) return [];
  const made = `of one kind in one declaration at most ${String(MOST_ALIKE)} are made`;
  return [
    `  ${style.dim(`${counted(leftOut, "mistake", "mistakes")} left out: ${made}, fewer where it is very long`)}`,
  ];
}

function survivorLines(mutant: Mutant, { sources, table }: Mutated, style: Style): readonly string[] {
  const { operator, owner, span } = mutant.mutation;
  const { line, column, removed, added } = diffOf(mutant, sources);
  const place = style.dim(`${span.file}:${String(line)}:${String(column)}`);
  const killer = mutant.status === "survived" ? mutant.killer : undefined;
  const told =
    killer === undefined
      ? [style.dim("no case was found that tells it; it is not proved equivalent")]
      : laidOut(testBlock(killer, formOf(table)));
  return [
    `  ${style.red("✗")} ${style.bold(owner)} ${operator} ${place}`,
    ...removed.map((text) => `      ${style.red(`- ${visible(text)}`)}`),
    ...added.map((text) => `      ${style.green(`+ ${visible(text)}`)}`),
    "",
    ...told.map((text) => `      ${text}`),
    "",
  ];
}

function summary({ killed, survived, equivalent, beside, percent }: Score, style: Style): string {
  const left = [
    ...(equivalent > 0 ? [`${String(equivalent)} proved equivalent`] : []),
    ...(beside > 0 ? [`${String(beside)} beyond what cases can say`] : []),
  ];
  const told = `${counted(killed + survived, "mutant", "mutants")}: ${String(killed)} killed, ${String(survived)} survived`;
  const rest = left.length === 0 ? "" : ` (and ${left.join(", ")})`;
  return (survived > 0 ? style.red : style.green)(`${told}; score ${shown(percent)}${rest}`);
}

/** Never rounded up: 100 % is all of them. */
function shown(percent: number): string {
  return `${String(Math.floor(percent * 10) / 10)} %`;
}
