// A request that shows a difference: found in its region, and decided by both versions.

import { decide } from "../../../runtime/decide/decide.js";
import { preparePolicy, type Policy } from "../../../runtime/decide/policy.js";
import type { Decision, Facts } from "../../../runtime/decide/request.js";
import type { Bounds } from "../../../runtime/state/store.js";
import type { GrantStatus, Table } from "../../../runtime/table/format.js";
import type { Box } from "../../atoms/region.js";
import { factsIn, finished, type Draft, type StateDraft, type Witness } from "../draft.js";
import type { Layer, Model } from "../model.js";
import { draftIn } from "../witness.js";
import type { Region } from "./regions.js";

/** A request, with what either version is told of its state, and what each decides. */
export interface Example {
  readonly request: Witness["request"];
  readonly before: Replayed;
  readonly after: Replayed;
}

export interface Replayed {
  readonly facts: Facts;
  readonly decision: Decision;
}

/** Prepares what evaluates terms: the expressions of each table alone. */
export class Stage {
  readonly #prepared = new Map<Table, Policy>();

  constructor(
    readonly before: Policy,
    readonly after: Policy,
  ) {}

  /** A request of which both versions decide as the region says; undefined where none was found. */
  exampleIn(region: Region, model: Model): Example | undefined {
    const draft = this.#draftIn(region.box, model);
    if (draft === undefined) return undefined;
    const example = this.#replayed(draft, model);
    return shows(example, region) ? example : undefined;
  }

  #draftIn(box: Box, model: Model): Draft | undefined {
    const stance: readonly Layer[] = model.stances.flat();
    return draftIn(box, model, { stance, policies: stance.map(({ table }) => this.#policyOf(table)) });
  }

  #policyOf(table: Table): Policy {
    const known = this.#prepared.get(table);
    if (known !== undefined) return known;
    const policy = preparePolicy({ ...table, rules: [], digest: "" });
    this.#prepared.set(table, policy);
    return policy;
  }

  #replayed(draft: Draft, model: Model): Example {
    const layers = model.stances.flatMap((stance) => stance.map(({ table }, depth) => ({ table, depth })));
    const told = stateIn(draft.states, layers);
    const [first] = layers;
    const { request } = finished(draft, (first?.table ?? draft.action.table).schema);
    const by = (policy: Policy): Replayed => {
      const states = policy.layers.map(({ table }, depth) => statesOf({ table, depth }, told));
      const facts = factsIn(draft, states);
      return { facts, decision: decide(policy, request, facts) };
    };
    return { request, before: by(this.before), after: by(this.after) };
  }
}

function shows({ before, after }: Example, { before: then, after: now, direction }: Region): boolean {
  if (before.decision.verdict !== then || after.decision.verdict !== now) return false;
  return direction !== "other" || goesAlong(before.decision) !== goesAlong(after.decision);
}

/** What goes with a verdict, as text. */
function goesAlong({ obligations, trips }: Decision): string {
  const { approvals, ...others } = obligations;
  return JSON.stringify([others, approvals?.unmet, trips]);
}

/** A policy, or a floor of it. */
interface Layered {
  readonly table: Table;
  readonly depth: number;
}

/** The names of state that both versions share: a floor's is its own. */
function stateName({ table, depth }: Layered, id: string): string {
  return depth === 0 ? id : `${table.policy.name}: ${id.replace(/^(?:floor\/)+/, "")}`;
}

/** What a draft says of state, by those names. */
interface Told {
  readonly histories: ReadonlyMap<string, Bounds>;
  readonly grants: ReadonlyMap<string, GrantStatus>;
  readonly classifiers: StateDraft["classifiers"];
}

function stateIn(states: readonly StateDraft[], layers: readonly Layered[]): Told {
  const histories = new Map<string, Bounds>();
  const grants = new Map<string, GrantStatus>();
  states.forEach((state, i) => {
    const layer = layers[i];
    if (layer === undefined) return;
    const { table } = layer;
    for (const [index, bounds] of state.histories)
      histories.set(stateName(layer, table.histories[index]?.id ?? ""), bounds);
    for (const [index, status] of state.grants)
      grants.set(stateName(layer, table.grants[index]?.id ?? ""), status);
  });
  return { histories, grants, classifiers: states.flatMap(({ classifiers }) => classifiers) };
}

/** The same, by the places of a table. */
function statesOf(layer: Layered, { histories, grants, classifiers }: Told): StateDraft {
  const { table } = layer;
  const placed = <T>(
    items: readonly { readonly id: string }[],
    known: ReadonlyMap<string, T>,
  ): Map<number, T> =>
    new Map(
      items.flatMap(({ id }, index) => {
        const value = known.get(stateName(layer, id));
        return value === undefined ? [] : [[index, value] as const];
      }),
    );
  const names = new Set(table.classifiers.map(({ name }) => name));
  return {
    histories: placed(table.histories, histories),
    grants: placed(table.grants, grants),
    classifiers: classifiers.filter(({ classifier }) => names.has(classifier)),
  };
}
