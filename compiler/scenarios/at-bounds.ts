// Requests exactly at the bounds of what a question about the past counts: there the smallest mistakes show.

import type { HistoryPattern, Table } from "../../runtime/table/format.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import { attributeType } from "../../runtime/table/sort.js";
import { sentForm } from "../../runtime/decide/sent-form.js";
import type { Seed } from "./seeds.js";
import { withValue } from "./values.js";

/** The request, with each attribute that is compared with a number or an amount in turn equal to that. */
export function atBounds({ where }: HistoryPattern, seed: Seed, table: Table): readonly Seed[] {
  const { exprs, schema } = table;
  if (where === undefined) return [];
  return Array.from(reachableFrom([where], exprs)).flatMap((ref) => {
    const compared = exprs[ref];
    if (compared?.op !== "compare") return [];
    const sides = [exprs[compared.left], exprs[compared.right]];
    const attribute = sides.find((side) => side?.op === "attribute");
    const bound = sides.find((side) => side?.op === "literal");
    if (attribute === undefined || typeof bound?.value !== "number") return [];
    const type = attributeType(schema, schema.actions[seed.action], attribute.path);
    if (type === undefined || /^(?:result|action)\./.test(attribute.path)) return [];
    return [{ ...seed, request: withValue(seed.request, attribute.path, sentForm(type, bound.value)) }];
  });
}
