// key: what is counted or granted apart is counted together, or apart by another attribute.
//
//   by [agent.id, args.tool] → by args.tool        by agent.id → nothing, by agent.session

import type * as ast from "../../ast/ast.js";
import { replaced, withoutEach } from "../edits.js";
import type { Edit, Operator, Site } from "../mutation.js";

export const key: Operator = {
  name: "key",
  about: "a key is left out, or is another attribute",
  edits: (node, site) => {
    switch (node.kind) {
      case "window":
        return [...dropped(node.by, node.per, node.span), ...changed(node.by, site)];
      case "history":
        return [
          ...withoutEach(node.by),
          ...changed(
            node.by.map(({ attribute }) => attribute),
            site,
          ),
        ];
      case "scope":
        return isGrant(site) ? [...withoutEach(node.keys), ...changed(node.keys, site)] : [];
      default:
        return [];
    }
  },
};

function isGrant({ declaration }: Site): boolean {
  return declaration.kind === "form" && declaration.form === "grant";
}

/** Of several keys each, or the only one with its `by`. */
function dropped(keys: readonly ast.PathExpr[], before: ast.Expr, whole: ast.Node["span"]): readonly Edit[] {
  if (keys.length > 1) return withoutEach(keys);
  return keys.length === 0 ? [] : [{ span: { ...whole, start: before.span.end }, text: "" }];
}

/** The next attribute of the same section. */
function changed(keys: readonly ast.PathExpr[], { attributes, text }: Site): readonly Edit[] {
  const taken = keys.map(({ span }) => text(span));
  return keys.flatMap((path, i) => {
    const own = taken[i] ?? "";
    const section = own.slice(0, own.indexOf(".") + 1);
    const beside = attributes.filter(
      (each) => each.startsWith(section) && (each === own || !taken.includes(each)),
    );
    const other = beside[beside.indexOf(own) + 1] ?? beside[0];
    return other === undefined || other === own ? [] : [replaced(path, other)];
  });
}
