// Paths of files as a policy names them: relative to the file that names them, and inside the project.

/** `path` as named in the file `from`, project-relative with `/`; undefined where it would leave the project. */
export function resolvePath(from: string, path: string): string | undefined {
  // What an operating system would read as another root, or as a separator, is no path of the project.
  if (path === "" || /^\/|[\\\0]|^[A-Za-z][A-Za-z0-9+.-]*:/u.test(path)) return undefined;
  const segments = from.split("/").slice(0, -1);
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length === 0 || segments.pop() === "..") return undefined;
  }
  return segments.length === 0 ? undefined : segments.join("/");
}

/** The ending of a path, lower case, with its dot: `.json`; empty where there is none. */
export function ending(path: string): string {
  return /\.[^./]*$/u.exec(path)?.[0].toLowerCase() ?? "";
}

/** The name that prefixes the rules of an imported file: without folder and ending, `_` for what no name can hold. */
export function stem(path: string): string {
  const base = path.slice(path.lastIndexOf("/") + 1);
  const name = base.slice(0, base.length - ending(base).length);
  return name.replace(/[^A-Za-z0-9_]/gu, "_").replace(/^(?=[0-9])/u, "_");
}
