// Text in columns of a terminal: how wide it is, and how it breaks.

const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303f\uff01-\uff60]/u;
const NARROWEST = /\p{Mn}|\p{Me}/u;

/** Columns that the text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character < "\u0300") return 1;
  if (NARROWEST.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Lines of at most `width` columns: broken between words, and within a word that is longer. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (widthOf(part) + characterWidth(character) > width && part !== "") {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

/** What a column would like, and what it can do with. */
export interface Wish {
  readonly least: number;
  readonly most: number;
}

/** Widths that take `room` together at most: all grow alike until they have what they like. Undefined where it is too narrow. */
export function shared(wishes: readonly Wish[], room: number): readonly number[] | undefined {
  const widths = wishes.map(({ least }) => least);
  let left = room - widths.reduce((sum, each) => sum + each, 0);
  if (left < 0) return undefined;
  while (left > 0) {
    const hungry = wishes.flatMap(({ most }, i) => ((widths[i] ?? 0) < most ? [i] : []));
    if (hungry.length === 0) break;
    const each = Math.max(1, Math.floor(left / hungry.length));
    for (const i of hungry) {
      const given = Math.min(each, left, (wishes[i]?.most ?? 0) - (widths[i] ?? 0));
      widths[i] = (widths[i] ?? 0) + given;
      left -= given;
    }
  }
  return widths;
}
