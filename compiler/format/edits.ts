// The edits between two texts, in whole lines: few and small, so that an editor's cursor stays where it is.

/** Replaces [start, end) of a text, in UTF-16 code units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A stretch of lines that differs: [from, to) of the text before becomes [since, until) of the text after. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly since: number;
  readonly until: number;
}

/** The edits, in order, that make `after` of `before`; none where they are the same. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const offsets = [0];
  for (const line of old) offsets.push((offsets.at(-1) ?? 0) + line.length);
  return hunksBetween(old, fresh).map(({ from, to, since, until }) => ({
    start: offsets[from] ?? 0,
    end: offsets[to] ?? 0,
    newText: fresh.slice(since, until).join(""),
  }));
}

/** The lines of a text, each with what ends it. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/**
 * Where two lists of lines differ. Lines that stand once in each are its anchors (patience diff), and only between two of
 * them lines are compared with each other, so that it takes little more than linear time, whatever the texts.
 */
export function hunksBetween(old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  const whole = { from: 0, to: old.length, since: 0, until: fresh.length };
  const anchors = increasing(uniqueInBoth(old, fresh));
  const hunks: Hunk[] = [];
  let [from, since] = [0, 0];
  for (const [to, until] of [...anchors, [whole.to, whole.until] as const]) {
    hunks.push(...split(trimmed({ from, to, since, until }, old, fresh), old, fresh));
    [from, since] = [to + 1, until + 1];
  }
  return hunks;
}

/** Without the lines that both sides begin and end with. */
function trimmed({ from, to, since, until }: Hunk, old: readonly string[], fresh: readonly string[]): Hunk {
  let [head, tail] = [0, 0];
  const most = Math.min(to - from, until - since);
  while (head < most && old[from + head] === fresh[since + head]) head += 1;
  while (tail < most - head && old[to - 1 - tail] === fresh[until - 1 - tail]) tail += 1;
  return { from: from + head, to: to - tail, since: since + head, until: until - tail };
}

/** So many comparisons are made within one hunk at the most. */
const MOST_COMPARED = 10_000;

/** A hunk in as many as have no line in common, by their longest common subsequence, where it is not too long for that. */
function split(hunk: Hunk, old: readonly string[], fresh: readonly string[]): readonly Hunk[] {
  const { from, to, since, until } = hunk;
  const [height, width] = [to - from, until - since];
  if (height === 0 && width === 0) return [];
  if (height === 0 || width === 0 || height * width > MOST_COMPARED) return [hunk];
  const common = commonLengths(old.slice(from, to), fresh.slice(since, until));
  const hunks: Hunk[] = [];
  let [row, column] = [0, 0];
  let begun = { from, since };
  const end = (): void => {
    const done = { from: begun.from, to: from + row, since: begun.since, until: since + column };
    if (done.from < done.to || done.since < done.until) hunks.push(done);
  };
  while (row < height && column < width) {
    if (old[from + row] === fresh[since + column]) {
      end();
      row += 1;
      column += 1;
      begun = { from: from + row, since: since + column };
    } else if ((common[row + 1]?.[column] ?? 0) >= (common[row]?.[column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  [row, column] = [height, width];
  end();
  return hunks;
}

/** For each pair of places, how many lines those behind them have in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  let below = fresh.map(() => 0).concat(0);
  const rows = [below];
  for (const line of old.toReversed()) {
    const row = below.map(() => 0);
    for (let at = fresh.length - 1; at >= 0; at -= 1) {
      const both = line === fresh[at];
      row[at] = both ? (below[at + 1] ?? 0) + 1 : Math.max(below[at] ?? 0, row[at + 1] ?? 0);
    }
    below = row;
    rows.push(row);
  }
  return rows.reverse();
}

type Pair = readonly [old: number, fresh: number];

/** The lines that stand once in each list, by their places, in the order of the first. */
function uniqueInBoth(old: readonly string[], fresh: readonly string[]): readonly Pair[] {
  const places = placesOf(fresh);
  return [...placesOf(old)].flatMap(([line, at]): Pair[] => {
    const other = places.get(line) ?? -1;
    return at >= 0 && other >= 0 ? [[at, other]] : [];
  });
}

/** By line, its place; -1 where there are several. */
function placesOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [index, line] of lines.entries()) places.set(line, places.has(line) ? -1 : index);
  return places;
}

/** The longest run of pairs that increase on both sides, by patience sorting. */
function increasing(pairs: readonly Pair[]): readonly Pair[] {
  const inOrder = pairs.toSorted((a, b) => a[0] - b[0]);
  const tops: number[] = [];
  const below = new Map<number, number | undefined>();
  for (const [index, [, fresh]] of inOrder.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((inOrder[tops[middle] ?? 0]?.[1] ?? 0) < fresh) low = middle + 1;
      else high = middle;
    }
    below.set(index, tops[low - 1]);
    tops[low] = index;
  }
  const run: Pair[] = [];
  for (let at = tops.at(-1); at !== undefined; at = below.get(at)) {
    const pair = inOrder[at];
    if (pair !== undefined) run.push(pair);
  }
  return run.reverse();
}
