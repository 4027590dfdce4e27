// Productions as text: what chevrotain recorded of a rule, in EBNF.

import {
  Alternation,
  Alternative,
  NonTerminal,
  Option,
  Repetition,
  Terminal,
  type IProduction,
} from "chevrotain";
import { productions, type PieceRule } from "../../grammar/parser.js";

/** Tokens of several words, and those that have a production of their own, which is written by hand. */
const TOKENS: Readonly<Record<string, string>> = {
  Word: "word",
  Name: "name",
  NumberWord: "number-word",
  StringWord: "string",
  Currency: "currency",
  any_all: '("any" | "all")',
  generic: '("list" | "set" | "map")',
  money: '"money"',
  time: '"time"',
  history: '("formerly" | "count")',
  history_of: '("sum" | "distinct")',
};

const LONGEST_LINE = 110;

export class Rules {
  readonly #texts = new Map<string, string>();
  readonly #used: string[] = [];
  readonly #recorded = productions();

  add(name: string, text: string): void {
    this.#texts.set(name, text);
  }

  oneOf(choices: readonly string[]): string {
    return choices.join(" | ");
  }

  /** The name under which a rule of the parser's stands, which the text will then hold. */
  use(rule: string): string {
    this.#used.push(rule);
    return kebab(rule);
  }

  /** What a rule reads that begins with a word which the parser looked up before: the keyword stands for it. */
  body(rule: PieceRule, keyword: string): string {
    const [first, ...rest] = this.#definitionOf(rule);
    const begins = first instanceof Terminal ? `"${keyword}"` : this.#sequence(first ? [first] : []);
    return [begins, this.#sequence(rest)].filter((part) => part !== "").join(" ");
  }

  text(): string {
    for (let rule = this.#used.shift(); rule !== undefined; rule = this.#used.shift()) {
      const name = kebab(rule);
      if (!this.#texts.has(name)) this.#texts.set(name, this.#sequence(this.#definitionOf(rule), true));
    }
    return [...this.#texts].map(([name, text]) => production(name, text)).join("\n");
  }

  #definitionOf(rule: string): readonly IProduction[] {
    const found = this.#recorded[rule];
    if (found === undefined) throw new Error(`the parser has no rule ${rule}`);
    return found.definition;
  }

  #sequence(parts: readonly IProduction[], alone = false): string {
    const texts = parts.map((part) => this.#part(part, alone && parts.length === 1));
    return texts.filter((text) => text !== "").join(" ");
  }

  #part(part: IProduction, alone: boolean): string {
    if (part instanceof NonTerminal) return this.use(part.nonTerminalName);
    if (part instanceof Terminal) return tokenText(part);
    if (part instanceof Option) return `${grouped(this.#sequence(part.definition))}?`;
    if (part instanceof Repetition) return `${grouped(this.#sequence(part.definition))}*`;
    if (part instanceof Alternation) {
      const choices = part.definition
        .map((choice) => this.#sequence(choice instanceof Alternative ? choice.definition : [choice]))
        .filter((text) => text !== "");
      return alone || choices.length === 1 ? choices.join(" | ") : `(${choices.join(" | ")})`;
    }
    throw new Error(`no EBNF for ${part.constructor.name}`);
  }
}

/** Read only to be refused, or a shortcut for what another alternative reads as well. */
function tokenText({ terminalType, label }: Terminal): string {
  if (label === "other" || terminalType.name === "Plain") return "";
  const known = TOKENS[terminalType.name.replace("Kw_", "")];
  return known ?? JSON.stringify((terminalType.LABEL ?? "").replaceAll("`", ""));
}

function grouped(text: string): string {
  return /^(?:[\w-]+|"[^"]*"|\([^()]*\))$/.test(text) ? text : `(${text})`;
}

function kebab(rule: string): string {
  return rule.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** On one line; else with a line for each alternative, wrapped between words. */
function production(name: string, text: string): string {
  const line = `${name} ::= ${text}`;
  if (line.length <= LONGEST_LINE) return line;
  const lines = choicesOf(text).map((choice, i) => wrapped(`${i === 0 ? " " : "|"} ${choice}`));
  return [`${name} ::=`, ...lines].join("\n");
}

/** The alternatives of a text, where it is nothing but these. */
function choicesOf(text: string): readonly string[] {
  const choices = [""];
  let depth = 0;
  for (const [part] of text.matchAll(/"[^"]*"|[^"]/g)) {
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    if (part === "|" && depth === 0) choices.push("");
    else choices.push(`${choices.pop() ?? ""}${part}`);
  }
  return choices.map((choice) => choice.trim());
}

function wrapped(text: string): string {
  const lines = ["   "];
  for (const word of text.split(/ (?=\S)/)) {
    const line = lines.at(-1) ?? "";
    if (line.length + word.length < LONGEST_LINE) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`        ${word}`);
  }
  return lines.map((line) => line.trimEnd()).join("\n");
}
