// Reads YAML nodes one expectation at a time; what does not fit is reported where it stands.

import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type YAMLMap } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest } from "../diagnostics/nearest.js";
import type { SourceFile, Span } from "../source/source.js";

/** How many times aliases may be followed: enough for people, too few for a bomb. */
const MAX_ALIASES = 1000;

/** The most attempts that one expectation may ask for: enough for any window, and soon done. */
const MAX_COUNT = 100_000;

export class YamlReader {
  constructor(
    private readonly file: SourceFile,
    private readonly document: Document,
    readonly diagnostics: Diagnostic[],
  ) {}

  span(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    return { file: this.file.path, start, end };
  }

  /** A mapping with known keys; `where` names it in messages. */
  mapping(node: Node, where: string, keys: readonly string[]): ReadonlyMap<string, Node> | undefined {
    if (!isMap(node)) return this.wrong(node, where, "a mapping");
    const members = new Map<string, Node>();
    for (const [key, keyNode, value] of pairs(node)) {
      if (keys.includes(key)) members.set(key, value ?? keyNode);
      else this.#unknownKey(keyNode, key, where, keys);
    }
    return members;
  }

  #unknownKey(node: Node, key: string, where: string, keys: readonly string[]): void {
    const known = keys.map((each) => `\`${each}\``).join(", ");
    this.diagnostics.push(
      diagnose("AP1202", this.span(node), { key, where, known, nearest: nearest(key, keys) }),
    );
  }

  /** A mapping of data, or an alias of one. */
  isRecord(node: Node): boolean {
    return isMap(isAlias(node) ? node.resolve(this.document) : node);
  }

  /** All members of a mapping, whatever their keys. */
  entries(node: Node, where: string): readonly (readonly [key: string, value: Node])[] | undefined {
    if (!isMap(node)) return this.wrong(node, where, "a mapping");
    return pairs(node).flatMap(([key, , value]) => (value === undefined ? [] : [[key, value] as const]));
  }

  sequence(node: Node, where: string): readonly Node[] | undefined {
    return isSeq(node) ? (node.items as Node[]) : this.wrong(node, where, "a list");
  }

  text(node: Node, where: string): string | undefined {
    if (isScalar(node) && typeof node.value === "string") return node.value;
    return this.wrong(node, where, "text");
  }

  oneOf<T extends string>(node: Node, where: string, words: readonly T[]): T | undefined {
    const text = isScalar(node) ? node.value : undefined;
    const word = words.find((each) => each === text);
    return word ?? this.wrong(node, where, `one of ${words.join(", ")}`);
  }

  count(node: Node, where: string): number | undefined {
    const value = isScalar(node) ? node.value : undefined;
    if (typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MAX_COUNT) return value;
    return this.wrong(node, where, `a whole number from 1 to ${String(MAX_COUNT)}`);
  }

  /** The node as JSON data. */
  json(node: Node, where: string): unknown {
    try {
      return node.toJS(this.document, { maxAliasCount: MAX_ALIASES }) as unknown;
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      const isUnknown = error.message.startsWith("Unresolved alias");
      const expected = isUnknown
        ? "data with an anchor before each alias"
        : `data with fewer than ${String(MAX_ALIASES)} aliases`;
      return this.wrong(node, where, expected);
    }
  }

  wrong(node: Node, where: string, expected: string): undefined {
    this.diagnostics.push(diagnose("AP1201", this.span(node), { where, expected, found: kindOf(node) }));
    return undefined;
  }

  missing(node: Node, key: string, where: string): undefined {
    this.diagnostics.push(diagnose("AP1203", this.span(node), { key, where }));
    return undefined;
  }
}

function pairs(map: YAMLMap): (readonly [key: string, keyNode: Node, value: Node | undefined])[] {
  return map.items.map((pair) => {
    const keyNode = pair.key as Node;
    return [
      isScalar(keyNode) ? String(keyNode.value) : "?",
      keyNode,
      (pair.value ?? undefined) as Node | undefined,
    ];
  });
}

function kindOf(node: Node): string {
  if (isMap(node)) return "a mapping";
  if (isSeq(node)) return "a list";
  if (!isScalar(node)) return "an alias";
  return node.value === null ? "nothing" : JSON.stringify(node.value);
}
