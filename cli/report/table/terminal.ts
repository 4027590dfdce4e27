// A decision table for people at a terminal: in columns where these are wide enough, else row by row.

import { visible } from "../../../compiler/tabulate/visible.js";
import type { ActionView, LayerView, RowView } from "../../../compiler/tabulate/view.js";
import type { Style } from "../../style.js";
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
import { shared, widthOf, wrapped, type Wish } from "./wrap.js";

/** A text of one look; a cell is some of them, each on lines of its own. */
interface Piece {
  readonly text: string;
  readonly paint: (text: string) => string;
}

type Cell = readonly Piece[];

interface Page {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  readonly hits: ReadonlySet<number>;
}

/** Nobody reads a table in less. */
const NARROWEST = 20;

export function terminalTable({ view, hits, decided }: Shown, style: Style, width: number): string {
  const page: Page = { style, width: Math.max(NARROWEST, width), hits };
  const version = view.version === undefined ? "" : ` ${view.version}`;
  const head = [
    ...lines(`${view.policy}${version}`, page).map(style.bold),
    ...lines(`${HIT_POLICY} ${UNKNOWN}`, page).map(style.dim),
  ];
  const told = decided && `${decided.action}: ${decided.verdict} by ${decided.rule}: ${decided.reason}`;
  const answer = told === undefined ? [] : ["", ...lines(told, page).map(style.bold)];
  const layers = view.layers.flatMap((layer, depth) => layerLines(layer, depth, page));
  return `${[...head, ...answer, ...layers].join("\n")}\n`;
}

/** The text on lines of the page, all its characters seen. */
function lines(text: string, { width }: Page): readonly string[] {
  return wrapped(visible(text), width);
}

function layerLines(layer: LayerView, depth: number, page: Page): readonly string[] {
  const { style } = page;
  const isNamed = depth > 0 || layer.mode === "shadow";
  const title = isNamed
    ? ["", ...lines(layerTitle(layer, depth), page).map((line) => style.bold(style.underline(line)))]
    : [];
  const floor = depth > 0 ? lines(FLOOR, page).map(style.dim) : [];
  const before = ["", style.bold("before any row"), ...layer.before.flatMap((each) => listItem(each, page))];
  return [
    ...title,
    ...floor,
    ...layer.tables.flatMap((table) => ["", ...tableLines(table, page)]),
    ...before,
  ];
}

function listItem(text: string, { width, style }: Page): readonly string[] {
  return wrapped(visible(text), width - 2).map((line, i) => style.dim(`${i === 0 ? "·" : " "} ${line}`));
}

function tableLines(table: ActionView, page: Page): readonly string[] {
  const title = lines(titleOf(table), page).map(page.style.bold);
  return [...title, ...(gridLines(table, page) ?? table.rows.flatMap((row) => cardLines(row, table, page)))];
}

// ─── In columns ─────────────────────────────────────────────────────────────────────────────────────────────────

const BETWEEN = " │ ";
const GUTTER = 2;
/** A longer word may be broken. */
const LONGEST_WORD = 24;

/** Undefined where the terminal is too narrow. */
function gridLines(table: ActionView, page: Page): readonly string[] | undefined {
  const { style, width, hits } = page;
  const withFurther = hasFurther(table);
  const heads: readonly Cell[] = headsOf(table, withFurther).map((text) => [{ text, paint: style.bold }]);
  const body = table.rows.map((row) => cellsOf(row, withFurther, page));
  const wishes = heads.map((head, i) => wishOf([head, ...body.map((cells) => cells[i] ?? [])]));
  const widths = shared(wishes, width - GUTTER - BETWEEN.length * (heads.length - 1));
  if (widths === undefined) return undefined;
  const rule = (joint: string): string =>
    style.dim(`${" ".repeat(GUTTER)}${widths.map((each) => "─".repeat(each)).join(`─${joint}─`)}`);
  const rows = body.map((cells, i) => rowLines(cells, widths, hits.has(table.rows[i]?.id ?? 0), style));
  return [
    ...rowLines(heads, widths, false, style),
    ...rows.flatMap((lines) => [rule("┼"), ...lines]),
    rule("┴"),
  ];
}

function headsOf({ columns }: ActionView, withFurther: boolean): readonly string[] {
  return [...columns.map(visible), ...(withFurther ? ["and"] : []), "verdict", "rule"];
}

function cellsOf(row: RowView, withFurther: boolean, page: Page): readonly Cell[] {
  const { style } = page;
  const plain = (text: string): Piece => ({ text: visible(text), paint: same });
  return [
    ...row.cells.map((cell) => [cell === "" ? { text: "–", paint: style.dim } : plain(cell)]),
    ...(withFurther
      ? [row.further.length === 0 ? [{ text: "–", paint: style.dim }] : row.further.map(plain)]
      : []),
    [{ text: verdictWords(row), paint: paintOf(row, style) }],
    [{ text: visible(row.rule), paint: style.bold }, ...sayings(row, style)],
  ];
}

function sayings({ reason, obligations }: RowView, style: Style): readonly Piece[] {
  return [
    ...(reason === "" ? [] : [{ text: visible(reason), paint: same }]),
    ...obligations.map((each) => ({ text: `+ ${visible(each)}`, paint: style.dim })),
  ];
}

function same(text: string): string {
  return text;
}

function paintOf({ verdict, shadow }: RowView, style: Style): (text: string) => string {
  if (shadow) return style.dim;
  switch (verdict) {
    case "block":
      return style.red;
    case "escalate":
      return style.yellow;
    case "throttle":
      return style.magenta;
    case "sandbox":
      return style.blue;
    case "redact":
      return style.cyan;
    case "allow":
      return style.green;
    default:
      return style.dim;
  }
}

function wishOf(cells: readonly Cell[]): Wish {
  const texts = cells.flatMap((cell) => cell.map(({ text }) => text));
  const words = texts.flatMap((text) => text.split(" ").map(widthOf));
  const least = Math.min(LONGEST_WORD, words.reduce(larger, 1));
  return { least, most: Math.max(least, texts.map(widthOf).reduce(larger, 1)) };
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

function rowLines(
  cells: readonly Cell[],
  widths: readonly number[],
  isHit: boolean,
  style: Style,
): readonly string[] {
  const columns = cells.map((cell, i) => {
    const width = widths[i] ?? 1;
    return cell.flatMap(({ text, paint }) => wrapped(text, width).map((line) => ({ line, paint })));
  });
  const height = columns.map(({ length }) => length).reduce(larger, 1);
  return Array.from({ length: height }, (_, at) => {
    const line = columns.map((lines, i) => {
      const { line: text = "", paint = same } = lines[at] ?? {};
      const filled =
        i === columns.length - 1 ? "" : " ".repeat(Math.max(0, (widths[i] ?? 0) - widthOf(text)));
      return `${paint(text)}${filled}`;
    });
    return `${gutter(isHit, at, style)}${line.join(style.dim(BETWEEN))}`.trimEnd();
  });
}

function gutter(isHit: boolean, at: number, style: Style): string {
  if (!isHit) return " ".repeat(GUTTER);
  return `${style.bold(style.green(at === 0 ? "▶" : "┃"))} `;
}

// ─── Row by row ─────────────────────────────────────────────────────────────────────────────────────────────────

function cardLines(row: RowView, { columns }: ActionView, page: Page): readonly string[] {
  const { style, width, hits } = page;
  const isHit = hits.has(row.id);
  const asked = columns.flatMap((path, i) => {
    const cell = row.cells[i] ?? "";
    return cell === "" ? [] : [{ text: visible(`${path}: ${cell}`), paint: same }];
  });
  const further = row.further.map((each) => ({ text: visible(each), paint: same }));
  const pieces: readonly Piece[] = [...asked, ...further, ...sayings(row, style)];
  const inner = width - GUTTER - 2;
  return [
    ...headLines(row, page).map((line, i) => `${gutter(isHit, i, style)}${line}`),
    ...pieces.flatMap(({ text, paint }) =>
      wrapped(text, inner).map((line) => `${gutter(isHit, 1, style)}  ${paint(line)}`),
    ),
  ];
}

/** On one line where there is room. */
function headLines(row: RowView, { style, width }: Page): readonly string[] {
  const verdict = verdictWords(row);
  const rule = visible(row.rule);
  const painted = paintOf(row, style)(verdict);
  if (GUTTER + widthOf(`${verdict} ${rule}`) <= width) return [`${painted} ${style.bold(rule)}`];
  return [painted, ...wrapped(rule, width - GUTTER).map(style.bold)];
}
