// Exact arithmetic for the expressions of policies: no rounding, no overflow, at any size.

/** The value `n / 10^scale`. Equal values may have different scales; `compare` tells. */
export interface Exact {
  readonly n: bigint;
  readonly scale: number;
}

/**
 * A plain number as an exact one. `scale` is the number of its decimal places: 0 for an integer, 4 for a decimal or
 * money in normal form, and 6 for a percentage that multiplies another type, since 5 % is 50_000 / 10⁶.
 */
export function exact(value: number, scale: number): Exact {
  return { n: BigInt(value), scale };
}

export function add(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { n: rescaled(a, scale) + rescaled(b, scale), scale };
}

export function negate(a: Exact): Exact {
  return { n: -a.n, scale: a.scale };
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  return { n: a.n * b.n, scale: a.scale + b.scale };
}

/** Below zero where a < b, zero where they are equal, above zero where a > b. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = subtract(a, b).n;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The integer `value × 10^scale`, where that is an integer in the range of plain numbers. */
export function toPlain(a: Exact, scale: number): number | undefined {
  const excess = Math.max(0, a.scale - scale);
  const divisor = 10n ** BigInt(excess);
  if (a.n % divisor !== 0n) {
    return undefined;
  }
  const plain = Number(rescaled({ n: a.n / divisor, scale: a.scale - excess }, scale));
  return Number.isSafeInteger(plain) ? plain : undefined;
}

/** The numerator of the same value at a scale that is not below its own. */
function rescaled(a: Exact, scale: number): bigint {
  return a.n * 10n ** BigInt(scale - a.scale);
}
