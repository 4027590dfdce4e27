// Breaks lines of code that are too long where their brackets open: a suite is read by people.

const WIDTH = 110;

/** Code as it stands on one line: texts, and brackets that close on the same line. */
type Part = string | Group;

interface Group {
  readonly open: string;
  readonly close: string;
  readonly items: readonly (readonly Part[])[];
  /** On one line, brackets and all. */
  readonly length: number;
  /** May a comma stand behind its last item? */
  readonly isOpenEnded: boolean;
}

/** The same code. Comments stay as they are. */
export function laidOut(code: string): string {
  return code
    .split("\n")
    .map((line) => {
      if (line.length <= WIDTH || /^\s*\/[/*]/u.test(line)) return line;
      const indent = line.length - line.trimStart().length;
      return " ".repeat(indent) + opened(partsOf(line.trim()), indent);
    })
    .join("\n");
}

// ─── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────

const TOKEN = /"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[([{}\]),]|[^"`([{}\]),]+/gu;
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** A bracket whose end was not yet met. */
interface Frame {
  readonly open: string;
  readonly items: Part[][];
  parts: Part[];
}

function partsOf(line: string): readonly Part[] {
  const stack: Frame[] = [];
  let frame: Frame = { open: "", items: [], parts: [] };
  for (const [token] of line.matchAll(TOKEN)) {
    const outer = stack.at(-1);
    if (token in CLOSING) {
      stack.push(frame);
      frame = { open: token, items: [], parts: [] };
    } else if (outer !== undefined && token === CLOSING[frame.open]) {
      outer.parts.push(groupOf(frame, outer.parts.at(-1)));
      frame = outer;
      stack.pop();
    } else if (token === "," && outer !== undefined) {
      frame.items.push(trimmed(frame.parts));
      frame.parts = [];
    } else frame.parts.push(token);
  }
  return stack.length === 0 ? frame.parts : [line];
}

function groupOf({ open, items: before, parts }: Frame, previous: Part | undefined): Group {
  const last = trimmed(parts);
  const items = last.length === 0 ? before : [...before, last];
  const close = CLOSING[open] ?? "";
  const padding = open === "{" && items.length > 0 ? 2 : 0;
  const separators = Math.max(0, items.length - 1) * 2;
  const isCalled = typeof previous === "object" || /[\w$)\]]$/u.test(previous ?? "");
  return {
    ...{ open, close, items },
    length: items.reduce((sum, item) => sum + lengthOf(item), 2 + padding + separators),
    isOpenEnded: open !== "(" || isCalled,
  };
}

function trimmed(parts: readonly Part[]): Part[] {
  return parts
    .map((part, i) => {
      if (typeof part === "object") return part;
      const start = i === 0 ? part.trimStart() : part;
      return i === parts.length - 1 ? start.trimEnd() : start;
    })
    .filter((part) => part !== "");
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

// ─── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────

/** All that does not fit is broken; where only the whole does not, its longest brackets are. */
function rendered(parts: readonly Part[], indent: number): string {
  return lengthOf(parts) < WIDTH - indent ? parts.map(flat).join("") : opened(parts, indent);
}

function opened(parts: readonly Part[], indent: number): string {
  const room = WIDTH - indent - 1;
  const groups = parts.filter((part) => typeof part === "object");
  const longest = Math.max(...groups.map(({ length }) => length));
  return parts
    .map((part) =>
      typeof part === "object" && part.length >= Math.min(longest, room) ? broken(part, indent) : flat(part),
    )
    .join("");
}

function flat(part: Part): string {
  if (typeof part === "string") return part;
  const { open, close, items } = part;
  const padding = open === "{" && items.length > 0 ? " " : "";
  return `${open}${padding}${items.map((item) => item.map(flat).join("")).join(", ")}${padding}${close}`;
}

function broken(group: Group, indent: number): string {
  const { open, close, items, isOpenEnded } = group;
  const [only = [], ...others] = items;
  const isPlain = items.flat().every((part) => typeof part === "string");
  if (open !== "{" && others.length === 0 && !isPlain) return open + opened(only, indent) + close;
  const lines = isPlain ? filled(items, indent + 2) : items.map((item) => rendered(item, indent + 2));
  const start = `\n${" ".repeat(indent + 2)}`;
  return `${open}${start}${lines.join(`,${start}`)}${isOpenEnded ? "," : ""}\n${" ".repeat(indent)}${close}`;
}

/** As many on each line as it holds. */
function filled(items: readonly (readonly Part[])[], indent: number): readonly string[] {
  const lines: string[] = [];
  for (const item of items.map((parts) => parts.map(flat).join(""))) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + item.length + 3 <= WIDTH)
      lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(item);
  }
  return lines;
}
