// A cases file as a tree with places, as far as its YAML can be read: its policy, its cases, and what stands around a place.

import { isMap, isPair, isScalar, isSeq, parseDocument, type Node } from "yaml";
import { resolvePath } from "../names/file-path.js";
import { isTooDeep } from "../source/nesting.js";
import type { SourceFile, Span } from "../source/source.js";

export interface CasesTree {
  readonly file: SourceFile;
  /** Null where nothing could be read. */
  readonly contents: Node | null;
  /** The path of the policy that it names, project-relative. */
  readonly policy?: string;
}

export function casesTree(file: SourceFile): CasesTree {
  const contents = isTooDeep(file.text) ? null : parseDocument(file.text).contents;
  const policy = isMap(contents) ? contents.get("policy") : undefined;
  const path = typeof policy === "string" ? resolvePath(file.path, policy) : undefined;
  return { file, contents, ...(path !== undefined && { policy: path }) };
}

/** A case, and where its name stands. */
export interface NamedCase {
  readonly name: string;
  readonly span: Span;
  readonly whole: Span;
}

/** The cases that have names. */
export function casesIn({ file, contents }: CasesTree): readonly NamedCase[] {
  const cases = isMap(contents) ? contents.get("cases") : undefined;
  if (!isSeq(cases)) return [];
  return cases.items.flatMap((each) => {
    const name = isMap(each) ? each.get("name", true) : undefined;
    if (!isScalar(name) || typeof name.value !== "string") return [];
    const [span, whole] = [spanOf(name, file), spanOf(each, file)];
    return span === undefined || whole === undefined ? [] : [{ name: name.value, span, whole }];
  });
}

/** What an offset lies in, from the whole file to the innermost value; a member goes from its key to its value's end. */
export function nodesAround({ file, contents }: CasesTree, offset: number): readonly Span[] {
  const spans: Span[] = [];
  let at: unknown = contents;
  for (;;) {
    const span = spanOf(at, file);
    if (span === undefined) return spans;
    spans.push(span);
    at = partsOf(at).findLast((part) => {
      const inside = spanOf(part, file);
      return inside !== undefined && inside.start <= offset && offset <= inside.end;
    });
  }
}

function partsOf(node: unknown): readonly unknown[] {
  if (isMap(node) || isSeq(node)) return node.items;
  return isPair(node) ? [node.key, node.value] : [];
}

function spanOf(node: unknown, { path }: SourceFile): Span | undefined {
  if (isPair(node)) {
    const [key, value] = [node.key, node.value].map((part) => spanOf(part, { path, text: "" }));
    return key && { ...key, end: value?.end ?? key.end };
  }
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined;
  const [start = 0, end = 0] = node.range ?? [];
  return { file: path, start, end };
}
