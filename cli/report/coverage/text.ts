// Coverage for people: what was reached of each measure, and rule by rule what is missing.

import { MEASURES } from "../../../compiler/coverage/goals.js";
import type { Coverage, Place, RuleCoverage, Tally } from "../../../compiler/coverage/coverage.js";
import { visible } from "../../../compiler/tabulate/visible.js";
import type { Style } from "../../style.js";
import { counted } from "../report.js";
import { isMissing, missingOf, type Missing } from "./missing.js";
import { percentText, type Covered } from "./report.js";

/** So many lines about one rule; the others are counted. */
const MOST_LINES = 12;

export function coverageText(covered: readonly Covered[], style: Style): string {
  return covered.map(({ coverage }) => policyText(coverage, style)).join("\n");
}

function policyText(coverage: Coverage, style: Style): string {
  const { file, decisions, totals, rules, others } = coverage;
  const lines = [
    `${style.bold(`coverage of ${file}`)} ${style.dim(`(${counted(decisions, "decision", "decisions")})`)}`,
    ...MEASURES.map((measure) => `  ${measure.padEnd(10)} ${tallyText(totals[measure], style)}`),
    ...rules.flatMap((rule) => ruleLines(rule, style)),
    ...others
      .filter(({ decided }) => isMissing(decided))
      .flatMap(({ kind, name, place }) => [
        "",
        `  ${style.yellow("○")} ${kind === "killswitch" ? `kill switch ${name}` : name} ${style.dim(placeText(place))}`,
        `      never decides`,
      ]),
    ...noteLines(coverage, style),
  ];
  return `${lines.join("\n")}\n`;
}

function tallyText(tally: Tally, style: Style): string {
  const { reached, total } = tally;
  const percent = `${percentText(tally).padStart(5)} %`;
  const paint = reached === total ? style.green : style.yellow;
  return `${paint(percent)}  ${style.dim(`${String(reached)} of ${String(total)}`)}`;
}

function ruleLines(rule: RuleCoverage, style: Style): readonly string[] {
  const missing = missingOf(rule);
  if (missing.length === 0) return [];
  const more = missing.length - MOST_LINES;
  const { matched, decided, place } = rule;
  const counts = matched === 0 ? "" : `, matched ${String(matched)}, decided ${String(decided)}`;
  return [
    "",
    `  ${style.yellow("○")} ${rule.rule} ${style.dim(placeText(place) + counts)}`,
    ...missing.slice(0, MOST_LINES).map((each) => missingLine(each, rule, style)),
    ...(more > 0 ? [style.dim(`      and ${String(more)} more`)] : []),
  ];
}

/** The line in the file is said where it is not the rule's. */
function missingLine({ what, of, place }: Missing, rule: RuleCoverage, style: Style): string {
  const isElsewhere = place.line !== rule.place.line || place.file !== rule.place.file;
  const at = place.file === rule.place.file ? `line ${String(place.line)}` : placeText(place);
  return [
    `      ${what}${of === undefined ? "" : ":"}`,
    ...(of === undefined ? [] : [visible(of)]),
    ...(isElsewhere ? [style.dim(`(${at})`)] : []),
  ].join(" ");
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${String(line)}:${String(column)}`;
}

function noteLines({ totals, regionsLeft }: Coverage, style: Style): readonly string[] {
  const never = MEASURES.reduce((sum, measure) => sum + totals[measure].never, 0);
  const notes = [
    ...(never > 0
      ? [
          `${counted(never, "goal is", "goals are")} not counted: no request reaches ${never === 1 ? "it" : "them"}`,
        ]
      : []),
    ...(regionsLeft > 0
      ? [`${counted(regionsLeft, "region is", "regions are")} not counted: there are too many`]
      : []),
  ];
  return notes.length === 0 ? [] : ["", ...notes.map((note) => style.dim(`  ${note}`))];
}
