// One scene under way: what was worked out so far, and what may still be gone over.

import type { Ref } from "../table/format.js";
import type { Value } from "../values/value.js";
import { Fault } from "./fault.js";
import type { Program } from "./program.js";
import type { Quantity } from "./quantity.js";
import type { Scene } from "./scene.js";

export interface Evaluation {
  readonly program: Program;
  readonly scene: Scene;
  /** Of what reads no variable. */
  readonly closed: Memo;
  /** Of what reads one, for the present members. */
  readonly open: Memo;
  readonly bound: ReadonlyMap<string, Value>;
  /** What could not be worked out when it was to be: a number out of range. */
  readonly faulty?: ReadonlySet<Ref>;
  /** How many members `any` and `all` may still go over. */
  readonly budget: { left: number };
}

interface Memo {
  readonly values: Map<Ref, Value | undefined>;
  readonly quantities: Map<Ref, Quantity | undefined>;
}

/** Members that all quantifiers of one decision together may go over; beyond, deciding would take seconds. */
const BUDGET = 1_000_000;

export function evaluation(program: Program, scene: Scene): Evaluation {
  return { program, scene, closed: memo(), open: memo(), bound: new Map(), budget: { left: BUDGET } };
}

/** The same, where the values of some expressions are known beforehand, or known to be unknown or a fault. */
export function evaluationKnowing(
  program: Program,
  scene: Scene,
  known: ReadonlyMap<Ref, { readonly value?: Value; readonly faulty?: true }>,
): Evaluation {
  const sound = Array.from(known).filter(([, { faulty }]) => faulty !== true);
  const values = new Map(sound.map(([ref, { value }]) => [ref, value]));
  const faulty = new Set(Array.from(known.keys()).filter((ref) => !values.has(ref)));
  return { ...evaluation(program, scene), closed: { values, quantities: new Map() }, faulty };
}

function memo(): Memo {
  return { values: new Map(), quantities: new Map() };
}

/**
 * The same, where the variable stands for the member.
 * @throws {Fault} where the members of one decision are too many.
 */
export function binding(variable: string, member: Value, at: Evaluation): Evaluation {
  at.budget.left -= 1;
  if (at.budget.left < 0) throw new Fault("lists too long to go over");
  return { ...at, open: memo(), bound: new Map(at.bound).set(variable, member) };
}
