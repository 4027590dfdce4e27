// Which declaration an action comes under, and which rules and questions select it.

import type { Action, Picked, Program } from "../types/program.js";

/** The action's own declaration, else the narrowest wildcard that takes its name. */
export function actionNamed(program: Program, name: unknown): Action | undefined {
  if (typeof name !== "string" || name.includes("*")) return undefined;
  const own = program.actions.find((each) => each.name === name);
  if (own !== undefined || !isTakeable(name)) return own;
  const taking = program.actions.filter((each) => fits(each.name, name));
  return taking.find((each) => taking.every((other) => fits(other.name, each.name)));
}

/** Dotted words of ASCII letters, digits, `_` and `-`; the first begins with a letter or `_`. */
function isTakeable(name: string): boolean {
  const words = name.split(".");
  return (
    name.length <= 200 &&
    /^[A-Za-z_]/u.test(name) &&
    words.every((word) => /^[A-Za-z0-9_][A-Za-z0-9_-]*$/u.test(word))
  );
}

/** Is the action selected? Of a wildcard's names those that the selector names. */
export function selects(
  actions: readonly Action[],
  { include, except }: Picked,
  { action, name }: { readonly action: Action; readonly name: string },
): boolean {
  if (!actions.includes(action)) return false;
  if (!action.name.includes("*")) return true;
  return include.some((pattern) => fits(pattern, name)) && !except.some((pattern) => fits(pattern, name));
}

/** A `*` is any run of characters. */
function fits(pattern: string, name: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replaceAll(".", "\\."))
    .join(".*");
  return new RegExp(`^${source}$`, "su").test(name);
}
