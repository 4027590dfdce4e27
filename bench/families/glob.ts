// Path patterns for engines that have none: as a regular expression, and as comparisons with Cedar's `like`.

const patterns = new Map<string, RegExp>();

/** The regular expression that matches the paths that the pattern covers; one object for each pattern. */
export function patternOf(glob: string): RegExp {
  const known = patterns.get(glob);
  if (known !== undefined) return known;
  const pattern = new RegExp(sourceOf(glob), "u");
  patterns.set(glob, pattern);
  return pattern;
}

/** `*` is any run within a segment, and a segment `**` any run of segments, maybe none. */
export function sourceOf(glob: string): string {
  const segments = glob.slice(1).split("/");
  const parts = segments.map((segment) =>
    segment === "**" ? "(?:/[^/]+)*" : `/${escaped(segment).replaceAll("\\*", "[^/]*")}`,
  );
  return `^${parts.join("")}$`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()[\]{}|\\]/gu, "\\$&");
}

/**
 * The pattern as an expression of Cedar's on `path`. There `*` is any text, slashes included, so the number of slashes is
 * compared as well, or a pattern is taken whose stars stand where slashes may.
 */
export function cedarLike(glob: string, path: string): string {
  const [before = "", after, ...more] = glob.split("/**");
  if (after === undefined) return `(${like(path, glob)} && !(${like(path, "/*".repeat(slashes(glob) + 1))}))`;
  const star = before.split("/").indexOf("*");
  if (after === "" && star === -1 && more.length === 0)
    return `(${path} == "${before}" || ${like(path, `${before}/*`)})`;
  const [, ending] = /^\/\*([^*/]*)$/u.exec(after) ?? [];
  if (ending === undefined || more.length > 0 || (star !== -1 && star !== slashes(before)))
    throw new Error(`Cedar's like cannot say ${glob}`);
  return like(path, `${before}/*${ending}`);
}

function like(path: string, pattern: string): string {
  return `${path} like "${pattern}"`;
}

function slashes(text: string): number {
  return text.split("/").length - 1;
}
