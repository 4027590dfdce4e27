// What came of recorded decisions, for people.

import type { Style } from "../style.js";
import { counted } from "./report.js";

export interface Recording {
  readonly records: number;
  readonly cases: number;
  /** Of all that there is to touch, what the records do, each by itself, and the cases as well. */
  readonly goals: { readonly reached: number; readonly total: number };
  /** Records that the policy decides otherwise from fresh state; the first of them. */
  readonly unlike: { readonly count: number; readonly first: readonly Unlike[] };
  /** Records that no steps of a case can put; the lines of the first of them. */
  readonly unsayable: { readonly count: number; readonly first: readonly number[] };
  /** The file that the cases were written to. */
  readonly output?: string;
}

export interface Unlike {
  readonly line: number;
  readonly recorded: string;
  readonly decided: string;
}

export const SECRETS = "look for secrets before it is shared";

/** So many lines are named. */
const MOST_LINES = 10;

export function recordedText(
  { records, cases, goals, unlike, unsayable, output }: Recording,
  style: Style,
): string {
  const to = output === undefined ? "" : ` written to ${output}`;
  const lines = [
    `${counted(cases, "case", "cases")} of ${counted(records, "record", "records")}${to}: ${cases === 1 ? "it touches" : "they touch"} ${String(goals.reached)} of ${counted(goals.total, "goal", "goals")} of coverage, as many as the records do, each by itself`,
    style.yellow(`requests are copied as they were recorded: ${SECRETS}`),
    ...(unlike.count > 0
      ? [
          `${counted(unlike.count, "record is", "records are")} left out, since from fresh state the policy decides otherwise than recorded: what came before, answers of classifiers, or another policy made the difference`,
          ...unlike.first
            .slice(0, MOST_LINES)
            .map(
              ({ line, recorded, decided }) =>
                `  line ${String(line)}: recorded ${recorded}, decided ${decided}`,
            ),
          ...more(unlike.count),
        ]
      : []),
    ...(unsayable.count > 0
      ? [
          `${counted(unsayable.count, "record is", "records are")} left out, since no case can say ${unsayable.count === 1 ? "it" : "them"}: the request is malformed, or nothing came back`,
          ...unsayable.first.slice(0, MOST_LINES).map((line) => `  line ${String(line)}`),
          ...more(unsayable.count),
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function more(count: number): readonly string[] {
  return count > MOST_LINES ? [`  and ${String(count - MOST_LINES)} more`] : [];
}
