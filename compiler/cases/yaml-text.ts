// JSON data as YAML text that every reader takes for the same data: on one line where it fits, else a member a line.

/** Where a line breaks into a member a line. */
const WIDTH = 100;

/** A longer key must be announced: YAML reads no key of more than 1,024 characters by itself. */
const LONGEST_KEY = 500;

/** Brackets in text nest no deeper. */
const MOST_BRACKETS = 8;

/** The lines of `key: value`, each behind `indent`. */
export function entryLines(key: string, value: unknown, indent: string): readonly string[] {
  const flow = `${indent}${scalarText(key)}: ${flowText(value)}`;
  if (flow.length <= WIDTH || !canBreak(value)) return [flow];
  return [`${indent}${scalarText(key)}:`, ...blockLines(value, `${indent}  `)];
}

/** The lines of `- value`. */
export function itemLines(value: unknown, indent: string): readonly string[] {
  const flow = `${indent}- ${flowText(value)}`;
  if (flow.length <= WIDTH || !canBreak(value)) return [flow];
  const [first = "", ...rest] = blockLines(value, `${indent}  `);
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function blockLines(value: object, indent: string): readonly string[] {
  return Array.isArray(value)
    ? value.flatMap((each) => itemLines(each, indent))
    : Object.entries(value).flatMap(([key, each]) => entryLines(key, each, indent));
}

function canBreak(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return (
    keys.length > 0 && (Array.isArray(value) || keys.every((key) => scalarText(key).length <= LONGEST_KEY))
  );
}

/** On one line, with the brackets and braces of JSON. */
export function flowText(value: unknown): string {
  if (typeof value === "string") return scalarText(value);
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  const members = Object.entries(value).map(([key, each]) => {
    const text = scalarText(key);
    return `${text.length > LONGEST_KEY ? "? " : ""}${text}: ${flowText(each)}`;
  });
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Words, addresses, names, durations: nothing that begins or ends like anything else. */
const PLAIN = /^(?:[A-Za-z_](?:[\w ./@+-]*[\w./@+-])?|\d[\d_]*(?:ms|[smhd]))$/;

/** What readers of some version of YAML take for something else than text. */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function scalarText(text: string): string {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : quoted(text);
}

/** What is not printed, or ends a line for some, as the number of its code unit. */
const UNPRINTED =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]/g;

function quoted(text: string): string {
  const json = JSON.stringify(text).replace(UNPRINTED, escaped);
  return areBracketsEven(text) ? json : json.replace(/[[\]{}]/g, escaped);
}

/** Are as many closed as are opened? What counts brackets to tell how deep a file is counts those in texts too. */
export function areBracketsEven(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    depth += mark === "[" || mark === "{" ? 1 : -1;
    if (depth < 0 || depth > MOST_BRACKETS) return false;
  }
  return depth === 0;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
