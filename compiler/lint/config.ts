// Reads `agentpol.config.json`, strictly: what it does not know is told where it stands, and nothing is guessed.

import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { nearest } from "../diagnostics/nearest.js";
import type { LintCategory, LintCode } from "../diagnostics/diagnostic.js";
import { isTooDeep } from "../source/nesting.js";
import type { SourceFile, Span } from "../source/source.js";
import { rules } from "./registry.js";
import { CATEGORIES, type LintOption, type Setting } from "./rule.js";
import { RECOMMENDED, type LintConfig, type RuleSetting } from "./settings.js";

export const CONFIG_FILE = "agentpol.config.json";

export interface ConfigProblem {
  readonly span: Span;
  /** A clause, no full stop. */
  readonly message: string;
}

/** The configuration; where there are problems, what remains of it without them. */
export interface ReadConfig {
  readonly config: LintConfig;
  readonly problems: readonly ConfigProblem[];
}

const SETTINGS: readonly string[] = ["off", "warning", "error"];

/** The part `lint` of a configuration file. Never throws. */
export function readConfig(file: SourceFile): ReadConfig {
  const reader = new Reader(file);
  const config = reader.whole();
  return { config, problems: reader.problems };
}

class Reader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly file: SourceFile) {}

  whole(): LintConfig {
    const document = this.#parsed();
    if (document === undefined) return RECOMMENDED;
    const top = this.#members(document, "the configuration", ["$schema", "lint"]);
    const schema = top?.get("$schema");
    if (schema !== undefined) this.#text(schema, "`$schema`");
    const lint = top?.get("lint");
    const members = lint && this.#members(lint, "`lint`", ["extends", "rules", "ignore"]);
    if (members === undefined) return RECOMMENDED;
    const preset = members.get("extends");
    return {
      extends:
        (preset && this.#word(preset, "`extends`", ["recommended", "strict"] as const)) ?? "recommended",
      ...this.#rules(members.get("rules")),
      ignore: this.#globs(members.get("ignore")),
    };
  }

  /** JSON is what people and their tools expect here; its places are known to a reader of YAML, of which it is a part. */
  #parsed(): Node | undefined {
    const { text } = this.file;
    if (isTooDeep(text)) return this.#refuse(0, 1, "it is nested too deeply");
    try {
      JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const at = Number(/position (\d+)/u.exec(reason)?.[1] ?? 0);
      return this.#refuse(at, at + 1, `it is not JSON: ${reason.replace(/ in JSON at position.*$/u, "")}`);
    }
    const document = parseDocument(text, { schema: "json", uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined)
      return this.#refuse(error.pos[0], error.pos[1], error.message.split("\n")[0] ?? "");
    return document.contents ?? undefined;
  }

  #refuse(start: number, end: number, message: string): undefined {
    this.problems.push({ span: { file: this.file.path, start, end }, message });
    return undefined;
  }

  #wrong(node: Node, message: string): undefined {
    const [start = 0, end = 0] = node.range ?? [];
    return this.#refuse(start, end, message);
  }

  #members(node: Node, what: string, known: readonly string[]): ReadonlyMap<string, Node> | undefined {
    if (!isMap(node)) return this.#wrong(node, `${what} is an object`);
    const found = new Map<string, Node>();
    for (const { key, name, value } of pairsOf(node)) {
      if (known.includes(name)) found.set(name, value);
      else this.#wrong(key, `${what} has no member \`${name}\`${suggestion(name, known)}`);
    }
    return found;
  }

  #text(node: Node, what: string): string | undefined {
    if (isScalar(node) && typeof node.value === "string") return node.value;
    return this.#wrong(node, `${what} is a string`);
  }

  #word<W extends string>(node: Node, what: string, words: readonly W[]): W | undefined {
    const text = isScalar(node) ? node.value : undefined;
    const word = words.find((each) => each === text);
    return word ?? this.#wrong(node, `${what} is ${listed(words)}`);
  }

  #globs(node: Node | undefined): readonly string[] {
    if (node === undefined) return [];
    if (!isSeq<Node>(node)) {
      this.#wrong(node, "`ignore` is a list of globs");
      return [];
    }
    return node.items.flatMap((item) => this.#text(item, "a glob") ?? []);
  }

  #rules(node: Node | undefined): Pick<LintConfig, "categories" | "rules"> {
    const categories: Partial<Record<LintCategory, Setting>> = {};
    const own = new Map<LintCode, RuleSetting>();
    if (node !== undefined && !isMap(node)) this.#wrong(node, "`rules` is an object");
    for (const { key, name, value } of isMap(node) ? pairsOf(node) : []) {
      const category = CATEGORIES.find((each) => each === name);
      const rule = rules.find(({ id }) => id === name);
      if (category !== undefined) {
        const setting = this.#setting(value, name);
        if (setting !== undefined) categories[category] = setting;
      } else if (rule === undefined) {
        const near = suggestion(name, [...rules.map(({ id }) => id), ...CATEGORIES]);
        this.#wrong(key, `there is no lint rule \`${name}\`${near}`);
      } else {
        const setting = this.#ruleSetting(value, name, rule.options ?? {});
        if (setting !== undefined) own.set(rule.id, setting);
      }
    }
    return { categories, rules: own };
  }

  #setting(node: Node, name: string): Setting | undefined {
    return this.#word(node, `\`${name}\``, SETTINGS as readonly Setting[]);
  }

  /** `"warning"` or `["warning", { "most": "48h" }]`. */
  #ruleSetting(node: Node, name: string, known: Options): RuleSetting | undefined {
    if (!isSeq<Node>(node)) {
      const setting = this.#setting(node, name);
      return setting === undefined ? undefined : { setting, options: {} };
    }
    const [first, second, third] = node.items;
    if (first === undefined || third !== undefined)
      return this.#wrong(node, `\`${name}\` is a setting, or a list of a setting and options`);
    const setting = this.#setting(first, name);
    const members = second && this.#members(second, `the options of \`${name}\``, Object.keys(known));
    if (setting === undefined) return undefined;
    const options: Record<string, number> = {};
    for (const [option, value] of members ?? []) {
      const number = this.#option(value, option, known);
      if (number !== undefined) options[option] = number;
    }
    return { setting, options };
  }

  #option(node: Node, name: string, known: Options): number | undefined {
    const value = isScalar(node) ? node.value : undefined;
    if (known[name]?.kind === "count")
      return typeof value === "number" && Number.isSafeInteger(value) && value >= 1
        ? value
        : this.#wrong(node, `\`${name}\` is a whole number from 1`);
    const [, digits = "", unit = ""] = (typeof value === "string" && DURATION.exec(value)) || [];
    return digits === ""
      ? this.#wrong(node, `\`${name}\` is a duration such as "24h"`)
      : Number(digits) * (UNITS[unit] ?? 0);
  }
}

type Options = Readonly<Record<string, LintOption>>;

export const DURATION = /^([1-9]\d{0,8})(s|m|h|d)$/u;

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

interface Member {
  readonly key: Node;
  readonly name: string;
  readonly value: Node;
}

function pairsOf(map: YAMLMap): readonly Member[] {
  return (map.items as readonly Pair<Node, Node | null>[]).flatMap(({ key, value }) =>
    value === null ? [] : [{ key, name: isScalar(key) ? String(key.value) : "", value }],
  );
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? "" : `; did you mean \`${near}\`?`;
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1) ?? ""}`;
}
