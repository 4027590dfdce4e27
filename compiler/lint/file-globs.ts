// Which files a configuration leaves out.

/** A glob as in `.gitignore`, from the configuration's folder: `*` within a segment, `**` across; `dir/**` is all below `dir`. */
export function isIgnoredFile(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => expressionOf(glob).test(path));
}

function expressionOf(glob: string): RegExp {
  const source = glob
    .replace(/^\.\//u, "")
    .split("/")
    .map((segment) => (segment === "**" ? "**" : segmentSource(segment)))
    .join("/")
    .replaceAll("**/", "(?:[^/]+/)*")
    .replaceAll("**", ".*");
  return new RegExp(`^${source}$`, "u");
}

/** A run of stars within a segment is one, so that no pattern takes long. */
function segmentSource(segment: string): string {
  const literal = segment.replaceAll(/[.+^${}()|[\]\\]/gu, "\\$&");
  return literal.replaceAll(/\*+/gu, "[^/]*").replaceAll("?", "[^/]");
}
