// Where the expectations of golden cases stand in their files, so that they can be written anew and nothing else be touched.

import { isMap, isScalar, LineCounter, parseDocument, visit, type Node, type YAMLMap } from "yaml";
import { parse } from "../ast/parse.js";
import type { ExpectStep } from "../ast/ast.js";
import { stringText } from "../emit/words.js";
import { lineMap } from "../source/line-map.js";
import { cover, type SourceFile } from "../source/source.js";
import { flowText } from "./yaml-text.js";

/** One expectation; of `by` and `code` what it says. */
export interface Place {
  readonly verdict: Part;
  readonly by?: Part;
  readonly code?: Part;
}

/** A stretch of the text, and how another value is written there. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly written: (value: string) => string;
}

/** The expectations of a cases file, by their origins. */
export function placesInCases(file: SourceFile, policy: string): ReadonlyMap<string, Place> {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines });
  const places = new Map<string, Place>();
  visit(document, {
    Map: (_, map) => {
      const value = member(map, "expect");
      const place = value && placeOf(value, map, file.text, policy);
      if (place === undefined) return;
      const { line, col } = lines.linePos(value?.range?.[0] ?? 0);
      places.set(`${file.path}:${String(line)}:${String(col)}`, place);
    },
  });
  return places;
}

function placeOf(value: Node, map: YAMLMap, text: string, policy: string): Place | undefined {
  const holder = isMap(value) ? value : map;
  const verdict = isMap(value) ? member(value, "verdict") : value;
  const [by, code] = [member(holder, "by"), member(holder, "code")];
  if (!isScalar(verdict)) return undefined;
  return {
    verdict: partOf(verdict, text, flowText),
    ...(by && { by: partOf(by, text, (rule) => flowText(withoutPolicy(rule, policy))) }),
    ...(code && { code: partOf(code, text, flowText) }),
  };
}

function member(map: YAMLMap, key: string): Node | undefined {
  const node: unknown = map.get(key, true);
  return isScalar(node) || isMap(node) ? node : undefined;
}

/** A block of text ends with its line. */
function partOf({ range }: Node, text: string, written: (value: string) => string): Part {
  const [start = 0, end = 0] = range ?? [];
  const tail = /[\r\n]*$/.exec(text.slice(start, end))?.[0].length ?? 0;
  return { start, end: end - tail, written };
}

/** The expectations of a policy's test blocks, by their origins. */
export function placesInPolicy(file: SourceFile, policy: string): ReadonlyMap<string, Place> {
  const lines = lineMap(file.text);
  const { declarations } = parse(file).module;
  const own = new Set(
    declarations.flatMap((each) => ("name" in each && "text" in each.name ? [each.name.text] : [])),
  );
  const ruleText = (rule: string): string => {
    const bare = withoutPolicy(rule, policy);
    return own.has(bare) ? bare : rule;
  };
  const places = new Map<string, Place>();
  for (const test of declarations)
    for (const step of test.kind === "test" ? test.steps : []) {
      if (step.step !== "expect") continue;
      const { line, column } = lines.position(step.span.start);
      places.set(`${file.path}:${String(line)}:${String(column)}`, placeOfStep(step, ruleText));
    }
  return places;
}

function placeOfStep({ verdict, by, code }: ExpectStep, ruleText: (rule: string) => string): Place {
  const [first, last] = [by?.parts[0], by?.parts.at(-1)];
  return {
    verdict: { ...verdict.span, written: (word) => word },
    ...(first && last && { by: { ...cover(first.span, last.span), written: ruleText } }),
    ...(code && { code: { ...code.span, written: stringText } }),
  };
}

function withoutPolicy(rule: string, policy: string): string {
  return rule.startsWith(`${policy}.`) ? rule.slice(policy.length + 1) : rule;
}
