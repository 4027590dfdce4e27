// Tripping kill switches, which is easy, and lifting them, which takes what they need.

import { scopeSchema, scopeText } from "./halt.js";
import type { Policy } from "./policy.js";
import { snapshot } from "./snapshot.js";
import { needsMet, personOf } from "../evaluate/needs.js";
import type { Kill } from "../state/store.js";
import type { Killswitch } from "../table/format.js";
import { declarationOf } from "../values/action-name.js";

/** What is to be halted, or let go on again. */
export interface Scope {
  /** `all`, `agent.id`, `action.name`, …: as a kill switch declares it. */
  readonly scope: string;
  /** As it stands in a request; `all` has none. */
  readonly value?: unknown;
  /** The kill switch's qualified name; left out, all that declare the scope. */
  readonly killswitch?: string;
}

type Named = Omit<Kill, "at">;

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** The kills that a scope stands for: one for each kill switch, of the policy or a floor, that declares it. */
export function killsOf(policy: Policy, { scope, value, killswitch }: Scope): Outcome<readonly Named[]> {
  const all = policy.layers.flatMap((layer) => layer.table.killswitches.map((each) => ({ layer, ...each })));
  const named = all.filter(({ name }) => killswitch === undefined || name === killswitch);
  if (killswitch !== undefined && named.length === 0) return refused(`there is no kill switch ${killswitch}`);
  const declaring = named.filter((each) => each.scope.includes(scope));
  if (declaring.length === 0) return refused(`no kill switch has the scope ${scope}`);
  if (scope === "all" && value !== undefined) return refused("the scope all has no value");
  const kills: Named[] = [];
  for (const { layer, name } of declaring) {
    const text = scope === "all" ? undefined : valueText(layer, scope, value);
    if (text?.ok === false) return text;
    const kill = { killswitch: name, scope, ...(text !== undefined && { value: text.value }) };
    if (!kills.some((each) => each.killswitch === name)) kills.push(kill);
  }
  return { ok: true, value: kills };
}

function valueText(policy: Policy, scope: string, value: unknown): Outcome<string> {
  const schema = scopeSchema(policy.table, scope);
  if (schema === undefined) return refused(`${scope} is no attribute of every request`);
  const copy = snapshot(value);
  const fits = copy.fault === undefined && (scope !== "action.name" || isAction(policy, copy.value));
  const text = fits && copy.value !== undefined ? scopeText(schema, copy.value) : undefined;
  return text === undefined ? refused(`the value does not fit ${scope}`) : { ok: true, value: text };
}

/** A misspelt name would halt nothing, and whoever trips the switch would not learn of it. */
function isAction({ table }: Policy, name: unknown): boolean {
  return typeof name === "string" && declarationOf(table.schema.actions, name) !== undefined;
}

/** Is the switch's need met by these people? */
export function mayLift(policy: Policy, killswitch: Killswitch, people: readonly string[]): boolean {
  if (killswitch.needs === undefined) return true;
  const needs = policy.table.needs[killswitch.needs];
  const approvers = people.map((name) => ({ by: personOf(name), acknowledges: ["irreversible" as const] }));
  return needs !== undefined && needsMet(needs.of, policy.table.groups, approvers, []);
}

export function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
