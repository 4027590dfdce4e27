// Draws cost against rules, a panel for each family: logarithmic both ways, and on a ground of its own, so that it reads on a
// light page and on a dark one.

import { CONTENDERS } from "../contenders/all.js";
import { KINDS, type Kind } from "../families/family.js";
import { TOO_LONG } from "../measure/limits.js";
import type { Field } from "./field.js";
import { duration } from "./markdown.js";

const PANEL = { top: 64, width: 320, height: 400 } as const;
const MARGIN = 66;
/** Right of a panel, for the names of its lines. */
const NAMES = 250;
const WIDTH = KINDS.length * (MARGIN + PANEL.width + NAMES);
const HEIGHT = PANEL.top + PANEL.height + 60;
const NAME_HEIGHT = 15;

/** In powers of ten. */
const RULES = { from: 1, to: 4 } as const;
const NANOSECONDS = { from: 1, to: 8 } as const;

/** Of the contenders, in their order: on a light ground and on a dark one. */
const LIGHT = [
  "#6e7781",
  "#0969da",
  "#8250df",
  "#1a7f37",
  "#bc4c00",
  "#cf222e",
  "#9a6700",
  "#bf3989",
  "#1b7c83",
];
const DARK = [
  "#9198a1",
  "#58a6ff",
  "#bc8cff",
  "#3fb950",
  "#f0883e",
  "#ff7b72",
  "#d29922",
  "#f778ba",
  "#39c5cf",
];

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Line {
  readonly name: string;
  /** Among the contenders. */
  readonly index: number;
  readonly points: readonly Point[];
}

export function plotOf(fields: readonly Field[]): string {
  const panels = KINDS.map((kind, index) => panel(kind, fields, index * (MARGIN + PANEL.width + NAMES)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
<title>The median cost of a decision against the number of rules</title>
<style>
  text { font: 12px system-ui, sans-serif }
  .title { font-size: 15px; font-weight: bold }
  .line { fill: none; stroke-width: 2 }
  .own { stroke-width: 4 }
  .leader, .grid, .limit { fill: none }
  .limit { stroke-dasharray: 3 4 }
${inks(LIGHT, { ground: "#ffffff", ink: "#1f2328", quiet: "#59636e", faint: "#d5dae0" })}
  @media (prefers-color-scheme: dark) {
${inks(DARK, { ground: "#0d1117", ink: "#e6edf3", quiet: "#9198a1", faint: "#30363d" })}
  }
</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="8"/>
${panels.join("\n")}
</svg>
`;
}

type Grounds = Readonly<Record<"ground" | "ink" | "quiet" | "faint", string>>;

function inks(hues: readonly string[], { ground, ink, quiet, faint }: Grounds): string {
  return `  .ground { fill: ${ground} }
  text { fill: ${ink} }
  .quiet { fill: ${quiet} }
  .grid, .leader { stroke: ${faint} }
  .limit { stroke: ${quiet} }
${hues.map((hue, index) => `  .line${index} { stroke: ${hue} } .dot${index}, .name${index} { fill: ${hue} }`).join("\n")}`;
}

function panel(kind: Kind, fields: readonly Field[], left: number): string {
  const lines = linesOf(fields.filter((field) => field.kind === kind));
  return `<g transform="translate(${left + MARGIN} ${PANEL.top})">
<text class="title" x="0" y="-34">${kind}</text>
<text class="quiet" x="0" y="-14">median of a decision, both axes logarithmic</text>
${costAxis()}
${rulesAxis()}
${lines.map(lineOf).join("\n")}
${namesOf(lines)}
</g>`;
}

function across(rules: number): number {
  return ((Math.log10(rules) - RULES.from) / (RULES.to - RULES.from)) * PANEL.width;
}

function down(nanoseconds: number): number {
  const share = (Math.log10(nanoseconds) - NANOSECONDS.from) / (NANOSECONDS.to - NANOSECONDS.from);
  return (1 - share) * PANEL.height;
}

function costAxis(): string {
  const powers = Array.from(
    { length: NANOSECONDS.to - NANOSECONDS.from + 1 },
    (_, index) => 10 ** (NANOSECONDS.from + index),
  );
  const marks = powers.map((power) => {
    const y = down(power).toFixed(1);
    const told = duration(power).replace(/[.]0+ /u, " ");
    return `<path class="grid" d="M0 ${y}H${PANEL.width}"/><text class="quiet" x="-8" y="${y}" dy="4" text-anchor="end">${told}</text>`;
  });
  const limit = down(TOO_LONG * 1e6).toFixed(1);
  return `${marks.join("\n")}
<path class="limit" d="M0 ${limit}H${PANEL.width}"/><text class="quiet" x="4" y="${limit}" dy="-4">${TOO_LONG} ms: left out above</text>`;
}

function rulesAxis(): string {
  const marks = [10, 100, 1_000, 10_000].map(
    (rules) =>
      `<text class="quiet" x="${across(rules).toFixed(1)}" y="${PANEL.height + 20}" text-anchor="middle">${rules.toLocaleString("en")}</text>`,
  );
  return `${marks.join("\n")}\n<text class="quiet" x="${PANEL.width / 2}" y="${PANEL.height + 42}" text-anchor="middle">rules</text>`;
}

function linesOf(fields: readonly Field[]): readonly Line[] {
  return CONTENDERS.map(({ name }, index) => ({
    name,
    index,
    points: fields.flatMap(({ rules, results }) => {
      const summary = results.find(({ contender }) => contender === name)?.summary;
      return summary === undefined ? [] : [{ x: across(rules), y: down(summary.median) }];
    }),
  })).filter(({ points }) => points.length > 0);
}

function lineOf({ name, index, points }: Line): string {
  const path = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  const dots = points.map(
    ({ x, y }) => `<circle class="dot${index}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5"/>`,
  );
  return `<path class="line line${index}${isOwn(name) ? " own" : ""}" d="M${path}"/>${dots.join("")}`;
}

function isOwn(name: string): boolean {
  return name.startsWith("agentpol");
}

/** Beside the ends of the lines, pushed apart where they would overlap. */
function namesOf(lines: readonly Line[]): string {
  const ends = lines
    .map((line) => ({ ...line, end: line.points.at(-1) ?? { x: 0, y: 0 } }))
    .toSorted((a, b) => a.end.y - b.end.y);
  let lowest = -Infinity;
  const x = PANEL.width + 14;
  return ends
    .map(({ name, index, end }) => {
      const y = Math.max(end.y, lowest + NAME_HEIGHT);
      lowest = y;
      const leader = `<path class="leader" d="M${(end.x + 6).toFixed(1)} ${end.y.toFixed(1)}L${x - 4} ${y.toFixed(1)}"/>`;
      return `${leader}<text class="name${index}" x="${x}" y="${y.toFixed(1)}" dy="4"${isOwn(name) ? ' font-weight="bold"' : ""}>${name}</text>`;
    })
    .join("\n");
}
