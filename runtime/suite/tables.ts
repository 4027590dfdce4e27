// Tables with other rules, and requests with less in them, for promises about what a decision does not depend on.

import { digestOf } from "../decide/digest.js";
import type { Request } from "../decide/request.js";
import { canonicalJson, type Json } from "../table/canonical.js";
import { canonicalTable } from "../table/read.js";
import type { Rule, Table, TableFile } from "../table/format.js";
import { rank, type Verdict } from "../table/verdict.js";
import type { Log } from "./log.js";
import { Broken, type Met } from "./promise.js";
import { runtimeTarget, type Target } from "./target.js";

/** The table with these rules, under the digest that it then has. */
function withRules(table: TableFile, rules: readonly Rule[]): TableFile {
  const { digest: _, ...rest } = table;
  const changed: Table = { ...rest, rules };
  return { ...changed, digest: digestOf(canonicalTable(changed)) };
}

/** The table with its rules in other orders: backwards, by their names, and begun at another. */
export function reordered(table: TableFile): readonly TableFile[] {
  const { rules } = table;
  const half = Math.floor(rules.length / 2);
  const byName = rules.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const orders = [rules.toReversed(), byName, [...rules.slice(half), ...rules.slice(0, half)]];
  return orders.map((order) => withRules(table, order));
}

/** So many tables with a rule less are tried. */
const MOST_TABLES = 40;

/** The table without one of the rules that restrict, for each of them: the policy before that rule was added. */
export function withOneLess(table: TableFile): readonly TableFile[] {
  const restricting = table.rules.filter(
    ({ permits: isPermit, verdict, onResult }) =>
      !isPermit && verdict !== "note" && verdict !== "none" && onResult !== true,
  );
  const lesser = restricting.slice(0, MOST_TABLES).map((rule) =>
    withRules(
      table,
      table.rules.filter((each) => each !== rule),
    ),
  );
  return lesser.length === 0 ? [table] : lesser;
}

/** The verdict on a request when nothing has happened yet. */
async function verdictOn(target: Target, request: Request): Promise<Verdict> {
  const session = await target.start();
  const { verdict } = await session.attempt(request);
  return verdict;
}

const targets = new WeakMap<TableFile, Target>();

/** Each table is read once. */
function targetOf(table: TableFile): Target {
  const known = targets.get(table) ?? runtimeTarget(table);
  targets.set(table, known);
  return known;
}

/** Both tables decide the request alike. */
export async function isSame(one: TableFile, other: TableFile, request: Request): Promise<void> {
  const [here, there] = await verdictsOn(targetOf(one), targetOf(other), request, request);
  if (here !== there)
    throw new Error(`${here} in the one order, ${there} in the other\n  ${JSON.stringify(request)}`);
}

/** What `lesser` holds back `table` holds back, too. */
export async function isNoLooser(table: TableFile, lesser: TableFile, request: Request): Promise<void> {
  const [more, less] = await verdictsOn(targetOf(table), targetOf(lesser), request, request);
  if (rank(more) < rank(less))
    throw new Error(`${less} without the rule, ${more} with it\n  ${JSON.stringify(request)}`);
}

/** Without what stands at the path the request is decided as restrictively, at least. */
export async function isNoLooserWithout(
  target: Target,
  request: Request,
  path: string,
  met: Met,
): Promise<void> {
  const lesser = without(request, path);
  if (canonicalJson(lesser as unknown as Json) === canonicalJson(request as unknown as Json)) return;
  met.count("it was there");
  const [more, less] = await verdictsOn(target, target, request, lesser);
  if (rank(less) < rank(more))
    throw new Error(`${more} with ${path}, ${less} without it\n  ${JSON.stringify(request)}`);
}

async function verdictsOn(
  one: Target,
  other: Target,
  first: Request,
  second: Request,
): Promise<readonly [Verdict, Verdict]> {
  return [await verdictOn(one, first), await verdictOn(other, second)];
}

/** The request without what stands at the path. */
function without(request: Request, path: string): Request {
  const [section = "", name = ""] = path.split(".");
  if (path === "action.reversible") {
    const { reversible: _, ...action } = request.action;
    return { ...request, action };
  }
  const less = (from: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
    Object.fromEntries(Object.entries(from).filter(([each]) => each !== name));
  if (section === "args")
    return { ...request, action: { ...request.action, args: less(request.action.args) } };
  return { ...request, [section]: less(request[section as "agent" | "context" | "impact"]) };
}

/** One request of the two: `bits` says from which each attribute is taken. */
export function blend(one: Request, other: Request, bits: number): Request {
  let left = bits;
  const next = (): boolean => {
    const isOther = left % 2 === 1;
    left = Math.floor(left / 2);
    return isOther;
  };
  type Section = Readonly<Record<string, unknown>>;
  const mixed = (a: Section = {}, b: Section = {}): Section => {
    const names = Array.from(new Set([...Object.keys(a), ...Object.keys(b)])).sort();
    return Object.fromEntries(
      names.flatMap((name) => {
        const from = next() ? b : a;
        return Object.hasOwn(from, name) ? [[name, from[name]]] : [];
      }),
    );
  };
  const isSame = one.action.name === other.action.name;
  return {
    agent: mixed(one.agent, other.agent),
    context: mixed(one.context, other.context),
    impact: mixed(one.impact, other.impact),
    action: isSame ? { ...one.action, args: mixed(one.action.args, other.action.args) } : one.action,
  };
}

/** The most restrictive of what matched is decided; where no rule that permits matched, the default is among it. */
export function isMostRestrictive(log: Log, permitting: readonly string[], met: Met): void {
  for (const attempt of log.judged) {
    const { matched } = attempt.decision;
    if (matched === undefined) continue;
    if (matched.length > 1) met.count("several say something");
    const most = Math.max(...matched.map((each) => rank(each.verdict)));
    if (rank(attempt.verdict) !== most)
      throw new Broken(attempt, "the verdict is not the most restrictive one that matched");
    if (!matched.some(({ rule }) => rule === "default" || permitting.includes(rule)))
      throw new Broken(attempt, "nothing permits this, and the default was not heard");
  }
}

/** Nothing that fits the declarations is answered by a fault, overflows aside where something is calculated. */
export function isDecided(log: Log, calculates: boolean): void {
  for (const attempt of log.attempts)
    if (attempt.decision.rule === "on_error" && !(calculates && attempt.decision.code === "decision.fault"))
      throw new Broken(attempt, `this fits its declarations, and is ${attempt.decision.code ?? "a fault"}`);
}

/** The earlier request, with what it and the later one must agree in: `by` are the paths in both. */
export function linked(
  earlier: Request,
  later: Request,
  by: readonly (readonly [string, string])[],
): Request {
  const from = { ...later, args: later.action.args ?? {} };
  return by.reduce((request, [there, here]) => {
    const value = here.split(".").reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), from);
    const [section = "", name = ""] = there.split(".");
    if (value === undefined || there.split(".").length !== 2 || section === "action") return request;
    if (section === "args")
      return { ...request, action: { ...request.action, args: { ...request.action.args, [name]: value } } };
    return {
      ...request,
      [section]: { ...request[section as "agent" | "context" | "impact"], [name]: value },
    };
  }, earlier);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
