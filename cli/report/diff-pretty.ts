// A diff for people at a terminal.

import { visible } from "../../compiler/tabulate/visible.js";
import type { Difference } from "../../compiler/verify/diff/difference.js";
import type { Direction } from "../../compiler/verify/diff/regions.js";
import type { Style } from "../style.js";
import type { Replay } from "../trace.js";
import {
  actionsText,
  headOf,
  reportText,
  requestText,
  rulesSum,
  rulesText,
  sumOf,
  supposed,
  type Reported,
} from "./diff-text.js";

export function diffPretty({ diff, trace }: Reported, style: Style): string {
  const rules = rulesSum(diff);
  const blocks = [
    ...diff.differences.map((each) => differenceLines(each, style)),
    ...diff.unresolved.map(({ action, onResult, reason }) => [
      `${style.yellow("not told")}   ${style.bold(actionsText({ actions: [action], onResult }))}: ${reason}`,
    ]),
    listLines(
      "Actions",
      [
        ...diff.actions.added.map((name) => `added ${name}`),
        ...diff.actions.removed.map((name) => `removed ${name}`),
      ],
      style,
    ),
    listLines(
      "Besides requests",
      diff.changes.map(
        ({ of, name, direction, text }) =>
          `${painted(direction, style)} ${of} ${style.bold(name)}: ${visible(text)}`,
      ),
      style,
    ),
    ...(trace === undefined ? [] : [traceLines(trace, style)]),
    [`${style.bold(sumOf(diff))}${rules === undefined ? "" : style.dim(` (rules ${rules})`)}`],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function painted(direction: Direction, style: Style): string {
  const paint = { loosened: style.red, tightened: style.green, other: style.yellow }[direction];
  return paint(direction);
}

function differenceLines(difference: Difference, style: Style): readonly string[] {
  const { direction, where, before, after, lost, gained, because, examples, onResult } = difference;
  const [example] = examples;
  const label = (text: string): string => style.dim(text.padEnd(8));
  const also = because.filter(
    ({ rule }) => ![...before.rules, ...after.rules].some((each) => each.rule === rule),
  );
  const past = example && supposed(example);
  const came = example && reportText(example);
  return [
    `${painted(direction, style)}   ${style.bold(actionsText(difference))}: ${style.bold(headOf(difference))}`,
    `  ${visible(where ?? (onResult ? "every result" : "every request"))}`,
    ...lost.map((text) => `  ${label("no more")} ${visible(text)}`),
    ...gained.map((text) => `  ${label("now")} ${visible(text)}`),
    `  ${label("before")} ${rulesText(before.rules)}`,
    `  ${label("after")} ${rulesText(after.rules)}`,
    ...(also.length > 0 ? [`  ${label("because")} ${rulesText(also)}`] : []),
    example === undefined
      ? `  ${label("request")} ${style.yellow("possible, no request found")}`
      : `  ${label("request")} ${requestText(example)}`,
    ...(came === undefined ? [] : [`  ${label("result")} ${came}`]),
    ...(past === undefined ? [] : [`  ${label("")} ${past}`]),
  ];
}

function listLines(title: string, items: readonly string[], style: Style): readonly string[] {
  return items.length === 0 ? [] : [style.bold(title), ...items.map((item) => `  ${item}`)];
}

/** More are in `--format json`. */
const MOST_FLIPS = 20;

function traceLines({ records, flips, unlike }: Replay, style: Style): readonly string[] {
  const shown = flips
    .slice(0, MOST_FLIPS)
    .map(
      ({ line, id, action, direction, before, after }) =>
        `  line ${String(line)} ${style.dim(id)} ${action}: ${painted(direction, style)} ${before.verdict} by ${before.rule} → ${after.verdict} by ${after.rule}`,
    );
  const more = flips.length - shown.length;
  return [
    style.bold(`${String(flips.length)} of ${String(records)} recorded requests flip`),
    ...shown,
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
    ...(unlike > 0
      ? [
          `  ${String(unlike)} were recorded with another verdict than the old policy gives here, maybe for what was before`,
        ]
      : []),
  ];
}
