// A command as plain data: what a shell would run, as far as reading it can tell.

/** A command that was read. Two commands are equal when their texts are. */
export interface CommandValue {
  /** As given; of an argument vector, its words quoted for a POSIX shell. */
  readonly text: string;
  /** Is every command that it runs among `simple`? False where any part of it cannot be seen through. */
  readonly complete: boolean;
  /** In the order of the source; a wrapper (`sudo rm x`) stands before what it runs (`rm x`). */
  readonly simple: readonly SimpleCommand[];
  /** Indices into `simple`: the output of `from` is the input of `to`. */
  readonly pipes: readonly Pipe[];
  /** Where it starts: an absolute path in normal form, where the request says. */
  readonly directory?: string;
}

export type Pipe = readonly [from: number, to: number];

/** One program with its words. Without words: assignments or redirects alone. */
export interface SimpleCommand {
  /** The program first. */
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** Index of the word that names a file with its program's text, which is run as if by itself: `bash x.sh a`. */
  readonly script?: number;
  /** Nothing is known of the program: it may run what its words name. */
  readonly stranger?: true;
  /** It has no words and stands for a compound command: for its redirects, or for a variable that it sets. */
  readonly compound?: true;
  /** It stands in a loop or a trap, and may run again after what follows it. */
  readonly repeated?: true;
  /** The commands after it, up to this index, run only if it succeeds, and in its shell. */
  readonly guards?: number;
}

export interface Word {
  /** As written, quotes and all. */
  readonly text: string;
  /** What is known once quotes are taken away: literal pieces, with anything at all between each two of them. */
  readonly pieces: readonly string[];
  /** "many": may become any number of words, none included; if the first piece is not empty, each begins with it. */
  readonly fields: "one" | "many";
  /** Does it begin with a tilde that the shell replaces by a home directory? */
  readonly tilde?: true;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirect {
  /** `>`, `>>`, `<`, `<&`, …; the target of `<<`, `<<-` and `<<<` is the text itself. */
  readonly operator: string;
  /** Absent: the operator's own. */
  readonly descriptor?: number;
  readonly target: Word;
}

/** The word's text without quotes, or undefined where a part of it cannot be seen. */
export function literalOf(word: Word): string | undefined {
  return word.pieces.length === 1 && word.fields === "one" ? word.pieces[0] : undefined;
}

/** The base name of the program that the words begin with, or undefined where there is none or it cannot be seen. */
export function programOf([first]: readonly Word[]): string | undefined {
  if (first?.fields !== "one") return undefined;
  const end = first.pieces.at(-1) ?? "";
  return first.pieces.length === 1 || end.includes("/") ? baseName(end) : undefined;
}

/** What follows the last slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
