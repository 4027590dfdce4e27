// Kleene's three-valued logic, with undefined for what is unknown; read left to right, no further than needed.

export type Known = boolean | undefined;

/** False where one is false, else unknown where one is unknown. */
export function every<T>(items: Iterable<T>, test: (item: T) => Known): Known {
  let result: Known = true;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** True where one is true, else unknown where one is unknown. */
export function some<T>(items: Iterable<T>, test: (item: T) => Known): Known {
  let result: Known = false;
  for (const item of items) {
    const truth = test(item);
    if (truth === true) return true;
    if (truth === undefined) result = undefined;
  }
  return result;
}

export function not(truth: Known): Known {
  return truth === undefined ? undefined : !truth;
}
