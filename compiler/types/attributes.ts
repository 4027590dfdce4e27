// The attributes of a request: all `agent`, `context` and `impact` blocks, merged over the files.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { rewriting } from "../diagnostics/fixes.js";
import type { Span } from "../source/source.js";
import type { Context } from "./context.js";
import { sameType } from "./same-type.js";
import { showType, writtenType } from "./show-type.js";
import type { Field, RecordType } from "./type.js";

export interface Attributes {
  readonly agent: RecordType;
  readonly context: RecordType;
  /** Every attribute is optional: a prediction may be missing. */
  readonly impact: RecordType;
  /** Where each is declared first, by its path. */
  readonly places: ReadonlyMap<string, Span>;
}

export function mergeAttributes(context: Context): Attributes {
  const places = new Map<string, Span>();
  const section = (name: ast.AttributesDecl["section"]): RecordType =>
    mergeSection(
      context,
      context.symbols.attributes.filter((each) => each.section === name),
      places,
    );
  return {
    agent: section("agent"),
    context: section("context"),
    impact: allOptional(section("impact")),
    places,
  };
}

/** One record of all blocks: what one block requires is required; open where one is. */
function mergeSection(
  context: Context,
  blocks: readonly ast.AttributesDecl[],
  places: Map<string, Span>,
): RecordType {
  const fields = new Map<string, Field>();
  for (const { section, record } of blocks) {
    const type = context.resolveType(record);
    if (type.kind !== "record") continue;
    for (const [name, field] of type.fields) {
      const earlier = fields.get(name);
      const path = `${section}.${name}`;
      const decl = record.fields.find((each) => each.name.text === name);
      const span = decl?.name.span ?? record.span;
      const first = places.get(path) ?? span;
      places.set(path, first);
      if (earlier !== undefined && !sameType(earlier.type, field.type)) {
        const place = { section, name, span, first, type: decl?.type.span };
        reportConflict(context, place, earlier, field);
      }
      fields.set(name, {
        type: earlier?.type ?? field.type,
        optional: field.optional && (earlier?.optional ?? true),
      });
    }
  }
  return { kind: "record", fields, open: blocks.some(({ record }) => record.open !== undefined) };
}

interface Conflict {
  readonly section: string;
  readonly name: string;
  readonly span: Span;
  readonly first: Span;
  /** Of the later declaration. */
  readonly type: Span | undefined;
}

function reportConflict({ report }: Context, conflict: Conflict, earlier: Field, later: Field): void {
  const { section, name, span, first, type } = conflict;
  const params = { path: `${section}.${name}`, first: showType(earlier.type), second: showType(later.type) };
  const related = [{ span: first, message: `declared as \`${params.first}\` here` }];
  const written = writtenType(earlier.type);
  const fixes =
    type && written !== undefined ? rewriting(`Declare it as \`${written}\`, too`, type, written) : [];
  report(diagnose("AP2010", span, params, { related, fixes }));
}

function allOptional(record: RecordType): RecordType {
  const fields = [...record.fields].map(([name, { type }]) => [name, { type, optional: true }] as const);
  return { ...record, fields: new Map(fields) };
}
