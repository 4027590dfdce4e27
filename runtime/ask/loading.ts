// Loads refreshed data: each set once for all decisions that wait for it, within a deadline, and never too old.

import { momentOf } from "../decide/fault.js";
import type { Load } from "../decide/hear.js";
import type { Policy } from "../decide/policy.js";
import { readSet, unknownSet } from "../decide/read-set.js";
import { asCompiled, type InForce } from "../decide/sets.js";
import type { Clock } from "../state/clock.js";
import { withFloors } from "../table/floor.js";
import type { DataSet, TableFile } from "../table/format.js";
import { inTime } from "./in-time.js";

/**
 * Gives what a data set holds at present, as parsed JSON, in the form that its `.json` file has. What it throws, gives after
 * `signal` has aborted, or gives in another form, leaves the set unknown.
 */
export type DataLoader = (call: {
  readonly signal: AbortSignal;
  /** The name of the data, where one function loads several. */
  readonly data: string;
  /** The name of the policy, or the floor, that declares it. */
  readonly policy: string;
}) => unknown;

/** `as compiled`: what it held when the policy was compiled is what it holds for ever. */
export type DataSource = DataLoader | "as compiled";

export interface LoadingOptions {
  /** By the name of the data, of the policy and of its floors. */
  readonly data?: Readonly<Record<string, DataSource>> | undefined;
  /** For how many milliseconds loading is waited for; five seconds if left out. */
  readonly dataWithin?: number | undefined;
}

/** The first refreshed set, of the policy or of a floor, of which nobody said where its content comes from. */
export function unsourced(table: TableFile, { data = {} }: LoadingOptions): string | undefined {
  const sets = withFloors(table).flatMap((each) => each.data.filter(({ refresh }) => refresh !== undefined));
  return sets.find(({ name }) => sourceOf(data, name) === undefined)?.name;
}

/** Callers without types pass anything. */
function sourceOf(data: NonNullable<LoadingOptions["data"]>, name: string): DataSource | undefined {
  const isGiven = typeof data === "object" && (data as unknown) !== null && Object.hasOwn(data, name);
  const source: unknown = isGiven ? data[name] : undefined;
  return typeof source === "function" || source === "as compiled" ? (source as DataSource) : undefined;
}

/** Loads the refreshed sets of a policy and its floors, each of which keeps its own. */
export function dataLoading(
  { layers }: Policy,
  { data = {}, dataWithin = 5_000 }: LoadingOptions,
  clock: Clock,
): Load {
  const sources = new Map<Policy, ReadonlyMap<number, () => Promise<InForce>>>();
  for (const layer of layers) sources.set(layer, sourcesOf(layer, { data, within: dataWithin, clock }));
  return async (policy, index) =>
    (await sources.get(policy)?.get(index)?.()) ?? unknownSet("it has no source");
}

interface Surroundings {
  readonly data: NonNullable<LoadingOptions["data"]>;
  readonly within: number;
  readonly clock: Clock;
}

function sourcesOf(
  { table }: Policy,
  { data, within, clock }: Surroundings,
): ReadonlyMap<number, () => Promise<InForce>> {
  const sources = new Map<number, () => Promise<InForce>>();
  for (const [index, set] of table.data.entries()) {
    const source = set.refresh === undefined ? undefined : sourceOf(data, set.name);
    if (source === undefined) continue;
    if (source === "as compiled") {
      const compiled = Promise.resolve(asCompiled(set));
      sources.set(index, () => compiled);
      continue;
    }
    const call = { data: set.name, policy: table.policy.name };
    const load = async (loaded: number): Promise<InForce> => {
      const given = await inTime(within, (signal) => source({ signal, ...call }));
      return given.ok ? readSet(table, index, given.value, loaded) : unknownSet(`loading it ${given.reason}`);
    };
    const shelf = new Shelf(set, clock, load);
    sources.set(index, () => shelf.content());
  }
  return sources;
}

/** The content of one set, as long as it is young. */
class Shelf {
  #held: InForce | undefined;
  /** When loading what is held began: what was loaded is not known to be younger. */
  #since = NaN;
  /** What the clock showed last. */
  #shown = NaN;
  #loading: Promise<InForce> | undefined;

  constructor(
    private readonly set: Pick<DataSet, "refresh">,
    private readonly clock: Clock,
    private readonly load: (now: number) => Promise<InForce>,
  ) {}

  /** Never rejects. Whoever asks while it is loaded waits for that. */
  async content(): Promise<InForce> {
    const young = this.#young();
    if (young !== undefined) return young;
    this.#loading ??= this.#reload().finally(() => {
      this.#loading = undefined;
    });
    const loaded = await this.#loading;
    if (!loaded.known) return loaded;
    return this.#young() ?? unknownSet("it was too old before it was loaded");
  }

  async #reload(): Promise<InForce> {
    const since = this.#shown;
    const loaded = Number.isNaN(since) ? unknownSet("the clock shows no time") : await this.load(since);
    this.#held = loaded;
    this.#since = since;
    return loaded;
  }

  /** What is held, unless it is unknown or too old. By a clock that went back, nobody knows how old it is. */
  #young(): InForce | undefined {
    const now = timeOf(this.clock);
    const isOrdered = now >= this.#shown;
    this.#shown = now;
    const age = now - this.#since;
    const isYoung = isOrdered && age >= 0 && age < (this.set.refresh ?? 0);
    if (!isYoung || this.#held?.known !== true) this.#held = undefined;
    return this.#held;
  }
}

/** Not a number where the clock fails. */
function timeOf(clock: Clock): number {
  try {
    return momentOf(clock.now()) ?? NaN;
  } catch {
    return NaN;
  }
}
