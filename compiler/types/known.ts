// What is known of a policy's names and types, where there are mistakes too: for editors.

import type * as ast from "../ast/ast.js";
import type { Symbols } from "../names/symbols.js";
import type { Table } from "../names/table.js";
import type { Checker } from "./checker.js";
import type { Action, Box, Classifier, DataSet, Group } from "./program.js";
import { actionsOf } from "./actions.js";
import { typeResolver } from "./resolve-type.js";
import { selecting } from "./selectors.js";
import type { RecordType, Type } from "./type.js";

export interface Known {
  readonly symbols: Symbols;
  readonly agent: RecordType;
  readonly context: RecordType;
  readonly impact: RecordType;
  readonly actions: readonly Action[];
  readonly data: ReadonlyMap<string, DataSet>;
  readonly classifiers: ReadonlyMap<string, Classifier>;
  /** With what they extend; undefined where one is wrong. */
  readonly boxes: Table<Box>;
  /** The built-in ones and the declared. */
  readonly detectors: readonly string[];
  /** The scopes that kill switches have: `all`, `agent.role`, … */
  readonly killScopes: ReadonlySet<string>;
  /** With their members; those in which there is a mistake are left out. */
  readonly groups: readonly Group[];
  /** What a type that is written out stands for; reports nothing. */
  readonly resolveType: (type: ast.TypeExpr) => Type;
  /** The actions that a selector picks; reports nothing. */
  readonly select: (selector: ast.Selector) => readonly Action[];
  /** The type of each expression that was checked; whoever asks waits for the whole check. */
  readonly types: ReadonlyMap<ast.Expr, Type>;
}

/** `types` gives those of all expressions, once it is asked. */
export function knownOf(
  { symbols, names, killScopes, groups, boxes }: Checker,
  types: () => Known["types"],
): Known {
  const { agent, context, impact, data, classifiers, detectors } = names;
  return {
    ...{ symbols, agent, context, impact, data, classifiers, boxes, killScopes },
    actions: names.actions,
    detectors: [...detectors.keys()],
    groups: [...groups.values()].filter((group) => group !== undefined),
    resolveType: typeResolver(
      symbols,
      () => undefined,
      () => undefined,
    ),
    select: selecting(actionsOf(names.actions), () => undefined),
    get types() {
      return types();
    },
  };
}
