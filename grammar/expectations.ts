// What the grammar expected, in the author's words: each message is the phrase after “expected”.

import { tokenLabel, type IParserErrorMessageProvider } from "chevrotain";

/** Raised to stop reading a piece that is wrong in many places: the first mistake is all that is told. */
export class TooManyFaults extends Error {}

const faultsInOnePiece = 8;
let faults = 0;

/** Begins a piece: its faults are counted from here. */
export function beginPiece(): void {
  faults = 0;
}

function count(phrase: string): string {
  faults += 1;
  if (faults > faultsInOnePiece) throw new TooManyFaults();
  return phrase;
}

export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => count(tokenLabel(expected)),
  buildNotAllInputParsedMessage: () => count("nothing more"),
  buildNoViableAltMessage: ({ customUserDescription }) => count(customUserDescription ?? "something else"),
  buildEarlyExitMessage: ({ customUserDescription }) => count(customUserDescription ?? "something else"),
};
