// Letters of other scripts that look like ASCII ones: for saying what was meant, and for reading on as if it stood there.

const pairs: readonly (readonly [alike: string, ascii: string])[] = [
  // Cyrillic.
  ["аеорсхуіјѕԁһӏкмт", "aeopcxyijsdhlkmt"],
  ["АВЕКМНОРСТХІЈЅ", "ABEKMHOPCTXIJS"],
  // Greek.
  ["οανριτκ", "oavpitk"],
  ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
];

const asciiOf: ReadonlyMap<string, string> = new Map(
  pairs.flatMap(([alike, ascii]) => Array.from(alike, (letter, at) => [letter, ascii.charAt(at)] as const)),
);

/** The ASCII letter or digit that a character looks like, if there is one; full-width forms are shifted ASCII. */
export function asciiLike(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code >= 0xff10 && code <= 0xff5a) return String.fromCharCode(code - 0xfee0);
  return asciiOf.get(character);
}

/** The word with its look-alikes replaced; undefined where a letter looks like none of ASCII. */
export function skeleton(word: string): string | undefined {
  const letters = Array.from(word, (letter) => (letter < "\u0080" ? letter : asciiLike(letter)));
  return letters.includes(undefined) ? undefined : letters.join("");
}
