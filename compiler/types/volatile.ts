// Volatile attributes: what an approval is not bound to, since it changes between the asking and the answer.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Symbols } from "../names/symbols.js";
import type { Report } from "../names/table.js";
import type { AttributePath } from "./typed-expr.js";

/**
 * The paths of the attributes that are marked `volatile`, sorted. Where several blocks declare one, all must mark it: what
 * one file binds approvals to, no other file lets go.
 */
export function volatilePaths({ attributes }: Pick<Symbols, "attributes">): readonly AttributePath[] {
  const marked = attributes.flatMap(({ section, record }) => markedIn(record, section));
  const unmarked = new Set(attributes.flatMap(({ section, record }) => unmarkedIn(record, section)));
  return [...new Set(marked)].filter((path) => !unmarked.has(path)).sort();
}

/** What lies in a volatile record goes with it. */
function markedIn({ fields }: ast.RecordType, path: string): readonly AttributePath[] {
  return fields.flatMap((field) => {
    const own = `${path}.${field.name.text}`;
    if (field.volatile !== undefined) return [own];
    return field.type.kind === "record" ? markedIn(field.type, own) : [];
  });
}

function unmarkedIn({ fields }: ast.RecordType, path: string): readonly AttributePath[] {
  return fields.flatMap((field) => {
    const own = `${path}.${field.name.text}`;
    if (field.volatile !== undefined) return [];
    return field.type.kind === "record" ? [own, ...unmarkedIn(field.type, own)] : [own];
  });
}

/** Reports a `volatile` that marks no attribute: in a type of its own, in an argument, within a list. */
export function refuseStrayVolatiles(declarations: readonly ast.Declaration[], report: Report): void {
  for (const declaration of declarations) {
    if (declaration.kind === "form" || declaration.kind === "test") continue; // There are no types in them.
    const attributes = declaration.kind === "attributes" ? attributesIn(declaration.record) : undefined;
    walk(declaration, (node) => {
      if (node.kind !== "field" || node.volatile === undefined || attributes?.has(node)) return;
      report(diagnose("AP2027", node.volatile, {}, { fixes: [removal(node.volatile)] }));
    });
  }
}

function attributesIn({ fields }: ast.RecordType): ReadonlySet<ast.Node> {
  return new Set(
    fields.flatMap((field) =>
      field.type.kind === "record" ? [field, ...attributesIn(field.type)] : [field],
    ),
  );
}

function removal(span: ast.Field["span"]): {
  title: string;
  edits: { span: ast.Field["span"]; newText: string }[];
} {
  return { title: "Remove `volatile`", edits: [{ span, newText: "" }] };
}
