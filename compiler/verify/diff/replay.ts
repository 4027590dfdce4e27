// A request that shows a difference: found in its region, and decided by both versions.

import { decide } from "../../../runtime/decide/decide.js";
import { decideResult } from "../../../runtime/decide/decide-result.js";
import { preparePolicy, type Policy } from "../../../runtime/decide/policy.js";
import type { Decision, Facts, ReportInput } from "../../../runtime/decide/request.js";
import type { Bounds } from "../../../runtime/state/store.js";
import type { GrantStatus, Table } from "../../../runtime/table/format.js";
import { type Box, withinEffort } from "../../atoms/region.js";
import { factsIn, finished, refreshedIn, type Draft, type StateDraft, type Witness } from "../draft.js";
import type { Layer, Model, Stance } from "../model.js";
import { draftIn } from "../witness.js";
import { returning } from "../results.js";
import type { Compared, Region } from "./regions.js";

/** A request, with what either version is told of its state, and what each decides. */
export interface Example {
  readonly request: Witness["request"];
  /** Of a result: what came back. */
  readonly report?: ReportInput;
  readonly before: Replayed;
  readonly after: Replayed;
}

export interface Replayed {
  readonly facts: Facts;
  readonly decision: Decision;
}

/** Comparisons of boxes that looking for what may come back takes. */
const EFFORT = 200_000;
/** So many parts of a region are looked into. */
const MOST_PARTS = 20;

/** Prepares what evaluates terms: the expressions of each table alone. */
export class Stage {
  /** `prepared`: by the tables of models, for stages that share these. */
  constructor(
    readonly before: Policy,
    readonly after: Policy,
    private readonly prepared = new Map<Table, Policy>(),
  ) {}

  /** A request of which both versions decide as the region says; undefined where none was found. */
  exampleIn(region: Region, { model, search, attempts }: Compared): Example | undefined {
    const isOnResult = attempts !== undefined;
    const own = { ...search, effort: { left: EFFORT } };
    const parts = isOnResult ? returning([region.box], attempts, model, own) : [region.box];
    return withinEffort(() => {
      let looked = 0;
      for (const part of parts) {
        const draft = this.#draftIn(part, model, isOnResult);
        const example = draft && this.#replayed(draft, model);
        if (example !== undefined && shows(example, region)) return example;
        if ((looked += 1) >= MOST_PARTS) break;
      }
      return undefined;
    }, undefined);
  }

  #draftIn(box: Box, model: Model, isOnResult: boolean): Draft | undefined {
    const stance: readonly Layer[] = versionsIn(model).flat();
    const policies = stance.map(({ table }) => this.#policyOf(table));
    return draftIn(box, model, { stance, policies, isOnResult });
  }

  #policyOf(table: Table): Policy {
    const known = this.prepared.get(table);
    if (known !== undefined) return known;
    const policy = preparePolicy({ ...table, rules: [], digest: "" });
    this.prepared.set(table, policy);
    return policy;
  }

  #replayed(draft: Draft, model: Model): Example {
    const layers = versionsIn(model).flatMap((stance) =>
      stance.map(({ table }, depth) => ({ table, depth })),
    );
    const told = stateIn(draft.states, layers);
    const [first] = layers;
    const { request, report } = finished(draft, (first?.table ?? draft.action.table).schema);
    const by = (policy: Policy): Replayed => {
      const states = policy.layers.map(({ table }, depth) => statesOf({ table, depth }, told));
      const facts = factsIn(draft, states);
      const decision =
        report === undefined ? decide(policy, request, facts) : decideResult(policy, request, report, facts);
      return { facts, decision };
    };
    return { request, ...(report && { report }), before: by(this.before), after: by(this.after) };
  }
}

/** Without what is said of the attempts that results come back from. */
function versionsIn({ stances }: Model): readonly Stance[] {
  return stances.slice(0, 2);
}

function shows({ report, before, after }: Example, { before: then, after: now, direction }: Region): boolean {
  if (report !== undefined && (before.decision.fault ?? after.decision.fault) !== undefined) return false;
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
    refreshed: refreshedIn(table),
    histories: placed(table.histories, histories),
    grants: placed(table.grants, grants),
    classifiers: classifiers.filter(({ classifier }) => names.has(classifier)),
  };
}
