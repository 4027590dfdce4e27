// Sandboxes with their `extends` worked in.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Related } from "../diagnostics/diagnostic.js";
import type { NamedForm } from "../names/symbols.js";
import { lookUp, type Table } from "../names/table.js";
import type { Span } from "../source/source.js";
import { ownBox, joinBoxes } from "./box.js";
import { clauseOf } from "./clauses.js";
import type { Context } from "./context.js";
import type { Names } from "./environment.js";
import type { Box } from "./program.js";
import type { Zones } from "./zones.js";

/** Boxes build on each other no deeper. */
const MAX_DEPTH = 100;

interface Building {
  readonly context: Context;
  readonly names: Names;
  readonly zones: Zones;
  readonly done: Map<string, Box | undefined>;
  /** Boxes that are being built, by name, with the place of the `extends` that led there. */
  readonly open: Map<string, Span>;
}

/** All sandboxes by name; `undefined` for one whose `extends` is wrong. */
export function resolveBoxes(context: Context, names: Names, zones: Zones): Table<Box> {
  const building: Building = { context, names, zones, done: new Map(), open: new Map() };
  for (const decl of context.symbols.sandboxes.values()) build(building, decl, decl.name.span);
  return building.done;
}

function build(building: Building, decl: NamedForm, use: Span): Box | undefined {
  const name = decl.name.text;
  if (building.done.has(name)) return building.done.get(name);
  building.open.set(name, use);
  const parents = clauseOf(decl, "extends")?.boxes.map((parent) => extended(building, parent)) ?? [];
  building.open.delete(name);
  const own = ownBox(building.context, building.names, building.zones, decl);
  const known = parents.filter((parent) => parent !== undefined);
  const box = known.length === parents.length ? joinBoxes(own, known) : undefined;
  building.done.set(name, box);
  return box;
}

/** A box that another extends; undefined where it is not there, is wrong, or closes a circle. */
function extended(building: Building, parent: ast.Ident): Box | undefined {
  const { context, open } = building;
  const { report, symbols } = context;
  context.use("sandbox", parent.text);
  const decl = lookUp(symbols.sandboxes, parent, "sandbox", report);
  if (decl === undefined) return undefined;
  if (open.has(parent.text)) {
    const related = circleOf(open, parent.text);
    report(diagnose("AP2008", parent.span, { what: "sandbox", name: parent.text }, { related }));
    return undefined;
  }
  if (open.size >= MAX_DEPTH && !building.done.has(parent.text)) {
    report(diagnose("AP2025", parent.span, { what: "sandboxes that extend each other", limit: MAX_DEPTH }));
    return undefined;
  }
  return build(building, decl, parent.span);
}

/** The steps of a circle that comes back to `name`. */
function circleOf(open: ReadonlyMap<string, Span>, name: string): readonly Related[] {
  const steps = [...open];
  const from = steps.findIndex(([step]) => step === name);
  return steps.slice(from + 1).map(([step, span]) => ({ span, message: `\`${step}\` is extended here` }));
}
