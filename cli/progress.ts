// Progress on work that takes over a second, on a terminal only.

const PATIENCE_MS = 1000;
const REFRESH_MS = 100;

export interface Progress {
  readonly advance: (steps?: number) => void;
  readonly end: () => void;
}

/**
 * Counts `what` on `stream`, up to `total` where that is known; shows nothing before a second has passed, or where nobody
 * watches.
 */
export function progressOn(stream: NodeJS.WriteStream, total: number | undefined, what: string): Progress {
  const of = total === undefined ? "" : `of ${String(total)} `;
  const start = Date.now();
  let done = 0;
  let shownAt = 0;
  return {
    advance: (steps = 1) => {
      done += steps;
      const now = Date.now();
      if (!stream.isTTY || now - start < PATIENCE_MS || now - shownAt < REFRESH_MS) return;
      shownAt = now;
      stream.write(`\r${String(done)} ${of}${what}`);
    },
    end: () => {
      if (shownAt > 0) stream.write("\r\u001B[K");
    },
  };
}
