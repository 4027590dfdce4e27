// The only way to make a diagnostic.

import type { Span } from "../source/source.js";
import { catalog, type CatalogCode, type ParamsOf } from "./catalog.js";
import type { Diagnostic, Fix, Related } from "./diagnostic.js";
import type { Entry } from "./entry.js";

/** Second places and fixes, which depend on the program and not on the prose. */
export interface Extras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Makes the diagnostic `code` at `span`; `params` are those of its message. */
export function diagnose<C extends CatalogCode>(
  code: C,
  span: Span,
  params: ParamsOf<C>,
  extras: Extras = {},
): Diagnostic {
  const entry = entryOf(code);
  const label = entry.label?.(params);
  const help = entry.help?.(params);
  return {
    code,
    severity: entry.severity,
    message: entry.message(params),
    span,
    ...(label !== undefined && { label }),
    related: extras.related ?? [],
    ...(help !== undefined && { help }),
    fixes: extras.fixes ?? [],
  };
}

/** `catalog[code]` with the link between a code and its parameters kept, which an index access loses. */
function entryOf<C extends CatalogCode>(code: C): Entry<ParamsOf<C>> {
  return catalog[code] as unknown as Entry<ParamsOf<C>>;
}
