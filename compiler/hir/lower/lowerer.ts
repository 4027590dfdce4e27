// What the lowering of one kind of expression may use of the whole.

import type { Ref } from "../../../runtime/table/format.js";
import type { LetInstance, TypedExpr } from "../../types/typed-expr.js";
import type { ExprPool } from "../pool.js";
import type { HistoryPatterns } from "../history-patterns.js";
import type { CoreNeeds } from "../needs.js";
import type { Scope } from "./scope.js";

export interface Lowerer {
  readonly pool: ExprPool;
  readonly histories: HistoryPatterns;
  /** What the uses of lets became: by let, and by the references of the arguments. */
  readonly uses: Map<LetInstance, Map<string, Ref>>;
  /** By the rule that has them: what a claim may ask about. */
  readonly needs: ReadonlyMap<string, CoreNeeds>;
  /** Lowers an operand. The checker bounds how deep expressions are, their lets included. */
  readonly part: (expr: TypedExpr, scope: Scope) => Ref;
}

export type Of<K extends TypedExpr["kind"]> = Extract<TypedExpr, { readonly kind: K }>;
