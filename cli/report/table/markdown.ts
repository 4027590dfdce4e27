// A decision table as Markdown with tables (GitHub's): for a pull request, or a page of documentation.

import { visible } from "../../../compiler/tabulate/visible.js";
import { plainMarkdown } from "../plain-markdown.js";
import type { ActionView, LayerView, RowView } from "../../../compiler/tabulate/view.js";
import {
  FLOOR,
  HIT_POLICY,
  UNKNOWN,
  hasFurther,
  layerTitle,
  titleOf,
  verdictWords,
  type Shown,
} from "./legend.js";

export function markdownTable({ view, hits, decided }: Shown): string {
  const version = view.version === undefined ? "" : ` ${plainMarkdown(view.version)}`;
  const answer =
    decided === undefined
      ? []
      : [
          `> **${plainMarkdown(decided.action)}**: **${decided.verdict}** by ${code(decided.rule)}: ${plainMarkdown(decided.reason)}\n>\n> The rows that it hits are marked with ▶.`,
        ];
  const blocks = [
    `# ${plainMarkdown(view.policy)}${version}`,
    HIT_POLICY,
    UNKNOWN,
    ...answer,
    ...view.layers.flatMap((layer, depth) => layerBlocks(layer, depth, hits)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function layerBlocks(layer: LayerView, depth: number, hits: ReadonlySet<number>): readonly string[] {
  const isNamed = depth > 0 || layer.mode === "shadow";
  return [
    ...(isNamed ? [`## ${plainMarkdown(layerTitle(layer, depth))}`] : []),
    ...(depth > 0 ? [FLOOR] : []),
    ...layer.tables.flatMap((table) => [`### ${plainMarkdown(titleOf(table))}`, tableBlock(table, hits)]),
    "Before any row:",
    layer.before.map((each) => `- ${plainMarkdown(each)}`).join("\n"),
  ];
}

function tableBlock(table: ActionView, hits: ReadonlySet<number>): string {
  const withFurther = hasFurther(table);
  const heads = [
    ...table.columns.map(code),
    ...(withFurther ? ["and"] : []),
    ...["verdict", "rule", "reason", "obligations"],
  ];
  const rows = table.rows.map((row) => line(cellsOf(row, withFurther, hits.has(row.id))));
  return [line(heads), line(heads.map(() => "---")), ...rows].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function cellsOf(row: RowView, withFurther: boolean, isHit: boolean): readonly string[] {
  return [
    ...row.cells.map((cell) => (cell === "" ? "–" : code(cell))),
    ...(withFurther ? [listed(row.further.map(code))] : []),
    `${isHit ? "▶ " : ""}**${verdictWords(row)}**`,
    code(row.rule),
    row.reason === "" ? "–" : plainMarkdown(row.reason),
    listed(row.obligations.map(plainMarkdown)),
  ];
}

function listed(items: readonly string[]): string {
  return items.length === 0 ? "–" : items.join("<br>");
}

/** A code span where nothing in it could end it or the cell; else plain text, which looks the same but for the letters. */
function code(text: string): string {
  const seen = visible(text);
  return seen === "" || /[`|\\]|^ | $/.test(seen) ? plainMarkdown(text) : `\`${seen}\``;
}
