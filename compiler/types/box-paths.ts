// The paths of a sandbox: patterns, those that begin at home, and what lies below a path that a request states.

import type { BoxPath } from "../../runtime/table/format.js";
import { parsePathGlobs } from "../../runtime/values/home-glob.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { itemRemoval } from "../diagnostics/fixes.js";
import type { NamedForm } from "../names/symbols.js";
import { clauseOf } from "./clauses.js";
import type { Context } from "./context.js";
import { describeType } from "./describe-type.js";
import { elaborateAttribute } from "./elaborate/index.js";
import { declaredAsPath } from "./elaborate/home.js";
import type { Names } from "./environment.js";
import { mendedFixes, mendedPathPattern } from "./mended.js";

/** A directory and all that is in it. */
const ALL_BELOW = "/**";

const HOME = "context.home";

/** The paths of a clause in their normal form; those in which a mistake was reported are left out. */
export function readPaths(
  { report }: Context,
  names: Names,
  decl: NamedForm,
  kind: "read" | "write" | "hide",
): readonly BoxPath[] {
  const entries = clauseOf(decl, kind)?.entries ?? [];
  // An empty one is the parser's own placeholder: it has been reported.
  return entries.flatMap((entry, at) => {
    if (entry.span.start === entry.span.end) return [];
    return entry.kind === "path" ? readAttribute(names, entry, withoutIt(at)) : readPattern(entry);
  });

  /** The box without an entry that grants; one that hides stays until its author mends it. */
  function withoutIt(at: number): readonly Fix[] {
    return kind === "hide" ? [] : itemRemoval("Remove it", entries, at);
  }

  function readPattern(entry: ast.StringLit): readonly BoxPath[] {
    const globs = parsePathGlobs(entry.value);
    if (!globs.ok) {
      const fixes = mendedFixes(entry, mendedPathPattern);
      report(diagnose("AP2015", entry.span, { what: "path pattern", reason: globs.reason }, { fixes }));
      return [];
    }
    const home = homeOf(names, entry);
    return globs.value.flatMap(({ kind: from, text }): readonly BoxPath[] => {
      if (from !== "home") return [text];
      return home ? [{ attribute: HOME, pattern: text }] : [];
    });
  }
}

/** Is the home declared that a pattern from home reads besides the usual homes? */
function homeOf(names: Names, { value, span }: ast.StringLit): boolean {
  const { context, report } = names;
  const type = context.fields.get("home")?.type;
  if (!value.startsWith("~") || type === undefined || type.kind === "error") return false;
  if (type.kind === "path") return true;
  report(diagnose("AP2091", span, { found: describeType(type) }, { fixes: declaredAsPath(names) }));
  return false;
}

/** Every request has it, whatever it attempts, and it is a path. */
function readAttribute(names: Names, path: ast.PathExpr, fixes: readonly Fix[]): readonly BoxPath[] {
  const section = path.parts[0]?.text;
  const refused = (reason: string): readonly BoxPath[] => {
    const text = path.parts.map((part) => part.text).join(".");
    names.report(diagnose("AP3100", path.span, { path: text, reason }, { fixes }));
    return [];
  };
  if (section === "args" || section === "impact" || section === "action")
    return refused("a box is the same for every action, and names attributes of the agent and the context");
  const attribute = elaborateAttribute(path, {
    names,
    actions: names.actions,
    place: "guard",
    present: new Set(),
    locals: new Map(),
  });
  if (attribute === undefined || attribute.type.kind === "error") return [];
  if (attribute.type.kind !== "path") return refused(`it is ${describeType(attribute.type)}, and no path`);
  if (attribute.optional !== undefined) return refused("it may be absent");
  return [{ attribute: attribute.path, pattern: ALL_BELOW }];
}
