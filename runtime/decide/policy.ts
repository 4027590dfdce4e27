// A table made ready to decide with.

import { compileRegex } from "../facts/regex.js";
import { isSelected, type Among } from "../values/action-name.js";
import type { Situation } from "./situation.js";
import { judgeOf, type Judge } from "../facts/baseline.js";
import { prepare, type Library, type Program } from "../evaluate/program.js";
import { formOf } from "../table/floor.js";
import type { HistoryPattern, RequestSchema, Ref, Rule, Table, TableFile } from "../table/format.js";
import { RuleIndex } from "../match/rule-index.js";
import { reachableFrom } from "../table/operands.js";
import { fastPolicy, type FastPolicy } from "./fast/policy.js";
import { withOwnState } from "./layers.js";
import { setReadsOf, type SetReads } from "./set-reads.js";

/** What `loadPolicy` makes of a table. */
export interface Policy {
  readonly table: TableFile;
  /** This policy and its floors, each the floor of the one before. */
  readonly layers: readonly Policy[];
  /** The form of requests that all layers take. */
  readonly form: RequestSchema;
  readonly program: Program;
  /** The place of each rule in declaration order. */
  readonly places: ReadonlyMap<Rule, number>;
  /** By an action's name: what bears on it. */
  readonly actions: ReadonlyMap<string, Bearing>;
  /** Who reads which refreshed data. */
  readonly setReads: SetReads;
  /** What decides the plain cases quickly; absent where there are none. */
  readonly fast: FastPolicy | undefined;
  /** What judges by the schema of a `drift`, which is read once; undefined where it cannot be read. */
  readonly baseline: (index: number) => Judge | undefined;
}

/** The rules that select an action, in declaration order, and the state that they read. */
export interface Bearing {
  /** Those that decide the attempt. */
  readonly rules: readonly Rule[];
  /** Finds those of `rules` that match, or the one that decides. Where there is none, each rule is asked. */
  readonly index: RuleIndex | undefined;
  /** Those that decide the result. */
  readonly results: readonly Rule[];
  /** Indices of history patterns that are asked about. */
  readonly asks: readonly number[];
  /** Of those, the patterns that rules on the result ask about. */
  readonly resultAsks: readonly number[];
  /** Indices of grants whose status is read, or that are started. */
  readonly grants: readonly number[];
  /** Indices of history patterns that select the action. */
  readonly events: readonly number[];
  /** Indices of history patterns that a permitted attempt ends. */
  readonly resets: readonly number[];
}

/** Is the policy decided and recorded, and never enforced? */
export function isShadow({ table }: Policy): boolean {
  return table.policy.mode === "shadow";
}

const library: Library = {
  regex: (source) => {
    const compiled = compileRegex(source);
    if (!compiled.ok) throw new Error(`the table's reader lets no such expression pass: ${source}`);
    return compiled.value;
  },
};

/** Prepares a table whose form was checked. An index takes longer than a few decisions do without one. */
export function preparePolicy(table: TableFile, { indexed = true } = {}): Policy {
  return layered(table, 0, indexed);
}

/**
 * A policy with other rules over its own expressions, without an index: for those who try many. What depends on the
 * expressions is shared.
 */
export function withRules(policy: Policy, rules: readonly Rule[]): Policy {
  const table = { ...policy.table, rules };
  const other: Policy = {
    ...policy,
    table,
    places: placesOf(table),
    actions: bearings(table, policy.program, { indexed: false, known: policy.actions }),
    setReads: setReadsOf(table),
    get layers() {
      return [other, ...policy.layers.slice(1)];
    },
    fast: undefined,
  };
  return other;
}

function placesOf({ rules }: Table): Policy["places"] {
  return new Map(rules.map((rule, place) => [rule, place]));
}

function layered(file: TableFile, depth: number, indexed: boolean): Policy {
  const table = withOwnState(file, depth);
  const floor = file.floor && layered(file.floor, depth + 1, indexed);
  const program = prepare(table, library);
  const own = {
    table,
    form: formOf(file),
    program,
    places: placesOf(table),
    actions: bearings(table, program, { indexed }),
    setReads: setReadsOf(table),
    baseline: baselinesOf(table),
  };
  const policy: Policy = {
    ...own,
    get layers() {
      return [policy, ...(floor?.layers ?? [])];
    },
    get fast() {
      return fast;
    },
  };
  const fast = indexed ? fastPolicy(file, own.actions) : undefined;
  return policy;
}

function baselinesOf({ baselines }: Table): Policy["baseline"] {
  const read = new Map<number, Judge>();
  return (index) => {
    const known = read.get(index);
    const baseline = baselines[index];
    if (known !== undefined || baseline === undefined) return known;
    const judge = judgeOf(baseline.language, baseline.text);
    if (judge !== undefined) read.set(index, judge);
    return judge;
  };
}

interface BearingsOptions {
  readonly indexed: boolean;
  /** Of a policy with the same questions about the past. */
  readonly known?: ReadonlyMap<string, Bearing>;
}

function bearings(
  table: Table,
  program: Program,
  { indexed, known }: BearingsOptions,
): ReadonlyMap<string, Bearing> {
  const { data } = table;
  const byDefault = table.policy.default.verdict;
  const rulesOf = new Map<string, Rule[]>(Object.keys(table.schema.actions).map((name) => [name, []]));
  for (const rule of table.rules) for (const name of rule.actions) rulesOf.get(name)?.push(rule);
  const readsOf = new Map(table.rules.map((rule) => [rule, readsOfRule(rule, table)]));
  return new Map(
    Array.from(rulesOf, ([name, rules]) => {
      const results = rules.filter(({ onResult }) => onResult === true);
      const asksOf = (some: readonly Rule[]): readonly number[] =>
        distinct(some.flatMap((rule) => readsOf.get(rule)?.asks ?? []));
      const deciding = rules.filter(({ onResult }) => onResult !== true);
      const { events, resets } = known?.get(name) ?? historiesOf(name, name, table);
      const grants = distinct(rules.flatMap((rule) => readsOf.get(rule)?.grants ?? []));
      return [
        name,
        {
          rules: deciding,
          index: indexed ? new RuleIndex(deciding, program, { data, byDefault }) : undefined,
          results,
          asks: asksOf(rules),
          resultAsks: asksOf(results),
          ...{ grants, events, resets },
        },
      ];
    }),
  );
}

/** What bears on this very action: of a wildcard's names a rule may select some. */
export function bearingOn({ actions, table }: Policy, { action, declared }: Situation): Bearing | undefined {
  const bearing = actions.get(declared);
  if (bearing === undefined || action === declared) return bearing;
  const selected = (rule: Rule): boolean => isSelected(rule.among, action);
  const { rules, results } = bearing;
  return {
    ...bearing,
    rules: rules.filter(selected),
    results: results.filter(selected),
    ...historiesOf(declared, action, table),
  };
}

/** Of what is declared by itself, being listed is enough: selections pick among names of wildcards. */
function historiesOf(
  declared: string,
  name: string,
  { histories }: Table,
): Pick<Bearing, "events" | "resets"> {
  const those = (select: (pattern: HistoryPattern) => boolean): readonly number[] =>
    histories.flatMap((pattern, index) => (select(pattern) ? [index] : []));
  const picks = (among: Among | undefined): boolean => name === declared || isSelected(among, name);
  return {
    events: those(({ actions, among }) => actions.includes(declared) && picks(among)),
    resets: those(({ since = [], sinceAmong }) => since.includes(declared) && picks(sinceAmong)),
  };
}

/** The state that one rule reads or starts. */
export function readsOfRule(rule: Rule, table: Pick<Table, "exprs">): Pick<Bearing, "asks" | "grants"> {
  const asks: number[] = [];
  const grants: number[] = rule.grant === undefined ? [] : [rule.grant];
  for (const ref of reachable(rule, table)) {
    const expr = table.exprs[ref];
    if (expr?.op === "history") asks.push(expr.pattern);
    if (expr?.op === "grant") grants.push(expr.grant);
  }
  return { asks, grants };
}

/** All expressions that the rule's conditions are made of. */
function reachable({ conditions }: Rule, { exprs }: Pick<Table, "exprs">): ReadonlySet<Ref> {
  return reachableFrom(
    conditions.map(({ expr }) => expr),
    exprs,
  );
}

function distinct(items: readonly number[]): readonly number[] {
  return Array.from(new Set(items));
}
