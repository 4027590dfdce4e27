// Zones: named sets of hosts, and the places where hosts and zones stand together.

import { parseHostPattern, type HostPattern } from "../../runtime/values/host-pattern.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { lookUp, type Table } from "../names/table.js";
import type { Context } from "./context.js";
import { mendedFixes, mendedHostPattern } from "./mended.js";

export type Zones = Table<readonly HostPattern[]>;

export function resolveZones(context: Context): Zones {
  const entry = ([name, decl]: [string, ast.ZoneDecl]): [string, readonly HostPattern[]] => [
    name,
    decl.entries.flatMap((literal) => readHost(context, literal)),
  ];
  return new Map([...context.symbols.zones].map(entry));
}

/** The pattern of a host literal; reports a malformed one. */
function readHost({ report }: Context, literal: ast.StringLit): readonly HostPattern[] {
  if (literal.span.start === literal.span.end) return [];
  const parsed = parseHostPattern(literal.value);
  if (parsed.ok) return [parsed.value];
  const fixes = mendedFixes(literal, mendedHostPattern);
  report(diagnose("AP2015", literal.span, { what: "host pattern", reason: parsed.reason }, { fixes }));
  return [];
}

/** What `reach` lists: host patterns, those of zones worked in, or all (`any`). */
export function readReach(
  context: Context,
  zones: Zones,
  { entries }: { readonly entries: readonly (ast.Ident | ast.StringLit)[] },
): readonly HostPattern[] | "any" {
  const patterns = entries.map((entry) => {
    if (entry.kind === "string") return readHost(context, entry);
    return entry.text === "any" ? "any" : zonePatterns(context, zones, entry);
  });
  return patterns.includes("any") ? "any" : patterns.filter((each) => each !== "any").flat();
}

function zonePatterns(context: Context, zones: Zones, name: ast.Ident): readonly HostPattern[] {
  context.use("zone", name.text);
  return lookUp(zones, name, "zone", context.report) ?? [];
}
