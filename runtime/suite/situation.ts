// An attempt as the conditions of a property suite read it: the request's sections, as they were sent.

import { canonicalJson, type Json } from "../table/canonical.js";
import type { Effect } from "../table/format.js";
import type { Request } from "../decide/request.js";

/** What a suite says of the policy's declarations. */
export interface Declared {
  /** By name. */
  readonly actions: Readonly<
    Record<string, { readonly effect?: Effect; readonly reversible: "always" | "never" | "reported" }>
  >;
  /** By their qualified names. */
  readonly killswitches: readonly string[];
  /** What an approval is not bound to: `context.at`. */
  readonly volatile: readonly string[];
}

export type Section = Readonly<Record<string, unknown>>;

export interface Situation {
  readonly agent: Section;
  readonly context: Section;
  readonly impact: Section;
  readonly args: Section;
  readonly action: {
    readonly name: string;
    /** The declaration that it comes under: its name, or a wildcard's pattern. */
    readonly declared: string;
    readonly effect?: Effect;
    readonly reversible: boolean;
  };
  /** Epoch milliseconds. */
  readonly now: number;
}

export function situationOf(request: Request, now: number, { actions }: Declared): Situation {
  const { name, args = {}, reversible } = request.action;
  const own = declarationOf(name, Object.keys(actions)) ?? name;
  const declared = actions[own];
  const canBeUndone =
    declared?.reversible === "always" || (declared?.reversible === "reported" && reversible === true);
  const { agent = {}, context = {}, impact = {} } = request;
  const { effect } = declared ?? {};
  const action = { name, declared: own, reversible: canBeUndone, ...(effect !== undefined && { effect }) };
  return { agent, context, impact, args, action, now };
}

/** The action's own declaration, else the narrowest wildcard that takes its name. */
function declarationOf(name: string, declared: readonly string[]): string | undefined {
  if (declared.includes(name)) return name;
  const taking = declared.filter((pattern) => pattern.includes("*") && fits(pattern, name));
  return taking.find((each) => taking.every((other) => fits(other, each)));
}

/** Is the action one of these, as declared; of a wildcard's names, one that is picked? */
export function on(
  { name, declared }: Situation["action"],
  actions: readonly string[],
  picked: readonly string[] = ["*"],
  except: readonly string[] = [],
): boolean {
  if (!actions.includes(declared)) return false;
  if (!declared.includes("*")) return true;
  return picked.some((pattern) => fits(pattern, name)) && !except.some((pattern) => fits(pattern, name));
}

/** A `*` is any run of characters, dots too. */
function fits(pattern: string, name: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  if (others.length === 0) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  const last = others.pop() ?? "";
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

/** The value at `agent.id`, `args.amount`, `action.name`. */
export function at(situation: Situation, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, step) => (typeof value === "object" && value !== null ? (value as Section)[step] : undefined),
      situation,
    );
}

/** Equal texts where the values at all paths are equal. */
export function keyOf(situation: Situation, paths: readonly string[]): string {
  return canonicalJson(paths.map((path) => (at(situation, path) ?? null) as Json));
}

/** Equal texts for the same action: what an approval is bound to. */
export function fingerprintOf(
  { agent, action, context, impact }: Request,
  volatile: readonly string[],
): string {
  const stable = (section: string, sent: Section | undefined): Json =>
    Object.fromEntries(
      Object.entries(sent ?? {}).filter(([name]) => !volatile.includes(`${section}.${name}`)),
    ) as Json;
  return canonicalJson({
    agent: stable("agent", agent),
    action: action as unknown as Json,
    context: stable("context", context),
    impact: stable("impact", impact),
  });
}
