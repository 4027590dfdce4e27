// Progress on work that takes over a second, on a terminal only.

const PATIENCE_MS = 1000;
const REFRESH_MS = 100;

export interface Progress {
  readonly advance: () => void;
  readonly end: () => void;
}

/** Counts up to `total` of `what` on `stream`; shows nothing before a second has passed, or where nobody watches. */
export function progressOn(stream: NodeJS.WriteStream, total: number, what: string): Progress {
  const start = Date.now();
  let done = 0;
  let shownAt = 0;
  return {
    advance: () => {
      done += 1;
      const now = Date.now();
      if (!stream.isTTY || now - start < PATIENCE_MS || now - shownAt < REFRESH_MS) return;
      shownAt = now;
      stream.write(`\r${String(done)} of ${String(total)} ${what}`);
    },
    end: () => {
      if (shownAt > 0) stream.write("\r\u001B[K");
    },
  };
}
