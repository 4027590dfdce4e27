// Core expressions as a table holds them: only what rules use, and indices in place of symbols.

import type {
  Baseline,
  Classifier as TableClassifier,
  DataSet as TableData,
  Expr,
  GrantState,
  HistoryPattern,
  Ref,
} from "../../runtime/table/format.js";
import { type CoreExpr, mapOperands, operands } from "../hir/expr.js";
import type { CoreNeeds } from "../hir/needs.js";
import { Pool } from "./pool.js";
import type { Classifier, DataSet } from "../types/program.js";
import { dataSchema, typeSchema } from "./schema.js";

export interface EmittedExprs {
  readonly exprs: readonly Expr[];
  readonly data: readonly TableData[];
  readonly classifiers: readonly TableClassifier[];
  readonly baselines: readonly Baseline[];
  readonly histories: readonly HistoryPattern[];
  readonly grants: readonly GrantState[];
  /** The table's reference of a core expression that is used. */
  readonly refOf: (core: Ref) => Ref;
  /** The table's index of a grant that is used. */
  readonly grantOf: (grant: GrantState) => number;
}

/** Emits `roots`, and all that they are made of, in the order of the core; `needsOf` gives the table's index of needs. */
export function emitExprs(
  core: readonly CoreExpr[],
  roots: Iterable<Ref>,
  needsOf: (needs: CoreNeeds) => number,
): EmittedExprs {
  const at = (ref: Ref): CoreExpr => known(core[ref], ref);
  const refs = new Map<Ref, Ref>();
  const refOf = (ref: Ref): Ref => known(refs.get(ref), ref);
  const pools = new Symbols(refOf, needsOf);
  const exprs: Expr[] = [];
  for (const ref of [...used(at, roots)].sort((a, b) => a - b)) {
    refs.set(ref, exprs.push(pools.withIndices(mapOperands(at(ref), refOf))) - 1);
  }
  return { exprs, ...pools.emitted(), refOf, grantOf: (grant) => pools.grantOf(grant) };
}

/** The roots and all that they are made of; a pattern's `where` and a grant's `revoke` come with what names them. */
function used(at: (ref: Ref) => CoreExpr, roots: Iterable<Ref>): Set<Ref> {
  const found = new Set(roots);
  // A set walks what is added to it on the way.
  for (const ref of found) {
    const expr = at(ref);
    for (const operand of operands(expr)) found.add(operand);
    if (expr.op === "history" && expr.pattern.where !== undefined) found.add(expr.pattern.where);
    if (expr.op === "grant" && expr.grant.revoke !== undefined) found.add(expr.grant.revoke);
  }
  return found;
}

/** The pools of what expressions name. What a pattern or a grant refers to comes before it, as operands do. */
class Symbols {
  readonly #data = new Pool<TableData>();
  readonly #classifiers = new Pool<TableClassifier>();
  readonly #baselines = new Pool<Baseline>();
  readonly #histories = new Pool<HistoryPattern>();
  readonly #grants = new Pool<GrantState>();

  constructor(
    private readonly refOf: (core: Ref) => Ref,
    private readonly needsOf: (needs: CoreNeeds) => number,
  ) {}

  emitted(): Pick<EmittedExprs, "data" | "classifiers" | "baselines" | "histories" | "grants"> {
    return {
      data: this.#data.items,
      classifiers: this.#classifiers.items,
      baselines: this.#baselines.items,
      histories: this.#histories.items,
      grants: this.#grants.items,
    };
  }

  withIndices(expr: CoreExpr): Expr {
    switch (expr.op) {
      case "data":
      case "element":
      case "has-element":
      case "like-data":
        return { ...expr, data: this.#dataOf(expr.data) };
      case "classify":
        return { ...expr, classifier: this.#classifierOf(expr.classifier) };
      case "drift": {
        const { path, language, text } = expr.baseline;
        const key = JSON.stringify([path, language, text]);
        const baseline = this.#baselines.indexOf(key, () => ({ path, language, text }));
        return { op: "drift", baseline, permit: expr.permit };
      }
      case "history": {
        const { where, ...pattern } = expr.pattern;
        const own = { ...pattern, ...(where !== undefined && { where: this.refOf(where) }) };
        return { op: "history", pattern: this.#histories.indexOf(pattern.id, () => own) };
      }
      case "grant": {
        const { revoke, ...grant } = expr.grant;
        const own = { ...grant, ...(revoke !== undefined && { revoke: this.refOf(revoke) }) };
        return { op: "grant", grant: this.#grants.indexOf(keyOf(expr.grant), () => own), is: expr.is };
      }
      case "approved":
        return { op: "approved", needs: this.needsOf(expr.needs) };
      default:
        return expr;
    }
  }

  #dataOf({ name, type, values, keys, source, refresh }: DataSet): number {
    return this.#data.indexOf(name, () => ({
      name,
      schema: dataSchema(type),
      values,
      ...(keys !== undefined && { keys }),
      source,
      ...(refresh !== undefined && { refresh }),
    }));
  }

  #classifierOf({ name, params, result, asks, timeout }: Classifier): number {
    return this.#classifiers.indexOf(name, () => ({
      name,
      params: params.map((param) => ({ name: param.name, schema: typeSchema(param.type) })),
      result: typeSchema(result),
      ...{ asks, timeout },
    }));
  }

  grantOf(grant: GrantState): number {
    return this.#grants.indexOf(keyOf(grant), () => known<GrantState>(undefined, grant.id));
  }
}

/** One text for equal grants; what revokes one is a reference into the core. */
function keyOf(grant: GrantState): string {
  return JSON.stringify(grant);
}

/** What must be there: anything else is a fault of the lowering. */
function known<T>(value: T | undefined, name: string | number): T {
  if (value === undefined) throw new RangeError(`nothing is emitted for ${name}`);
  return value;
}
