// What runs of the same cases on many policies of one form have in common: the requests, each made and read once.

import { Admissions } from "../decide/admissions.js";
import type { Step } from "./case.js";

export class Recall {
  readonly admissions = new Admissions();
  readonly #requests = new WeakMap<readonly Step[], Map<number, object>>();

  /** What is attempted at a place of these steps, which is the same in each run of them. */
  requestAt(steps: readonly Step[], place: number, made: () => object): object {
    const known = this.#requests.get(steps) ?? new Map<number, object>();
    this.#requests.set(steps, known);
    const request = known.get(place) ?? made();
    known.set(place, request);
    return request;
  }
}
