// The style and the script of the HTML page: the same for every policy, nothing of which stands in them.

/** Contrast is 4.5:1 at least, in light and in dark. */
export const STYLE = `:root { color-scheme: light dark; --ground: #fff; --text: #1c2024; --faint: #5f6872; --line: #d9dde2; --head: #f4f6f8; --hit: #fff6d6; --edge: #b58100;
  --block: #b3261e; --escalate: #8a5300; --throttle: #7d2f9c; --sandbox: #1f5fbf; --redact: #0b6b75; --allow: #1d6b36; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --text: #e6e9ec; --faint: #9aa4ae; --line: #333a41; --head: #1d2226; --hit: #362c0d; --edge: #e0ae2e;
  --block: #ff8a80; --escalate: #f2b861; --throttle: #d9a2f0; --sandbox: #8ab8ff; --redact: #6fd3de; --allow: #7fd69a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 110rem; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; }
h2 { margin: 2.5rem 0 0; font-size: 1.2rem; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1rem; }
header p, section > p { margin: .25rem 0; max-width: 80ch; color: var(--faint); }
ul { margin: 0; padding-left: 1.2rem; color: var(--faint); }
code { font: .92em/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: break-word; }
header p.answer { margin: 1rem 0 0; padding: .6rem .8rem; max-width: none; color: var(--text); background: var(--hit); border-left: 4px solid var(--edge); border-radius: 4px; }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 1.5rem 0 0; padding: .6rem 0; background: var(--ground); border-bottom: 1px solid var(--line); }
form[hidden] { display: none; }
input[type="search"] { flex: 0 1 24rem; padding: .35rem .6rem; color: inherit; background: var(--head); border: 1px solid var(--faint); border-radius: 6px; font: inherit; }
output { color: var(--faint); }
:focus-visible { outline: 3px solid var(--edge); outline-offset: 2px; }
.scroll { margin-top: 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; }
caption { padding: .6rem .8rem; font-weight: 600; text-align: left; }
th, td { padding: .45rem .8rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: inherit; min-width: 7rem; max-width: 26rem; }
thead th, thead th.kept { background: var(--head); font-size: .85rem; font-weight: 600; white-space: nowrap; }
td.none { color: var(--faint); }
.origin { display: block; color: var(--faint); font-size: .8rem; overflow-wrap: break-word; }
.verdict { font-weight: 650; color: var(--faint); white-space: nowrap; }
.verdict.block { color: var(--block); } .verdict.escalate { color: var(--escalate); } .verdict.throttle { color: var(--throttle); }
.verdict.sandbox { color: var(--sandbox); } .verdict.redact { color: var(--redact); } .verdict.allow { color: var(--allow); }
tr.hit { background: var(--hit); box-shadow: inset 4px 0 0 var(--edge); }
/* However wide a table is, what its rows decide is in view. */
.kept { position: sticky; right: 0; background: var(--ground); }
tr.hit .kept { background: var(--hit); }
.mark { padding: 0 .4rem; border: 1px solid var(--edge); border-radius: 99px; font-size: .75rem; }
footer { margin-top: 2.5rem; color: var(--faint); font-size: .85rem; }
@media print { form { display: none; } .scroll { overflow: visible; } tr { break-inside: avoid; } }
`;

/** Hides rows that lack a word of the filter, and tables of which no row is left. Without it the page is whole. */
export const SCRIPT = `"use strict";
const form = document.getElementById("filter");
const words = document.getElementById("words");
const only = document.getElementById("only");
const count = document.getElementById("count");
const regions = Array.from(document.querySelectorAll(".scroll"), (region) => ({
  region,
  title: region.querySelector("caption").textContent,
  rows: Array.from(region.querySelectorAll("tbody tr"), (row) => ({
    row, hit: row.classList.contains("hit"),
    text: Array.from(row.cells, (cell) => cell.textContent).join(" ").toLowerCase(),
  })),
}));
function filter() {
  const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  let all = 0;
  for (const { region, title, rows } of regions) {
    let left = 0;
    for (const { row, hit, text } of rows) {
      const whole = title.toLowerCase() + " " + text;
      const keep = wanted.every((word) => whole.includes(word)) && (only === null || !only.checked || hit);
      row.hidden = !keep;
      if (keep) left += 1;
    }
    region.hidden = left === 0;
    shown += left;
    all += rows.length;
  }
  count.textContent = shown === all ? all + " rows" : shown + " of " + all + " rows";
}
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", filter);
filter();
`;
