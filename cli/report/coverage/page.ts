// The style of the coverage page: the same for every policy, nothing of which stands in it.

/** Contrast is 4.5:1 at least, in light and in dark. */
export const STYLE = `:root { color-scheme: light dark; --ground: #fff; --text: #1c2024; --faint: #5f6872; --line: #d9dde2; --head: #f4f6f8;
  --full: #1d6b36; --full-ground: #e9f6ed; --part: #8a5300; --part-ground: #fff4dc; --miss: #b3261e; --miss-ground: #fdeceb; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --text: #e6e9ec; --faint: #9aa4ae; --line: #333a41; --head: #1d2226;
  --full: #7fd69a; --full-ground: #15291c; --part: #f2b861; --part-ground: #2e2410; --miss: #ff8a80; --miss-ground: #331a19; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 90rem; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.25rem; }
h3 { margin: 2rem 0 .5rem; font-size: 1rem; }
p { margin: .25rem 0; max-width: 80ch; color: var(--faint); }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--part); outline-offset: 2px; }
code, pre { font: .9rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
table { border-collapse: collapse; }
caption { text-align: left; color: var(--faint); padding-bottom: .3rem; }
th, td { padding: .3rem 1.2rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: inherit; }
thead th { font-size: .85rem; font-weight: 600; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
meter { width: 10rem; height: .8rem; }
ul.missing { margin: 0; padding: 0; list-style: none; columns: 2 30rem; column-gap: 2.5rem; }
ul.missing > li { margin: 0 0 .6rem; break-inside: avoid; }
ul.missing ul { margin: 0; padding-left: 1.2rem; color: var(--faint); overflow-wrap: anywhere; }
.source { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; }
.row { display: grid; grid-template-columns: 3.5rem 2rem 1fr; padding-right: 1rem; min-width: max-content; }
.row > .number { padding-right: .8rem; color: var(--faint); text-align: right; user-select: none; }
.row > .sign { text-align: center; font-weight: 700; }
.row pre { margin: 0; }
.full > .row { background: var(--full-ground); } .full > .row > .sign { color: var(--full); }
.part > .row { background: var(--part-ground); } .part > .row > .sign { color: var(--part); }
.miss > .row { background: var(--miss-ground); } .miss > .row > .sign { color: var(--miss); }
li:target > .row { box-shadow: inset 4px 0 0 var(--part); }
.notes { margin: 0 0 .4rem 5.5rem; padding: .2rem 1rem .2rem .8rem; list-style: none; border-left: 2px solid var(--line); font-size: .85rem; }
.notes .more { color: var(--faint); }
.marks { display: flex; flex-wrap: wrap; gap: .2rem .5rem; margin: .1rem 0 .3rem; padding: 0; list-style: none; }
.marks li { padding: 0 .5rem; border: 1px solid currentColor; border-radius: 99px; overflow-wrap: anywhere; }
.marks .seen { color: var(--full); } .marks .unseen { color: var(--miss); } .marks .never { color: var(--faint); border-style: dashed; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 2.5rem; color: var(--faint); font-size: .85rem; }
@media print { li { break-inside: avoid; } .source { overflow: visible; } }
`;
