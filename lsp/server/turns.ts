// Long work in turns: whatever waits goes first.

/** Lets what waits go first. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Something that is reached, and may have to be reached again. */
export class Goal {
  #isReached = false;
  #waiting: (() => void)[] = [];

  get isReached(): boolean {
    return this.#isReached;
  }

  reach(): void {
    this.#isReached = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Who waits goes on waiting. */
  leave(): void {
    this.#isReached = false;
  }

  async reached(): Promise<void> {
    while (!this.#isReached) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
