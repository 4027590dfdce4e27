// Truths as property suites state them: with undefined for what cannot be known, as in Kleene's logic.

export type Truth = boolean | undefined;
/** What is known of a number. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A number, or bounds where a history leaves it open; undefined where nothing is known. */
export type Amount = number | Range | undefined;

export function and(...truths: readonly Truth[]): Truth {
  return every(truths, (truth) => truth);
}

export function or(...truths: readonly Truth[]): Truth {
  return some(truths, (truth) => truth);
}

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** Is it known to be true? */
export function known(truth: Truth): boolean {
  return truth === true;
}

export function has(value: unknown): boolean {
  return value !== undefined;
}

// ─── Comparisons ────────────────────────────────────────────────────────────────────────────────────────────────

export function is(a: unknown, b: unknown): Truth {
  if (a === undefined || b === undefined) return undefined;
  if (isRange(a) || isRange(b)) {
    const [x, y] = [rangeOf(a), rangeOf(b)];
    if (x.high < y.low || y.high < x.low) return false;
    return x.low === x.high && y.low === y.high && x.low === y.low ? true : undefined;
  }
  return spelt(a) === spelt(b);
}

export function below(a: Amount, b: Amount): Truth {
  if (a === undefined || b === undefined) return undefined;
  const [x, y] = [rangeOf(a), rangeOf(b)];
  if (x.high < y.low) return true;
  return x.low >= y.high ? false : undefined;
}

export function atMost(a: Amount, b: Amount): Truth {
  return not(below(b, a));
}

export function above(a: Amount, b: Amount): Truth {
  return below(b, a);
}

export function atLeast(a: Amount, b: Amount): Truth {
  return not(below(a, b));
}

/** `a in 1..5`, ends included. */
export function within(item: Amount, low: Amount, high: Amount): Truth {
  return and(atLeast(item, low), atMost(item, high));
}

export function among(item: unknown, items: readonly unknown[] | undefined): Truth {
  if (item === undefined || items === undefined) return undefined;
  return some(items, (each) => is(item, each));
}

/** Sets are equal whatever the order and however often. */
export function sameSet(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): Truth {
  if (a === undefined || b === undefined) return undefined;
  const [x, y] = [new Set(a.map(spelt)), new Set(b.map(spelt))];
  return x.size === y.size && Array.from(x).every((each) => y.has(each));
}

/** True where it holds of one, else unknown where it is unknown of one. */
export function some<T>(items: readonly T[] | undefined, holds: (item: T) => Truth): Truth {
  return not(every(items, (item) => not(holds(item))));
}

/** False where it fails of one, else unknown where it is unknown of one. */
export function every<T>(items: readonly T[] | undefined, holds: (item: T) => Truth): Truth {
  if (items === undefined) return undefined;
  const truths = items.map(holds);
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** The place of a member in an ordered enum. */
export function placeIn(member: unknown, members: readonly string[]): number | undefined {
  const place = members.findIndex((each) => each === member);
  return place < 0 ? undefined : place;
}

function isRange(value: unknown): value is Range {
  return typeof value === "object" && value !== null && "low" in value && "high" in value;
}

function rangeOf(value: unknown): Range {
  if (isRange(value)) return value;
  return { low: Number(value), high: Number(value) };
}

/** Values with a canonical spelling are equal by it. */
function spelt(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spelt).join(",")}]`;
  if (typeof value === "object" && value !== null && "text" in value) return JSON.stringify(value.text);
  return JSON.stringify(value);
}

// ─── Numbers and maps ───────────────────────────────────────────────────────────────────────────────────────────

export function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

export function minus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

export function times(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a * b;
}

/** What a map holds under a key, or a field of it. */
export function held(
  map: ReadonlyMap<string, unknown>,
  key: string | undefined,
  ...steps: string[]
): unknown {
  const start = key === undefined ? undefined : map.get(key);
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    start,
  );
}

export function isHeld(
  map: ReadonlyMap<string, unknown>,
  key: string | undefined,
  ...steps: string[]
): Truth {
  return key === undefined ? undefined : held(map, key, ...steps) !== undefined;
}
