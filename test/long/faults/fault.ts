// A fault planted in the engine: one slip of the pen that compiles, and that tests of a policy should notice.

export interface Fault {
  /** What goes wrong, as somebody would tell it who has met it. */
  readonly what: string;
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file once. */
  readonly from: string;
  readonly to: string;
}
