// Which boxes surely hold a request: those that bind attributes alone, each apart from the others, so that any choice of
// classes is a request. Of all other boxes a request has to be found.

import type { Expr } from "../../runtime/table/format.js";
import { hasClass } from "../atoms/class-set.js";
import type { Box } from "../atoms/region.js";
import type { Dimension } from "../atoms/space.js";
import type { Model } from "./model.js";

/** Does the box hold a request, whatever is not asked about? */
export function isPlain(box: Box, model: Model): boolean {
  const bound = Array.from(box.keys());
  const selections = bound.filter((place) => place >= model.dimensions.length - model.selections.length);
  const others = bound.filter((place) => !selections.includes(place));
  const dimensions = others.flatMap((place) => model.dimensions[place] ?? []);
  const state = dimensions.filter(isState);
  const paths = dimensions.flatMap(({ term }) => (term.kind === "attribute" ? [term.path] : []));
  return (
    dimensions.length === paths.length + state.length &&
    state.length <= 1 &&
    selections.length <= 1 &&
    selections.every((place) => hasClass(box.get(place) ?? [], YES)) &&
    !areNested(paths) &&
    !paths.some(isOfResult)
  );
}

/** The class of the answer yes. */
const YES = 2;

/** A grant is in each of its states sometimes, and people agree or do not: one such fact hangs on no other. */
function isState({ term, action, isGrant }: Dimension): boolean {
  return isGrant || exprOf(term, action.table.exprs)?.op === "approved";
}

function exprOf(term: Dimension["term"], exprs: readonly Expr[]): Expr | undefined {
  return term.kind === "expr" ? exprs[term.ref] : undefined;
}

/** Members of a result are there together, or none is. */
function isOfResult(path: string): boolean {
  return path === "result" || path.startsWith("result.");
}

/** What lies in a record hangs on whether the record is there. */
function areNested(paths: readonly string[]): boolean {
  return paths.some((path) => path.split(".").length > 2);
}
