// A decision table as one HTML page, with a filter for its rows.

import { escaped } from "../../../compiler/tabulate/markup.js";
import type { ActionView, LayerView, RowView } from "../../../compiler/tabulate/view.js";
import { htmlPage } from "../html-page.js";
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
import { SCRIPT, STYLE } from "./page.js";

export function htmlTable(shown: Shown): string {
  const { view, hits } = shown;
  const title = escaped(`${view.policy}${view.version === undefined ? "" : ` ${view.version}`}`);
  return htmlPage({
    title: `${title}: decision table`,
    style: STYLE,
    script: SCRIPT,
    header: `<h1>${title}</h1>
<p>${escaped(HIT_POLICY)}</p>
<p>${escaped(UNKNOWN)}</p>${answerOf(shown)}`,
    main: `${filterForm(hits.size > 0)}
${view.layers.map((layer, depth) => section(layer, depth, hits)).join("\n")}`,
    footer: `<p>Made from the table <code>${escaped(view.digest)}</code></p>`,
  });
}

function answerOf({ decided }: Shown): string {
  if (decided === undefined) return "";
  const { action, verdict, rule, reason } = decided;
  return `\n<p class="answer"><strong>${escaped(action)}</strong>: ${badge(verdict, verdict)} by <code>${escaped(rule)}</code>: ${escaped(reason)}</p>`;
}

function filterForm(hasHits: boolean): string {
  const only = hasHits
    ? `<label><input type="checkbox" id="only"> only rows that the request hits</label>\n`
    : "";
  return `<form id="filter" role="search" hidden>
<label for="words">Filter rows</label>
<input type="search" id="words" autocomplete="off" spellcheck="false" placeholder="words that a row must hold">
${only}<output id="count" for="words"></output>
</form>`;
}

function section(layer: LayerView, depth: number, hits: ReadonlySet<number>): string {
  return `<section>
<h2>${escaped(layerTitle(layer, depth))}</h2>
${depth === 0 ? "" : `<p>${escaped(FLOOR)}</p>\n`}${layer.tables.map((table) => tableOf(table, hits)).join("\n")}
<h3>Before any row</h3>
<ul>
${layer.before.map((each) => `<li>${escaped(each)}</li>`).join("\n")}
</ul>
</section>`;
}

function tableOf(table: ActionView, hits: ReadonlySet<number>): string {
  const withFurther = hasFurther(table);
  const title = escaped(titleOf(table));
  const heads = [
    ...table.columns.map((path) => `<code>${escaped(path)}</code>`),
    ...(withFurther ? ["and"] : []),
    ...["verdict", "rule", "reason", "obligations"],
  ];
  return `<div class="scroll" role="region" aria-label="${title}" tabindex="0">
<table>
<caption>${title}</caption>
<thead>
<tr>${heads.map((head) => `<th scope="col"${head === "verdict" ? ' class="kept"' : ""}>${head}</th>`).join("")}</tr>
</thead>
<tbody>
${table.rows.map((row) => rowOf(row, withFurther, hits.has(row.id))).join("\n")}
</tbody>
</table>
</div>`;
}

function rowOf(row: RowView, withFurther: boolean, isHit: boolean): string {
  const mark = isHit ? `<span class="mark">hit</span> ` : "";
  const cells = [
    ...row.cells.map((cell) => (cell === "" ? nothing() : `<td><code>${escaped(cell)}</code></td>`)),
    ...(withFurther ? [listCell(row.further, true)] : []),
    `<td class="kept">${mark}${badge(row.shadow ? "shadow" : row.verdict, verdictWords(row))}</td>`,
    `<th scope="row"><code>${escaped(row.rule)}</code><span class="origin">${escaped(row.origin)}</span></th>`,
    row.reason === "" ? nothing() : `<td>${escaped(row.reason)}</td>`,
    listCell(row.obligations, false),
  ];
  return `<tr${isHit ? ` class="hit"` : ""}>${cells.join("")}</tr>`;
}

function nothing(): string {
  return `<td class="none"><span aria-hidden="true">–</span></td>`;
}

function listCell(items: readonly string[], isCode: boolean): string {
  if (items.length === 0) return nothing();
  const shown = items.map((each) => (isCode ? `<code>${escaped(each)}</code>` : escaped(each)));
  return `<td>${shown.join("<br>")}</td>`;
}

function badge(kind: string, words: string): string {
  return `<span class="verdict ${escaped(kind)}">${escaped(words)}</span>`;
}
