// One report of diagnostics in the format that was asked for.

import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { Style } from "../style.js";
import { VERSION } from "../version.js";
import { github } from "./github.js";
import { plain, type Sources } from "./plain.js";
import { pretty } from "./pretty.js";
import { sarif } from "./sarif.js";

export type Format = "pretty" | "json" | "sarif" | "github";

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** `files` is how many policies were checked, for the closing line of the pretty form. */
export function report(checked: readonly Checked[], format: Format, style: Style): string {
  const all = checked.flatMap(({ diagnostics, sources }) => plain(diagnostics, sources));
  switch (format) {
    case "json":
      return `${JSON.stringify({ diagnostics: all }, null, 2)}\n`;
    case "sarif":
      return sarif(all, VERSION);
    case "github":
      return github(all);
    case "pretty": {
      const shown = checked.map(({ diagnostics, sources }) =>
        pretty(plain(diagnostics, sources), sources, style),
      );
      return [...shown.filter((text) => text !== ""), `${summary(checked, style)}\n`].join("\n");
    }
  }
}

function summary(checked: readonly Checked[], style: Style): string {
  const count = (severity: string): number =>
    checked.flatMap(({ diagnostics }) => diagnostics).filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const files = counted(checked.length, "policy", "policies");
  if (errors + warnings === 0) return `${style.green("✓")} ${files} checked, nothing to report`;
  const found = [counted(errors, "error", "errors"), counted(warnings, "warning", "warnings")].join(", ");
  return `${errors > 0 ? style.red("✗") : style.yellow("!")} ${files} checked: ${found}`;
}

export function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
