// A measuring process, as the command sees it.

import { fork, type ChildProcess } from "node:child_process";
import type { Checked, Footprint, Question, Round, Written } from "./messages.js";

/** What a question is answered with. */
interface Answers {
  readonly write: Written;
  readonly load: Footprint;
  readonly check: Checked;
  readonly round: Round;
  /** Nanoseconds of a decision. */
  readonly unseen: number;
}

type Told = { readonly value: unknown } | { readonly error: string };

/** V8 of Node 20 crashes where it inlines calls into Cedar's WebAssembly; memory is measured after garbage was collected. */
const FLAGS = ["--no-turbo-inline-js-wasm-calls", "--expose-gc"];

export class Child {
  readonly #process: ChildProcess;

  constructor(program: string) {
    this.#process = fork(program, { execArgv: FLAGS });
  }

  /** @throws {Error} where it fails, ends, or takes more than `seconds`. */
  ask<Q extends Question>(question: Q, seconds: number): Promise<Answers[Q["ask"]]> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        end(() => {
          reject(new Error(`${question.ask} takes more than ${seconds} s`));
        });
      }, seconds * 1000);
      const end = (then: () => void): void => {
        clearTimeout(late);
        this.#process.removeAllListeners();
        then();
      };
      this.#process.once("message", (told: Told) => {
        end(() => {
          if ("error" in told) reject(new Error(told.error));
          // Each question has its answer: the program at the other end is of the same build.
          else resolve(told.value as Answers[Q["ask"]]);
        });
      });
      this.#process.once("exit", (code, signal) => {
        end(() => {
          reject(new Error(`the process ended with ${signal ?? code ?? "nothing"}`));
        });
      });
      this.#process.send(question);
    });
  }

  stop(): void {
    this.#process.removeAllListeners();
    this.#process.kill("SIGKILL");
  }
}
