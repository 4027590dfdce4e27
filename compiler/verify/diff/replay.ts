// A request that shows a difference: found in its region, and decided by both versions.

import { decide } from "../../../runtime/decide/decide.js";
import { preparePolicy, type Policy } from "../../../runtime/decide/policy.js";
import type { Decision, Facts } from "../../../runtime/decide/request.js";
import type { Bounds } from "../../../runtime/state/store.js";
import type { GrantStatus, Table, TableFile } from "../../../runtime/table/format.js";
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

/** One version: what is enforced, and its layers as they were asked about; none where it does not take the action. */
export interface Version {
  readonly enforced: Policy;
  readonly layers: readonly Table[];
}

/** Prepares what evaluates terms: the expressions of each table alone. */
export class Stage {
  readonly #prepared = new Map<Table, Policy>();

  constructor(
    readonly before: Version,
    readonly after: Version,
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
    const tables = model.stances.flat().map(({ table }) => table);
    const told = stateIn(draft.states, tables);
    const [form] = tables;
    const { request } = finished(draft, (form ?? draft.action.table).schema);
    const by = ({ enforced }: Version): Replayed => {
      const states = enforced.layers.map(({ table }) => statesOf(table, told));
      const facts = factsIn(draft, states);
      return { facts, decision: decide(enforced, request, facts) };
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

/** What a draft says of state, by names that both versions share. */
interface Told {
  readonly histories: ReadonlyMap<string, Bounds>;
  readonly grants: ReadonlyMap<string, GrantStatus>;
  readonly classifiers: StateDraft["classifiers"];
}

function stateIn(states: readonly StateDraft[], tables: readonly Table[]): Told {
  const histories = new Map<string, Bounds>();
  const grants = new Map<string, GrantStatus>();
  states.forEach((state, i) => {
    const table = tables[i];
    for (const [index, bounds] of state.histories) histories.set(table?.histories[index]?.id ?? "", bounds);
    for (const [index, status] of state.grants) grants.set(table?.grants[index]?.id ?? "", status);
  });
  return { histories, grants, classifiers: states.flatMap(({ classifiers }) => classifiers) };
}

/** The same, by the places of a table. The state of floors has names of its own. */
function statesOf(table: Table, { histories, grants, classifiers }: Told): StateDraft {
  const plain = (id: string): string => id.replace(/^(?:floor\/)+/, "");
  const placed = <T>(
    items: readonly { readonly id: string }[],
    known: ReadonlyMap<string, T>,
  ): Map<number, T> =>
    new Map(
      items.flatMap(({ id }, index) => {
        const value = known.get(plain(id));
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

export function versionOf(file: TableFile, layers: readonly Table[]): Version {
  return { enforced: preparePolicy(file), layers };
}
