// Offers of attributes: by their section, as whole dotted names, as keys of state.

import { isScalar, sameType } from "../../../compiler/types/same-type.js";
import { showType } from "../../../compiler/types/show-type.js";
import type { Field, Type } from "../../../compiler/types/type.js";
import { typeOfRoot, membersAlong } from "../typing/infer.js";
import type { Scope } from "../typing/scope.js";
import { actionParts } from "../reference/reference.js";
import { RANK, type Offer } from "./offer.js";

/** The roots of attributes that a place may read. */
export function rootsOf(scope: Scope): readonly string[] {
  return ["agent", "context", "impact", "args", "action", ...(scope.sees.result ? ["result"] : [])];
}

/** What may stand behind `agent.` or `args.customer.`; of an element of data, of its type. */
export function members(names: readonly string[], scope: Scope): readonly Offer[] {
  const [root, ...rest] = names;
  const type =
    root === undefined ? undefined : membersAlong(typeOfRoot(root, scope) ?? { kind: "error" }, rest);
  return fieldsOf(type, names.join("."), scope);
}

/** The fields of a record, each by its own name. */
export function fieldsOf(type: Type | undefined, of: string, scope: Scope): readonly Offer[] {
  if (type?.kind !== "record") return [];
  return Array.from(type.fields, ([label, field]) => ({
    ...attribute(label, `${of}.${label}`, field, scope),
    rank: RANK.best,
  }));
}

function attribute(label: string, path: string, field: Field, scope: Scope): Offer {
  const doc = docOf(path, scope);
  return {
    label,
    kind: "attribute",
    detail: `${field.optional ? "?" : ""}: ${showType(field.type)}`.replace(/^: /, ""),
    ...(doc !== undefined && { doc }),
    rank: RANK.fair,
    commit: [".", " "].slice(0, field.type.kind === "record" ? 1 : 0),
  };
}

/** The comment of the declaration. */
function docOf(path: string, { known, actions }: Scope): string | undefined {
  const [section, name, more] = path.split(".");
  if (section === "action") return actionParts[name ?? ""]?.text;
  if (section === "args" && more === undefined) {
    const [only] = actions;
    return actions.length === 1 && only !== undefined ? `An argument of \`${only.name}\`.` : undefined;
  }
  const blocks = known.symbols.attributes.filter((each) => each.section === section);
  const fields = blocks.flatMap(({ record }) => record.fields.filter((field) => field.name.text === name));
  return more === undefined ? fields.find(({ doc }) => doc !== undefined)?.doc : undefined;
}

/** So many whole names are offered beside the roots. */
const mostWhole = 300;

/** Whole dotted names, those of the wanted type first; `fits` says which there are at all. */
export function wholeNames(
  scope: Scope,
  wanted: Type | undefined,
  fits: (field: Field, path: string) => boolean = () => true,
): readonly Offer[] {
  const found: Offer[] = [];
  for (const [root, type] of rootsWith(scope)) collect(root, type, scope, found, { wanted, fits }, 0);
  return found.slice(0, mostWhole);
}

function rootsWith(scope: Scope): readonly (readonly [string, Type])[] {
  const locals = [...scope.locals].filter(([, type]) => type.kind === "record");
  const roots = rootsOf(scope).flatMap((root) => {
    const type = typeOfRoot(root, scope);
    return type === undefined ? [] : [[root, type] as const];
  });
  return [...locals, ...roots];
}

const deepest = 4;

interface Filter {
  readonly wanted: Type | undefined;
  readonly fits: (field: Field, path: string) => boolean;
}

function collect(
  path: string,
  type: Type,
  scope: Scope,
  found: Offer[],
  filter: Filter,
  depth: number,
): void {
  if (type.kind !== "record" || depth > deepest || found.length > mostWhole) return;
  for (const [name, field] of type.fields) {
    const label = `${path}.${name}`;
    if (filter.fits(field, label)) {
      const exact = filter.wanted !== undefined && sameType(filter.wanted, field.type);
      found.push({
        ...attribute(label, label, field, scope),
        rank: exact ? RANK.good : RANK.fair,
        replaces: "dotted",
      });
    }
    collect(label, field.type, scope, found, filter, depth + 1);
  }
}

/** Attributes by whose values state may be kept apart: required, with a single value. */
export function keys(scope: Scope): readonly Offer[] {
  const fits = (field: Field, path: string): boolean =>
    !field.optional && isScalar(field.type) && !path.startsWith("impact.") && path !== "action.reversible";
  return wholeNames(scope, undefined, fits).map((offer) => ({ ...offer, rank: RANK.best }));
}

/** Attributes of these types alone. */
export function ofType(scope: Scope, is: (type: Type) => boolean): readonly Offer[] {
  return wholeNames(scope, undefined, ({ type }) => is(type)).map((offer) => ({ ...offer, rank: RANK.best }));
}
