// Names that are given to pieces of code and data of an emitted module: equal pieces have one name.

export class Lexicon {
  readonly #names = new Map<string, string>();
  readonly #pieces: string[] = [];

  constructor(
    readonly prefix: string,
    readonly declare: (name: string, text: string) => string,
  ) {}

  /** The name of what `text` says. */
  nameOf(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = `${this.prefix}${String(this.#names.size)}`;
    this.#names.set(text, name);
    this.#pieces.push(this.declare(name, text));
    return name;
  }

  /** The declarations, in the order in which they were asked for. */
  get pieces(): readonly string[] {
    return this.#pieces;
  }
}
