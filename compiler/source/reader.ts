// How the compiler reads files: through one function that its caller gives it.

/** Reads a file by its project-relative path with `/`. The compiler asks for no path outside the project. */
export type Read = (path: string) => ReadResult;

/** `reason` is a clause for a message: “there is no such file”. */
export type ReadResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };
