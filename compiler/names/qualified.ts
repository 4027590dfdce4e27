// Qualified names: `POLICY.RULE` for the rules of the entry file, `STEM.RULE` for those of an imported one.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Span } from "../source/source.js";
import { stem } from "./file-path.js";
import type { Loaded, LoadedModule } from "./load.js";
import type { Report } from "./table.js";

/** What stands before the rules' names of each file; reports two files with rules whose prefixes are alike. */
export function prefixes(
  loaded: Loaded,
  isRule: (declaration: ast.Declaration) => boolean,
  report: Report,
): (module: LoadedModule) => string {
  const names = new Map(loaded.modules.map((module) => [module, prefixOf(module, module === loaded.entry)]));
  const taken = new Map<string, LoadedModule>();
  // The entry file, which is the last, comes first: so what is wrong is told at an import, whose file can be renamed.
  for (const module of [...loaded.modules.slice(-1), ...loaded.modules.slice(0, -1)]) {
    if (!module.module.declarations.some(isRule)) continue;
    const name = names.get(module) ?? "";
    const other = taken.get(name);
    if (other === undefined) taken.set(name, module);
    else reportAlike(module, other, name, report);
  }
  return (module) => names.get(module) ?? "";
}

function reportAlike(module: LoadedModule, other: LoadedModule, name: string, report: Report): void {
  const params = { name, path: module.file.path, other: other.file.path };
  report(
    diagnose("AP2006", placeOf(module), params, {
      related: [{ span: placeOf(other), message: `the rules of ${other.file.path} are named so here` }],
    }),
  );
}

/** Where a file gets its prefix: at its import, or at the policy's name. */
function placeOf(module: LoadedModule): Span {
  return module.importedAt ?? headerOf(module)?.name?.span ?? { file: module.file.path, start: 0, end: 0 };
}

function prefixOf(module: LoadedModule, isEntry: boolean): string {
  const own = isEntry ? headerOf(module)?.name?.text : undefined;
  return own === undefined || own === "" ? stem(module.file.path) : own;
}

/** The first `policy` block of a file. */
export function headerOf({ module }: LoadedModule): ast.FormDecl | undefined {
  return module.declarations.find((each) => each.kind === "form" && each.form === "policy") as
    ast.FormDecl | undefined;
}
