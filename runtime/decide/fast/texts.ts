// Texts that are in normal form already, told by a look at each character.

/** Texts that are longer are left to the thorough way. */
export const LONGEST = 4_096;

/** A text in normal form whatever its form: of ASCII. */
export function isText(input: unknown): input is string {
  if (typeof input !== "string" || input.length > LONGEST) return false;
  for (let i = 0; i < input.length; i += 1) if (input.charCodeAt(i) > 0x7f) return false;
  return true;
}

const SLASH = 0x2f;
const DOT = 0x2e;
/** By the code of a character: may it stand in a plain path? */
const inPath = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[\w.+@=,/-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** An absolute path in normal form, whose characters mean nothing but themselves. */
export function isPath(input: unknown): input is string {
  if (typeof input !== "string" || input.length < 2 || input.length > LONGEST) return false;
  if (input.charCodeAt(0) !== SLASH || input.charCodeAt(input.length - 1) === SLASH) return false;
  let segment = 1;
  for (let i = 1; i < input.length; i += 1) {
    const code = input.charCodeAt(i);
    if (inPath[code] !== 1) return false;
    if (code === SLASH) {
      if (isNoName(input, segment, i)) return false;
      segment = i + 1;
    }
  }
  return !isNoName(input, segment, input.length) && !input.startsWith("/proc/") && !input.startsWith("/dev/");
}

/** Is the segment empty, `.` or `..`? */
function isNoName(path: string, from: number, to: number): boolean {
  if (to - from > 2) return false;
  return to === from || (path.charCodeAt(from) === DOT && path.charCodeAt(to - 1) === DOT);
}
