// Words of the shell's syntax tree as words of a command: quotes taken away, expansions left open.

import type {
  Assignment as AssignmentNode,
  ArrayValue,
  HereDoc,
  RedirectDescriptor,
  Redirection,
  Word as WordNode,
  WordPart,
} from "unbash";
import type { Assignment, Redirect, Word } from "../../values/command.js";
import { normalizeText } from "../../values/text.js";

/** What an unquoted expansion may become: any number of any words. */
const ANYTHING = { pieces: ["", ""], fields: "many" } as const;

/** A word among a command's words, where expansions may split it and globs may multiply it. */
export function readWord(node: WordNode): Word {
  const builder = new WordBuilder();
  for (const part of node.parts ?? []) builder.addPart(part);
  if (node.parts === undefined) builder.add(node.value);
  const tilde = node.text.startsWith("~") ? ({ tilde: true } as const) : {};
  return { text: node.text, ...builder.word(), ...tilde };
}

/** A word where the shell splits nothing: the value of an assignment, the target of a redirect. */
function readSingleWord(node: WordNode): Word {
  const word = readWord(node);
  return { ...word, fields: "one" };
}

/** A word that is given as it is. */
export function literalWord(text: string): Word {
  const normal = normalizeText(text);
  return normal.ok
    ? { text: quote(text), pieces: [normal.value], fields: "one" }
    : { text: quote(text), ...ANYTHING };
}

/** Any words, from where nobody can see them. */
export const UNSEEN_WORDS: Word = { text: "", ...ANYTHING };

/** One value that nobody can see. */
export const UNSEEN_VALUE: Word = { text: "", pieces: ["", ""], fields: "one" };

/** The word with something unseen, of which only the beginning is known, in the place of each mark. */
export function openAt(word: Word, mark: string, beginning: string, fields: Word["fields"]): Word {
  const pieces = word.pieces.flatMap((piece) => {
    const parts = piece.split(mark);
    return parts.map((part, index) => (index < parts.length - 1 ? part + beginning : part));
  });
  return pieces.length === word.pieces.length ? word : { ...word, pieces, fields };
}

export function readAssignment(node: AssignmentNode): Assignment {
  const value = node.value.type === "Word" ? readSingleWord(node.value) : arrayWord(node.value);
  return { name: node.name, value };
}

function arrayWord(node: ArrayValue): Word {
  return {
    text: `(${node.elements.map((element) => element.text).join(" ")})`,
    pieces: ["", ""],
    fields: "one",
  };
}

/** `export A=b`: an assignment that is one of the command's words. */
export function assignmentWord(node: AssignmentNode): Word {
  const { name, value } = readAssignment(node);
  const [first = "", ...others] = value.pieces;
  return { text: node.text, pieces: [`${name}=${first}`, ...others], fields: "one" };
}

export function readRedirect(node: Redirection): Redirect | undefined {
  const descriptor = node.descriptor === undefined ? {} : { descriptor: numberOf(node.descriptor) };
  if (node.type === "HereDoc") return { operator: node.operator, ...descriptor, target: readHereDoc(node) };
  if (node.target === undefined) return undefined;
  return { operator: node.operator, ...descriptor, target: readSingleWord(node.target) };
}

/** For `{name}>` the shell picks a free descriptor, from 10 on. */
function numberOf(descriptor: RedirectDescriptor): number {
  return descriptor.type === "FileDescriptor" ? descriptor.value : 10;
}

function readHereDoc({ operator, body, delimiter }: HereDoc): Word {
  const builder = new WordBuilder();
  for (const part of body.parts ?? []) builder.addQuoted(part);
  if (body.parts === undefined)
    builder.add(delimiter?.quoted === true ? body.text : unescapeHereDoc(body.text));
  const { pieces } = builder.word();
  const strip = (piece: string) => (operator === "<<-" ? piece.replace(/^\t+/gmu, "") : piece);
  return { text: body.text, pieces: pieces.map(strip), fields: "one" };
}

/** In a here-document whose delimiter is not quoted, a backslash quotes what would be expanded, and joins lines. */
function unescapeHereDoc(text: string): string {
  return text.replace(/\\(?:\n|([$`\\]))/gu, (_match, kept: string | undefined) => kept ?? "");
}

/** For a POSIX shell, so that two argument vectors are equal exactly when their texts are. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

class WordBuilder {
  private readonly pieces: string[] = [""];
  private many = false;
  private anything = false;

  add(text: string): void {
    this.pieces.push(`${this.pieces.pop() ?? ""}${text}`);
  }

  addPart(part: WordPart): void {
    switch (part.type) {
      case "Literal":
      case "SingleQuoted":
      case "AnsiCQuoted":
        this.add(part.value);
        break;
      case "DoubleQuoted":
      case "LocaleString":
        for (const child of part.parts) this.addQuoted(child);
        break;
      case "ProcessSubstitution":
        this.add("/dev/fd/");
        this.leaveOpen("one");
        break;
      case "ArithmeticExpansion":
        this.leaveOpen("one");
        break;
      case "Glob":
      case "ExtendedGlob":
        this.leaveOpen("many");
        break;
      case "BraceExpansion":
        this.leaveOpen(part.parts?.some(isExpansion) === true ? "anything" : "many");
        break;
      case "SimpleExpansion":
      case "ParameterExpansion":
      case "CommandExpansion":
        this.leaveOpen(isNumber(part) ? "one" : "anything");
        break;
    }
  }

  /** A part between double quotes, where only a list of arguments makes several words. */
  addQuoted(part: WordPart): void {
    if (part.type === "Literal") this.add(part.value);
    else this.leaveOpen(isList(part) ? "anything" : "one");
  }

  word(): Pick<Word, "pieces" | "fields"> {
    if (this.anything) return ANYTHING;
    const pieces = this.pieces.flatMap((piece) => {
      const normal = normalizeText(piece);
      return normal.ok ? [normal.value] : [];
    });
    // What has no normal form is seen by nobody.
    return pieces.length < this.pieces.length ? ANYTHING : { pieces, fields: this.many ? "many" : "one" };
  }

  private leaveOpen(fields: Word["fields"] | "anything"): void {
    this.pieces.push("");
    this.many ||= fields === "many";
    this.anything ||= fields === "anything";
  }
}

function isExpansion(part: WordPart): boolean {
  return (
    part.type.endsWith("Expansion") || part.type === "DoubleQuoted" || part.type === "ProcessSubstitution"
  );
}

/** `$?`, `$#`, `$$`, `$!`, `${#x}`: digits. */
function isNumber(part: WordPart): boolean {
  if (part.type === "SimpleExpansion") return /^\$[?#$!]$/u.test(part.text);
  return part.type === "ParameterExpansion" && part.prefix === "#" && part.operation === undefined;
}

/** `$@`, `${a[@]}`, `${!prefix@}`: several words even where they are quoted. */
function isList(part: WordPart): boolean {
  if (part.type === "SimpleExpansion") return part.text === "$@";
  if (part.type !== "ParameterExpansion") return false;
  return /[@*]/u.test(part.parameter + (part.index?.text ?? "")) || part.text.includes("@");
}
