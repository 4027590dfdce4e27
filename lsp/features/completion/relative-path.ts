// A path as one file names another: from its own folder.

/** Both absolute, with `/`; begins with `./` or `../`. */
export function relativePath(from: string, to: string): string {
  const [source, target] = [from.split("/").slice(0, -1), to.split("/")];
  let shared = 0;
  while (shared < source.length && source[shared] === target[shared]) shared += 1;
  const up = source.slice(shared).map(() => "..");
  return [...(up.length === 0 ? ["."] : up), ...target.slice(shared)].join("/");
}
