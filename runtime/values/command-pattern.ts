// An entry of `cmd runs ["rm", "git push", "curl ... | sh"]` as plain data, and its reader.

import { baseName } from "./command.js";

/** One command, or two that a pipe joins. */
export interface CommandPattern {
  readonly text: string;
  readonly stages: readonly [StagePattern] | readonly [StagePattern, StagePattern];
}

/** `program` is a glob over base names. */
export interface StagePattern {
  readonly program: string;
  readonly words: readonly PatternWord[];
}

export type PatternWord =
  /** A word like this glob (`*` is any run of characters, `?` any one), at its place. */
  | { readonly kind: "word"; readonly glob: string }
  /** `...`: any run of words. */
  | { readonly kind: "rest" }
  /** `-rf`: each of these letters in some cluster, wherever it stands; or the option as it is written here. */
  | { readonly kind: "short"; readonly text: string; readonly letters: readonly string[] }
  /** `--name`, `--name=glob`: wherever it stands, abbreviated or not. */
  | { readonly kind: "long"; readonly name: string; readonly value?: string }
  /** `--no-*`: an option like this glob, wherever it stands. */
  | { readonly kind: "option"; readonly glob: string };

export type ParsedPattern =
  { readonly ok: true; readonly value: CommandPattern } | { readonly ok: false; readonly reason: string };

const MAX_LENGTH = 1000;

/** What a shell gives a meaning to, and an entry could therefore never be taken to say. */
const SYNTAX = /["'\\`;<>()\n]|&&|(?<!\S)&(?!\S)/u;

/** Reads one entry. The reason of a refusal is a clause for a diagnostic: lower case, no full stop. */
export function parseCommandPattern(text: string): ParsedPattern {
  const refusal = refuse(text);
  if (refusal !== undefined) return { ok: false, reason: refusal };
  const stages = text.normalize("NFC").split("|").map(parseStage);
  const wrong = stages.find((stage) => typeof stage === "string");
  if (wrong !== undefined) return { ok: false, reason: wrong };
  const [first, second] = stages.filter((stage) => typeof stage !== "string");
  if (first === undefined) return { ok: false, reason: "an entry begins with a program" };
  return { ok: true, value: { text, stages: second === undefined ? [first] : [first, second] } };
}

function refuse(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `an entry has at most ${MAX_LENGTH} characters`;
  const syntax = SYNTAX.exec(text)?.[0];
  if (syntax !== undefined) {
    const shown = syntax === "\n" ? "a line end" : `“${syntax}”`;
    return `${shown} means something to a shell; an entry is plain words, \`...\` and one \`|\``;
  }
  if (text.includes("||")) return "“||” is no pipe; write two entries";
  if (text.split("|").length > 2) return "an entry joins two commands at most";
  return undefined;
}

function parseStage(text: string): StagePattern | string {
  const [first, ...rest] = text.split(/\s+/u).filter((word) => word !== "");
  if (first === undefined || first === "...") return "an entry begins with a program, on each side of a pipe";
  if (first.startsWith("-")) return `an entry begins with a program, and “${first}” is an option`;
  if (/^[A-Za-z_]\w*=/u.test(first)) return `an entry begins with a program, and “${first}” is an assignment`;
  const program = baseName(first);
  if (program === "") return `“${first}” names a folder, not a program`;
  return { program, words: rest.map(parseWord) };
}

function parseWord(word: string): PatternWord {
  if (word === "...") return { kind: "rest" };
  if (!word.startsWith("-") || word === "-" || word === "--") return { kind: "word", glob: word };
  const [option = word] = word.split("=", 1);
  if (/[*?]/u.test(option)) return { kind: "option", glob: word };
  if (!word.startsWith("--")) return { kind: "short", text: word, letters: [...new Set(word.slice(1))] };
  const name = option.slice(2);
  return option === word
    ? { kind: "long", name }
    : { kind: "long", name, value: word.slice(option.length + 1) };
}
