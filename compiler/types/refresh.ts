// `data … refresh 5m`: sets whose content is a fact of the runtime's, and how old it may be.

import type { DataSet } from "./declared.js";
import type { Names } from "./environment.js";
import type { Context } from "./context.js";
import { readDuration } from "./limits.js";

/** The sets of `names`, with what their declarations say of refreshing; one in which that is wrong is as if it said nothing. */
export function withRefresh({ symbols, report }: Context, names: Names): ReadonlyMap<string, DataSet> {
  return new Map(
    [...names.data].map(([name, set]) => {
      const age = symbols.data.get(name)?.refresh;
      const refresh = age && readDuration({ names, report }, age, "`refresh`");
      return [name, refresh === undefined ? set : { ...set, refresh }];
    }),
  );
}
