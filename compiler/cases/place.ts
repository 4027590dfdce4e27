// Where in a cases file a place is, in text that is being written: below which keys, and what stands around it.

import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
} from "yaml";
import { isTooDeep } from "../source/nesting.js";

export interface CasesPlace {
  /** The keys from the top to the place, those of a value included; items of lists are left out. */
  readonly path: readonly string[];
  /** Whether a key of a mapping is written here, or a value. A value that is all there is on its line may become a mapping. */
  readonly at: "key" | "value" | "either";
  /** The word at the place; in quotation marks what is between them. */
  readonly start: number;
  readonly end: number;
  /** The other keys of the mapping. */
  readonly keys: readonly string[];
  /** Does a colon stand behind the word? */
  readonly hasColon: boolean;
  /** The name of the action that is attempted there. */
  readonly action?: string;
  /** What a step kills or revives. */
  readonly scope?: string;
  /** As the file names it. */
  readonly policy?: string;
}

/** Stands for the word at the place; no text has it. */
const MARK = "\uE000";

/** Undefined where nothing is read: in comments, and in what is no YAML at all. */
export function placeInCases(text: string, offset: number): CasesPlace | undefined {
  const { start, end } = wordAt(text, offset);
  if (text.includes(MARK) || isTooDeep(text)) return undefined;
  const marked = text.slice(0, start) + MARK + text.slice(end);
  const document = parseDocument(marked, { uniqueKeys: false });
  const found = find(document);
  if (found === undefined) return undefined;
  const { ancestors, isKey } = found;
  const maps = ancestors.filter((each): each is YAMLMap => isMap(each));
  const own = /^\s*(?:- *)*$/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
  const innermost = maps.at(-1);
  const action = maps
    .toReversed()
    .map((map) => actionIn(map, start))
    .find((name) => name !== undefined);
  const scope = innermost && (textOf(innermost, "kill") ?? textOf(innermost, "revive"));
  const policy = isMap(document.contents) ? textOf(document.contents, "policy") : undefined;
  return {
    path: pathOf(ancestors, isKey),
    at: isKey ? "key" : own ? "either" : "value",
    ...{ start, end, hasColon: /^["']?[ \t]*:/.test(text.slice(end)) },
    keys: isKey && innermost !== undefined ? keysOf(innermost) : [],
    ...(action !== undefined && { action }),
    ...(scope !== undefined && { scope }),
    ...(policy !== undefined && !policy.includes(MARK) && { policy }),
  };
}

function wordAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const before = /[\p{L}\p{N}_.@/*+-]*$/u.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? "";
  const behind = /^[\p{L}\p{N}_.@/*+-]*/u.exec(text.slice(offset, offset + 200))?.[0] ?? "";
  // The dash of a list's item is none of the word.
  const dash = /^-+(?=$|\s)/.exec(before)?.[0].length ?? 0;
  return { start: offset - before.length + dash, end: offset + behind.length };
}

interface Found {
  readonly ancestors: readonly unknown[];
  readonly isKey: boolean;
}

function find(document: Document): Found | undefined {
  let found: Found | undefined;
  visit(document, {
    Scalar: (key, node, ancestors) => {
      if (typeof node.value !== "string" || !node.value.includes(MARK)) return undefined;
      found = { ancestors: [...ancestors], isKey: key === "key" };
      return visit.BREAK;
    },
  });
  return found;
}

/** The pair whose key is at the place is none that it lies below. */
function pathOf(ancestors: readonly unknown[], isKey: boolean): readonly string[] {
  const pairs = ancestors.filter((each) => isPair(each));
  const above = isKey ? pairs.slice(0, -1) : pairs;
  return above.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
}

function keysOf(map: YAMLMap): readonly string[] {
  return map.items.flatMap(({ key }) =>
    isScalar(key) && !String(key.value).includes(MARK) ? [String(key.value)] : [],
  );
}

/** The text of a member; undefined where it is none. */
function textOf(map: YAMLMap, key: string): string | undefined {
  const value: unknown = map.get(key);
  return typeof value === "string" ? value : undefined;
}

/** The action that a mapping states before a place: itself, as a member, or in the last of its steps. */
function actionIn(map: YAMLMap, before: number): string | undefined {
  const steps: unknown = map.get("steps");
  const listed = isSeq(steps) ? (steps.items as Node[]) : [];
  const earlier = listed.filter((node) => (node.range?.[0] ?? 0) < before).toReversed();
  for (const step of earlier) {
    const name = isMap(step) ? actionIn(step, before) : undefined;
    if (name !== undefined) return name;
  }
  const action: unknown = map.get("action");
  if (isMap(action)) return textOf(action, "name");
  if (isAlias(action)) return undefined;
  return map.has("args") ? textOf(map, "name") : undefined;
}
