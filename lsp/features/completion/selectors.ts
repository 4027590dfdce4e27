// Offers of actions: by their names, and the wildcards that pick families of them.

import type { Known } from "../../../compiler/types/known.js";
import { showType } from "../../../compiler/types/show-type.js";
import type { Action } from "../../../compiler/types/program.js";
import { documented, RANK, type Offer } from "./offer.js";

/** What may stand in a selector. */
export function selectorOffers(known: Known): readonly Offer[] {
  const names = known.actions.map(({ name }) => name);
  const families = Array.from(familiesOf(names), ([label, count]): Offer => ({
    ...{ label, kind: "action", rank: label === "*" ? RANK.low : RANK.good, replaces: "dotted" },
    detail: count === 1 ? "1 action" : `${String(count)} actions`,
  }));
  return [...actionOffers(known), ...families.filter(({ label }) => !names.includes(label))];
}

/** The declared actions; where `concrete`, without wildcards. */
export function actionOffers(known: Known, concrete = false): readonly Offer[] {
  return known.actions
    .filter(({ name }) => !concrete || !name.includes("*"))
    .map((action) => ({
      ...{
        label: action.name,
        kind: "action",
        detail: signatureOf(action),
        rank: RANK.best,
        replaces: "dotted",
      },
      ...documented(known.symbols.actions.get(action.name)?.doc),
    }));
}

/** `(to: string, memo?: string)`. */
function signatureOf({ args }: Action): string {
  const params = Array.from(
    args.fields,
    ([name, { type, optional }]) => `${name}${optional ? "?" : ""}: ${showType(type)}`,
  );
  return `(${[...params, ...(args.open ? ["..."] : [])].join(", ")})`;
}

/** Of so many actions, families of one are offered, too. */
const few = 100;

/** `*`, `deploy.*`, and `*.delete` where two actions or more end so; with how many actions each picks. */
function familiesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map([["*", names.length]]);
  const add = (family: string): void => void counts.set(family, (counts.get(family) ?? 0) + 1);
  for (const name of names) {
    const parts = name.split(".");
    for (let at = 1; at < parts.length; at++) {
      const [head, tail] = [parts.slice(0, at).join("."), parts.slice(at).join(".")];
      if (!head.includes("*")) add(`${head}.*`);
      if (!tail.includes("*")) add(`*.${tail}`);
    }
  }
  const isWorth = (family: string, count: number): boolean =>
    count > 1 || family === "*" || (names.length <= few && !family.startsWith("*"));
  return new Map([...counts].filter(([family, count]) => isWorth(family, count)));
}
