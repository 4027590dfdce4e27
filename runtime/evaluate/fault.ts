// Why an evaluation cannot end in a value: what becomes the decision's `decision.fault`.

/** Thrown within the evaluator alone; whoever asks it catches it, and nothing of it crosses the decision boundary. */
export class Fault extends Error {
  override readonly name = "Fault";
}
