// Declarations that nothing uses.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { LoadedModule } from "../names/load.js";
import type { Report } from "../names/table.js";
import type { Names } from "./environment.js";

export type Kind = Parameters<Names["use"]>[0];

export interface Uses {
  readonly use: Names["use"];
  readonly has: (kind: Kind, name: string) => boolean;
}

export function noteUses(): Uses {
  const used = new Set<string>();
  return {
    use: (kind, name) => void used.add(`${kind} ${name}`),
    has: (kind, name) => used.has(`${kind} ${name}`),
  };
}

/** Warns of what the entry file declares and nothing uses. An imported file serves others too. */
export function warnOfUnused({ module }: LoadedModule, uses: Uses, report: Report): void {
  for (const declaration of module.declarations) {
    const kind = kindOf(declaration);
    if (kind === undefined || !("name" in declaration) || declaration.name.kind !== "ident") continue;
    const { span, text } = declaration.name;
    if (text === "" || uses.has(kind, text)) continue;
    const fixes = [{ title: "Remove it", edits: [{ span: declaration.span, newText: "" }] }];
    report(diagnose("AP3006", span, { what: kind, name: text }, { fixes }));
  }
}

function kindOf(declaration: ast.Declaration): Kind | undefined {
  switch (declaration.kind) {
    case "let":
    case "data":
    case "zone":
    case "classifier":
    case "detector":
    case "group":
    case "type":
      return declaration.kind;
    case "form":
      return declaration.form === "sandbox" || declaration.form === "approver" ? declaration.form : undefined;
    default:
      return undefined;
  }
}
