// Requests that scripts are made of: such that a row's guard holds and nothing else says as much, and near misses, in which
// one of its conditions does not hold.

import type { Facts, ReportInput } from "../../runtime/decide/request.js";
import type { Expr, HistoryPattern, Ref, Rule, Table, TableFile } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import { rank, VERDICTS, type Verdict } from "../../runtime/table/verdict.js";
import type { Among } from "../../runtime/values/action-name.js";
import type { ClassSet } from "../atoms/class-set.js";
import { type Box, partsOutside, withinEffort } from "../atoms/region.js";
import { groundOf, type Ground } from "../verify/ground.js";
import { modelOf, type Model, type Stance } from "../verify/model.js";
import { partsBelow, type Search } from "../verify/reach.js";
import { resultModelOf, returning } from "../verify/results.js";
import { witnessIn } from "../verify/witness.js";
import type { Sent } from "./move.js";

/** A request, and the facts of state with which it is what it was looked for as. */
export interface Seed {
  readonly action: string;
  readonly request: Sent;
  readonly facts: Facts;
  /** What may come back. */
  readonly report?: ReportInput;
}

/** So many parts of a region are looked into. */
const MOST_PARTS = 12;
/** So many actions of a rule are looked at, and so many requests of each. */
const MOST_ACTIONS = 3;
const MOST_SEEDS = 3;
const EFFORT = 100_000;

/** What is looked for on an action. */
interface Wanted {
  readonly conditions: readonly Ref[];
  readonly among: Among | undefined;
  readonly orUnknown: boolean;
  /** No other row may say as much; absent: the action is permitted. */
  readonly row?: Rule;
  readonly most?: number;
  /** With what comes back. */
  readonly isReported?: boolean;
}

/** Finds requests for a policy's own rows. */
export class Seeds {
  readonly ground: Ground;
  readonly #table: Table;
  readonly #not: readonly Ref[];
  readonly #known = new Map<string, readonly Seed[]>();

  /** `table` is the file's, with more expressions where others are asked about. */
  constructor(
    readonly file: TableFile,
    table: Table = file,
  ) {
    const exprs: Expr[] = [...table.exprs];
    // A near miss asks for the contrary.
    this.#not = table.exprs.map((_, arg) => exprs.push({ op: "not", arg }) - 1);
    this.#table = { ...table, exprs };
    this.ground = groundOf({ table: this.#table, claims: [], file });
  }

  /** Requests on which the row would decide, if its limit were used up or its needs were not met. */
  inside(row: Rule): readonly Seed[] {
    return this.#of(`in ${this.#placeOf(row)}`, row.actions, (action) =>
      this.#on(action, { ...guardOf(row), conditions: refsOf(row) }),
    );
  }

  /** Requests like these, but that one of the row's conditions does not hold, each in turn. */
  near(row: Rule): readonly Seed[] {
    return this.#of(`near ${this.#placeOf(row)}`, row.actions, (action) =>
      this.#butOne(refsOf(row)).flatMap((conditions) =>
        this.#on(action, { ...guardOf(row), conditions, most: 1 }),
      ),
    );
  }

  /** Earlier actions that a question about the past counts. */
  counted(pattern: HistoryPattern): readonly Seed[] {
    return this.#of(`counted ${pattern.id}`, pattern.actions, (action) =>
      this.#on(action, {
        ...{ among: pattern.among, orUnknown: true, conditions: whereOf(pattern) },
        isReported: pattern.attribute?.startsWith("result.") === true,
      }),
    );
  }

  /** Earlier actions that it does not count, for one reason each. */
  uncounted(pattern: HistoryPattern): readonly Seed[] {
    return this.#of(`uncounted ${pattern.id}`, pattern.actions, (action) =>
      this.#butOne(whereOf(pattern)).flatMap((conditions) =>
        this.#on(action, { among: pattern.among, orUnknown: false, conditions, most: 1 }),
      ),
    );
  }

  /** Requests of an action that are permitted. */
  permitted(action: string): readonly Seed[] {
    return this.#of(`permitted ${action}`, [action], () =>
      this.#on(action, { conditions: [], among: undefined, orUnknown: false }),
    );
  }

  /** Requests of an action of which nothing speaks. */
  unspoken(action: string): readonly Seed[] {
    return this.#of(`unspoken ${action}`, [action], () => {
      const model = this.model(action, [], false);
      const says = model.stances.flatMap((stance) => stance.flatMap((layer) => layer.says));
      const boxes = says.flatMap(({ region }) => region);
      const whole = (place: number): ClassSet => model.dimensions[place]?.possible ?? [];
      const parts = partsOutside(new Map(), boxes, whole, { left: EFFORT });
      return withinEffort(
        () => this.#seedsIn(parts, model, { row: undefined, isOnResult: false, most: MOST_SEEDS }),
        [],
      );
    });
  }

  /** Requests of an action on which a condition is true, and others are not. */
  holding(action: string, ref: Ref, others: readonly Ref[]): readonly Seed[] {
    const conditions = [ref, ...others.map((other) => this.#not[other] ?? other)];
    return this.#on(action, { conditions, among: undefined, orUnknown: false, most: 1 });
  }

  #placeOf(row: Rule): string {
    return String(this.file.rules.indexOf(row));
  }

  #of(key: string, actions: readonly string[], find: (action: string) => readonly Seed[]): readonly Seed[] {
    const known = this.#known.get(key) ?? actions.slice(0, MOST_ACTIONS).flatMap(find);
    this.#known.set(key, known);
    return known;
  }

  /** The conditions, but for each in turn with its contrary. */
  #butOne(refs: readonly Ref[]): readonly (readonly Ref[])[] {
    const all = refs.flatMap((ref) => conjunctsOf(ref, this.#table));
    return all.map((missed) => all.map((ref) => (ref === missed ? (this.#not[ref] ?? ref) : ref)));
  }

  #on(action: string, wanted: Wanted): readonly Seed[] {
    return withinEffort(() => this.#found(action, wanted), []);
  }

  #found(action: string, wanted: Wanted): readonly Seed[] {
    const { row, most = MOST_SEEDS, isReported = false } = wanted;
    const model = this.model(action, [wanted], row?.onResult === true);
    const isOnResult = isReported || row?.onResult === true || asksResult(wanted.conditions, this.#table);
    return this.in(model.claims[0] ?? [], model, { row, isOnResult, most });
  }

  /** The model of an action, with the region of each that is asked. */
  model(
    action: string,
    asked: readonly Pick<Wanted, "conditions" | "among" | "orUnknown">[],
    onResult: boolean,
  ): Model {
    const claims = asked.map((each) => ({
      ...each,
      conditions: each.conditions.map((expr) => ({ expr, text: "", origin: "" })),
    }));
    const { layers, lexicon } = this.ground;
    return (onResult ? resultModelOf : modelOf)(action, [layers], claims, lexicon);
  }

  /** Requests in a region, if there are any in which nothing else says as much as the row. */
  in(region: readonly Box[], model: Model, of: Looked): readonly Seed[] {
    const clear = withinEffort(() => this.#seedsIn(partsFor(of.row, region, model), model, of), []);
    return clear.length > 0 ? clear : this.#seedsIn(region, model, of);
  }

  #seedsIn(parts: Iterable<Box>, model: Model, { isOnResult, most }: Looked): readonly Seed[] {
    const [stance = []] = model.stances;
    const { policies } = this.ground;
    const seeds: Seed[] = [];
    let looked = 0;
    for (const part of parts) {
      const witness = witnessIn(part, model, { stance, policies, isOnResult });
      if (witness !== undefined) seeds.push({ ...witness, action: model.action });
      if ((looked += 1) >= MOST_PARTS || seeds.length >= most) break;
    }
    return seeds;
  }
}

/** How a region is looked into. */
interface Looked {
  readonly row: Rule | undefined;
  readonly isOnResult: boolean;
  readonly most: number;
}

function guardOf(row: Rule): Pick<Wanted, "among" | "orUnknown" | "row"> {
  return { row, among: row.among, orUnknown: !row.permits };
}

function refsOf({ conditions }: Rule): readonly Ref[] {
  return conditions.map(({ expr }) => expr);
}

function whereOf({ where }: HistoryPattern): readonly Ref[] {
  return where === undefined ? [] : [where];
}

function conjunctsOf(ref: Ref, table: Table): readonly Ref[] {
  const expr = table.exprs[ref];
  return expr?.op === "and" ? expr.args.flatMap((arg) => conjunctsOf(arg, table)) : [ref];
}

/** Does it ask what came back, or how it ended? */
export function asksResult(refs: readonly Ref[], { exprs }: Table): boolean {
  return Array.from(reachableFrom(refs, exprs)).some((ref) => {
    const expr = exprs[ref];
    if (expr?.op === "outcome") return true;
    return expr !== undefined && "path" in expr && expr.path.split(".")[0] === "result";
  });
}

/** The parts in which no other row says as much; of one that permits, and where no row is meant, those that are permitted. */
function partsFor(row: Rule | undefined, region: readonly Box[], model: Model): Iterable<Box> {
  const [stance = [], ...attempts] = model.stances;
  const whole = (place: number): ClassSet => model.dimensions[place]?.possible ?? [];
  const search = { whole, effort: { left: EFFORT } };
  const parts = deciding(row, region, stance, search);
  return attempts.length === 0 ? parts : returning(parts, attempts, model, search);
}

function deciding(
  row: Rule | undefined,
  region: readonly Box[],
  stance: Stance,
  search: Search,
): Iterable<Box> {
  if (row === undefined) return partsBelow(region, stance, "throttle", search);
  if (row.verdict === "none" || row.verdict === "note") return region;
  if (row.permits) return partsBelow(region, stance, above(row.verdict), search);
  return partsBelow(region, withoutRow(stance, row), row.verdict, search);
}

function withoutRow(stance: Stance, row: Rule): Stance {
  return stance.map((layer) => ({ ...layer, says: layer.says.filter(({ rule }) => rule !== row) }));
}

function above(verdict: Verdict): Verdict {
  return VERDICTS[rank(verdict) + 1] ?? verdict;
}
