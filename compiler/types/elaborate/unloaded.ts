// Data with `refresh` where nothing is loaded.

import { diagnose } from "../../diagnostics/diagnose.js";
import type { Span } from "../../source/source.js";
import type { DataSet } from "../declared.js";
import type { Checked } from "./checked.js";
import { refuse, usedHere, type Scope } from "./scope.js";

/** Refreshed data where a fault is decided, refused: nothing is loaded for that. */
export function unloaded({ name, refresh }: DataSet, span: Span, scope: Scope): Checked | undefined {
  if (refresh === undefined || scope.place !== "fault") return undefined;
  return refuse(scope, { span }, diagnose("AP2030", span, { name }, { related: usedHere(scope) }));
}
