// What the index by hand knows of one attribute: for each class of its values the rules that the class does not rule out.
// A column is made when a value of its class is first seen.

import { ENDINGS, FOLDERS, PARTS } from "../families/family.js";
import { holds, type Condition, type Request, type Rule } from "../families/rules.js";

/** A bit for each rule, and behind them a bit for each word of these that is not empty. */
export type Mask = Uint32Array;

type Kind = Condition["kind"];

function columnOf(kind: Kind, rules: readonly Rule[], request: Request): Mask {
  const words = Math.ceil(rules.length / 32);
  const mask = new Uint32Array(words + Math.ceil(words / 32));
  const set = (bit: number, from: number): void => {
    const at = from + (bit >>> 5);
    mask[at] = (mask[at] ?? 0) | (1 << (bit & 31));
  };
  rules.forEach(({ conditions }, row) => {
    if (!conditions.every((each) => each.kind !== kind || holds(each, request))) return;
    set(row, 0);
    set(row >>> 5, words);
  });
  return mask;
}

/** By the value itself, or as one of those that no rule names. */
export class TextColumns {
  readonly #kind: Kind;
  readonly #rules: readonly Rule[];
  readonly #named: ReadonlySet<string>;
  readonly #columns = new Map<string, Mask>();
  #other: Mask | undefined;

  constructor(kind: "role" | "team" | "region" | "env", rules: readonly Rule[]) {
    this.#kind = kind;
    this.#rules = rules;
    this.#named = new Set(rules.flatMap(({ conditions }) => conditions.flatMap(textsIn)));
  }

  of(value: string, request: Request): Mask {
    return this.#columns.get(value) ?? this.#made(value, request);
  }

  #made(value: string, request: Request): Mask {
    if (!this.#named.has(value)) return (this.#other ??= columnOf(this.#kind, this.#rules, request));
    const mask = columnOf(this.#kind, this.#rules, request);
    this.#columns.set(value, mask);
    return mask;
  }
}

function textsIn(condition: Condition): readonly string[] {
  if (condition.kind === "env") return [condition.not];
  return "in" in condition ? condition.in : [];
}

/** By the place of a number among those at which some rule's answer changes. */
export class RangeColumns {
  readonly #kind: Kind;
  readonly #rules: readonly Rule[];
  readonly #cuts: Float64Array;
  readonly #columns: (Mask | undefined)[];

  constructor(kind: "amount" | "risk", rules: readonly Rule[]) {
    this.#kind = kind;
    this.#rules = rules;
    const cuts = rules.flatMap(({ conditions }) =>
      conditions.filter((condition) => condition.kind === kind).flatMap(cutsIn),
    );
    this.#cuts = Float64Array.from(new Set(cuts)).sort();
    this.#columns = Array.from({ length: this.#cuts.length + 1 }, () => undefined);
  }

  of(value: number, request: Request): Mask {
    const cuts = this.#cuts;
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cuts[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return (this.#columns[low] ??= columnOf(this.#kind, this.#rules, request));
  }
}

function cutsIn(condition: Condition): readonly number[] {
  if (condition.kind === "amount") return [condition.from, condition.to + 1];
  return condition.kind === "risk" ? [condition.from] : [];
}

const folders = new Map(FOLDERS.map((name, index) => [name, index]));
const parts = new Map(PARTS.map((name, index) => [name, index]));

/** By what the patterns of these families can tell apart in a path `/srv/FOLDER/PART/…/NAME`. */
export class FileColumns {
  readonly #rules: readonly Rule[];
  readonly #columns: (Mask | undefined)[] = [];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
  }

  of(path: string, request: Request): Mask {
    const place = placeOf(path);
    if (place === undefined) return columnOf("file", this.#rules, request);
    return (this.#columns[place] ??= columnOf("file", this.#rules, request));
  }
}

/** Undefined for a path of another form. */
function placeOf(path: string): number | undefined {
  if (!path.startsWith("/srv/")) return undefined;
  const part = path.indexOf("/", 5) + 1;
  const rest = part === 0 ? 0 : path.indexOf("/", part) + 1;
  if (rest === 0) return undefined;
  const isDeep = path.includes("/", rest);
  const ending = ENDINGS.findIndex((each) => path.endsWith(each)) + 1;
  const folderAt = folders.get(path.slice(5, part - 1)) ?? FOLDERS.length;
  const partAt = parts.get(path.slice(part, rest - 1)) ?? PARTS.length;
  const isNamedN = path.charCodeAt(rest) === 110;
  const name = (ending * 2 + Number(isDeep)) * 2 + Number(isNamedN);
  return (folderAt * (PARTS.length + 1) + partAt) * 12 + name;
}
