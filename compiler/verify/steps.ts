// Long work in steps, so that whoever does it can have turns between, and can leave it.

export type Steps<T> = Generator<undefined, T>;

/** All steps at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
