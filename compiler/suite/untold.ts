// What a suite cannot state by itself: it says so instead.

/** `reason` is a clause: "it asks a classifier". */
export class Untold extends Error {
  override readonly name = "Untold";

  constructor(readonly reason: string) {
    super(reason);
  }
}

/** What was told, or why it was not. */
export function telling<T>(tell: () => T): T | Untold {
  try {
    return tell();
  } catch (error) {
    if (error instanceof Untold) return error;
    throw error;
  }
}
