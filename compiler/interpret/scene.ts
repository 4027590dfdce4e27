// What an expression is read in: the attempt, what is bound, and who answers what it asks.

import type { Truth, Value } from "../../runtime/values/value.js";
import type { TypedExpr, TypedHistory } from "../types/typed-expr.js";
import type { Situation } from "./situation.js";

export interface Scene {
  readonly situation: Situation;
  /** Parameters of lets and variables of `any`/`all`: what each stands for. */
  readonly bound: ReadonlyMap<string, Bound>;
  readonly outcome?: "ok" | "failed";
  /** Of an earlier attempt. */
  readonly verdict?: string;
  /** What the past says; [0, 1] for `formerly`. */
  readonly history: (question: TypedHistory) => { readonly low: number; readonly high: number };
  /** What a classifier answers of these values; undefined where it does not. */
  readonly answer: Answer;
  /** Are the needs of the rule met? In asserts. */
  readonly approved: (rule: string) => boolean;
  readonly watch?: Watch;
}

/** Hears what each boolean expression came to: what tests count. */
export type Watch = (expr: TypedExpr, truth: Truth) => void;

/** The normal form of a classifier's answer to normal forms; undefined stands for none. */
export type Answer = (classifier: string, args: readonly Value[]) => Value | undefined;

export type Bound =
  | { readonly kind: "value"; readonly value: Value }
  /** A let's argument is read where the let was used. */
  | { readonly kind: "argument"; readonly expr: TypedExpr; readonly scene: Scene };

/** The scene inside a let: its parameters stand for the arguments of this use. */
export function inside(expr: Extract<TypedExpr, { readonly kind: "let" }>, scene: Scene): Scene {
  const bound = new Map(scene.bound);
  expr.instance.params.forEach((param, i) => {
    const argument = expr.args[i];
    if (argument !== undefined) bound.set(param, { kind: "argument", expr: argument, scene });
  });
  return { ...scene, bound };
}
