// Coverage as one HTML page, without a script: each policy's measures, what is missing, and the source with marks.

import type { Coverage } from "../../../compiler/coverage/coverage.js";
import { MEASURES, type Measure } from "../../../compiler/coverage/goals.js";
import type { SourceFile } from "../../../compiler/source/source.js";
import { escaped } from "../../../compiler/tabulate/markup.js";
import { htmlPage } from "../html-page.js";
import { counted } from "../report.js";
import { notesOn, type Mark, type Note } from "./marks.js";
import { isMissing, missingOf } from "./missing.js";
import { STYLE } from "./page.js";
import { percentText, type Covered } from "./report.js";

export function coverageHtml(covered: readonly Covered[]): string {
  const policies = counted(covered.length, "policy", "policies");
  return htmlPage({
    title: `Coverage of ${policies}`,
    style: STYLE,
    header: `<h1>Coverage</h1>
<p>What the cases that ran touch of ${policies}. ✓ all of what begins on a line was seen, ◐ some of it, ✗ nothing.</p>`,
    main: covered.map(section).join("\n"),
  });
}

function section({ coverage, files }: Covered, place: number): string {
  const { file, decisions, digest } = coverage;
  const sources = files.map((source, i) => sourceOf(source, coverage, `${String(place)}-${String(i)}`));
  return `<section aria-labelledby="policy-${String(place)}">
<h2 id="policy-${String(place)}">${escaped(file)}</h2>
<p>${counted(decisions, "decision", "decisions")}, under the table <code>${escaped(digest)}</code></p>
${totals(coverage)}
${missingList(coverage, place, files)}
${sources.join("\n")}
</section>`;
}

const MEANING: Readonly<Record<Measure, string>> = {
  rules: "had their say",
  conditions: "seen true, and seen false",
  boundaries: "both sides of each cut",
  regions: "ways in which rules match",
};

function totals({ totals: tallies, regionsLeft }: Coverage): string {
  const rows = MEASURES.map((measure) => {
    const tally = tallies[measure];
    const { reached, total, never } = tally;
    const most = String(Math.max(1, total));
    const value = String(total === 0 ? 1 : reached);
    const unreachable = measure === "regions" && regionsLeft > 0 ? `, ${String(regionsLeft)} too many` : "";
    return `<tr><th scope="row">${measure}: ${MEANING[measure]}</th><td class="number">${percentText(tally)} %</td><td><meter min="0" max="${most}" value="${value}" aria-hidden="true"></meter></td><td class="number">${String(reached)} of ${String(total)}</td><td class="number">${String(never)}${unreachable}</td></tr>`;
  });
  return `<table>
<thead><tr><th scope="col">measure</th><th scope="col">reached</th><th></th><th scope="col">goals</th><th scope="col">not counted, as no request reaches them</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

function missingList({ rules, others }: Coverage, place: number, files: readonly SourceFile[]): string {
  const linkTo = (at: { readonly file: string; readonly line: number }): string =>
    `${String(place)}-${String(files.findIndex(({ path }) => path === at.file))}-${String(at.line)}`;
  const items = [
    ...rules.flatMap((rule) => {
      const missing = missingOf(rule);
      if (missing.length === 0) return [];
      const lines = missing.map(
        ({ what, of }) =>
          `<li>${escaped(what)}${of === undefined ? "" : `: <code>${escaped(of)}</code>`}</li>`,
      );
      return [
        `<li><a href="#${linkTo(rule.place)}"><code>${escaped(rule.rule)}</code></a><ul>${lines.join("")}</ul></li>`,
      ];
    }),
    ...others
      .filter(({ decided }) => isMissing(decided))
      .map(
        ({ name, place: at }) =>
          `<li><a href="#${linkTo(at)}"><code>${escaped(name)}</code></a><ul><li>never decides</li></ul></li>`,
      ),
  ];
  if (items.length === 0) return "<p>Nothing is missing.</p>";
  return `<h3>What is missing</h3>
<ul class="missing">
${items.join("\n")}
</ul>`;
}

// ─── Source ─────────────────────────────────────────────────────────────────────────────────────────────────────

function sourceOf({ path, text }: SourceFile, coverage: Coverage, id: string): string {
  const notes = notesOn(path, coverage);
  if (notes.size === 0) return "";
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  const rows = lines.map((line, i) => lineOf(line, i + 1, notes.get(i + 1) ?? [], id));
  return `<h3>${escaped(path)}</h3>
<ol class="source">
${rows.join("\n")}
</ol>`;
}

type State = "full" | "part" | "miss" | "none";

const SIGNS: Readonly<Record<State, readonly [sign: string, said: string]>> = {
  full: ["✓", "all seen"],
  part: ["◐", "partly seen"],
  miss: ["✗", "not seen"],
  none: ["", ""],
};

function lineOf(line: string, number: number, notes: readonly Note[], id: string): string {
  const state = stateOf(notes.flatMap(({ marks }) => marks));
  const [sign, said] = SIGNS[state];
  const shown =
    sign === "" ? "" : `<span aria-hidden="true">${sign}</span><span class="said">${said}: </span>`;
  const row = `<div class="row"><span class="number">${String(number)}</span><span class="sign">${shown}</span><pre><code>${escaped(line.replaceAll("\t", "  "))}</code></pre></div>`;
  const below = notes.length === 0 ? "" : `<ul class="notes">${notes.map(noteOf).join("")}</ul>`;
  return `<li id="${id}-${String(number)}" class="${state}">${row}${below}</li>`;
}

function stateOf(marks: readonly Mark[]): State {
  const open = marks.filter(({ sight }) => !sight.never);
  const seen = open.filter(({ sight }) => sight.count > 0).length;
  if (open.length === 0) return "none";
  return seen === open.length ? "full" : seen === 0 ? "miss" : "part";
}

function noteOf({ subject, more, marks }: Note): string {
  const said = more === "" ? "" : ` <span class="more">${escaped(more)}</span>`;
  return `<li><code>${escaped(subject)}</code>${said}<ul class="marks">${marks.map(markOf).join("")}</ul></li>`;
}

function markOf({ what, sight: { count, never } }: Mark): string {
  if (count === 0 && never) return `<li class="never">${escaped(what)}: no request is</li>`;
  const [kind, sign] = count > 0 ? ["seen", "✓"] : ["unseen", "✗"];
  return `<li class="${kind}"><span aria-hidden="true">${sign}</span> ${escaped(what)}: ${count === 0 ? "never" : counted(count, "time", "times")}</li>`;
}
