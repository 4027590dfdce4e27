// A diff as Markdown: for the description or a comment of a pull request.

import { escaped } from "../../compiler/tabulate/markup.js";
import { withEscapes } from "../../compiler/emit/words.js";
import { visible } from "../../compiler/tabulate/visible.js";
import type { Difference } from "../../compiler/verify/diff/difference.js";
import type { Replay } from "../trace.js";
import { actionsText, headOf, reportText, rulesText, sumOf, supposed, type Reported } from "./diff-text.js";
import { plainMarkdown } from "./plain-markdown.js";

/** What lets more through stands out, in every font. */
const WORDS = { loosened: "**loosened**", tightened: "tightened", other: "other" } as const;

export function diffMarkdown({ names, diff, trace }: Reported): string {
  const { differences, unresolved, actions, changes } = diff;
  const blocks = [
    `### Policy ${code(diff.after)}: ${sumOf(diff)}`,
    `${code(names.before)} → ${code(names.after)}`,
    ...(differences.length > 0 ? [table(differences)] : []),
    ...differences.map(details),
    ...unresolved.map(
      ({ action, onResult, reason }) =>
        `${actionsText({ actions: [action], onResult }, code)} could not be told: ${plainMarkdown(reason)}.`,
    ),
    list("Actions", [
      ...actions.added.map((name) => `added ${code(name)}`),
      ...actions.removed.map((name) => `removed ${code(name)}`),
    ]),
    list(
      "Besides requests",
      changes.map(
        ({ of, name, direction, text }) =>
          `${WORDS[direction]}: ${plainMarkdown(of)} ${code(name)}: ${plainMarkdown(text)}`,
      ),
    ),
    ...(trace === undefined ? [] : [traced(trace)]),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function table(differences: readonly Difference[]): string {
  const rows = differences.map((difference) => {
    const { direction, where, onResult } = difference;
    const cells = [
      WORDS[direction],
      actionsText(difference, code),
      where === undefined ? (onResult ? "every result" : "every request") : code(where),
      headOf(difference),
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| change | action | requests | verdict |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function details(difference: Difference): string {
  const { actions, before, after, lost, gained, examples } = difference;
  const [example] = examples;
  const past = example && supposed(example);
  const came = example && reportText(example);
  const request =
    example === undefined
      ? ["Possible, no request found."]
      : [
          fenced(JSON.stringify(example.request, null, 2)),
          ...(came === undefined ? [] : ["", `Result: ${code(came)}`]),
          ...(past === undefined ? [] : [plainMarkdown(past)]),
        ];
  return [
    "<details>",
    `<summary>${escaped(actionsText(difference))}: ${escaped(headOf(difference))}</summary>`,
    "",
    ...(actions.length > 1 ? [`On ${actions.map(code).join(", ")}.`, ""] : []),
    `Before: ${plainMarkdown(rulesText(before.rules))}<br>`,
    `After: ${plainMarkdown(rulesText(after.rules))}`,
    ...lost.map((text) => `\nNo more: ${code(text)}`),
    ...gained.map((text) => `\nNow: ${code(text)}`),
    "",
    ...request,
    "",
    "</details>",
  ].join("\n");
}

function traced({ records, flips, unlike }: Replay): string {
  const items = flips.map(
    ({ line, id, action, direction, before, after }) =>
      `${WORDS[direction]}: line ${String(line)}, ${code(id)}, ${code(action)}: ${before.verdict} → ${after.verdict} (${plainMarkdown(before.rule)} → ${plainMarkdown(after.rule)})`,
  );
  const note =
    unlike > 0 ? [`${String(unlike)} were recorded with another verdict than the old policy gives here`] : [];
  return list(
    `${String(flips.length)} of ${String(records)} recorded requests flip`,
    [...items, ...note],
    true,
  );
}

function list(title: string, items: readonly string[], always = false): string {
  if (items.length === 0) return always ? `**${title}**` : "";
  return [`**${title}**`, "", ...items.map((item) => `- ${item}`)].join("\n");
}

/** In backquotes, one more than the text has in a row. */
function code(text: string): string {
  const line = visible(text);
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

function fenced(text: string): string {
  const lines = text.replaceAll("```", "\\u0060\\u0060\\u0060").split("\n");
  return ["```json", ...lines.map(withEscapes), "```"].join("\n");
}
