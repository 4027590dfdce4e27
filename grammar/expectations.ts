// What the grammar expected, in the author's words: each message is the phrase after “expected”.

import { tokenLabel, type IParserErrorMessageProvider, type IToken, type TokenType } from "chevrotain";

/** Raised to stop reading a piece that is wrong in many places: its first mistake is all that is told. */
export class TooManyFaults extends Error {}

const faultsInOnePiece = 8;

/** The phrases of one parser, and how many it gave out since the piece began. */
export class Expectations implements IParserErrorMessageProvider {
  #faults = 0;

  beginPiece(): void {
    this.#faults = 0;
  }

  buildMismatchTokenMessage({ expected }: { readonly expected: TokenType; readonly actual: IToken }): string {
    return this.#count(tokenLabel(expected));
  }

  buildNotAllInputParsedMessage(): string {
    return this.#count("nothing more");
  }

  buildNoViableAltMessage({ customUserDescription }: { readonly customUserDescription?: string }): string {
    return this.#count(customUserDescription ?? "something else");
  }

  buildEarlyExitMessage({ customUserDescription }: { readonly customUserDescription?: string }): string {
    return this.#count(customUserDescription ?? "something else");
  }

  #count(phrase: string): string {
    this.#faults += 1;
    if (this.#faults > faultsInOnePiece) throw new TooManyFaults();
    return phrase;
  }
}
