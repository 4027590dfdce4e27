// What the reference holds of each word of the language: how it is written, what it means, what an editor inserts for it.

export interface Entry {
  /** How it is written, in a line. */
  readonly shape: string;
  /** What it means, in Markdown: a sentence or two. */
  readonly text: string;
  /** What an editor inserts: `${1:word}` is a place to fill, whose default makes a whole that compiles. */
  readonly snippet?: string;
}

/** Entries by the word that they are of. */
export type Entries<W extends string = string> = Readonly<Record<W, Entry>>;
