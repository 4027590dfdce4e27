// Chance from a seed: the same seed gives the same policies and the same requests on every machine.

export interface Random {
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  /** So many different members at most, in the order of the list. */
  some<T>(list: readonly T[], count: number): readonly T[];
}

/** The generator "mulberry32". */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[int(0, list.length - 1)];
    if (picked === undefined) throw new Error("there is nothing to pick from");
    return picked;
  };
  const some = <T>(list: readonly T[], count: number): readonly T[] => {
    const picked = new Set(Array.from({ length: count }, () => pick(list)));
    return list.filter((each) => picked.has(each));
  };
  return { int, pick, some };
}
