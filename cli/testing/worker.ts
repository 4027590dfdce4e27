// What a worker thread of `agentpol test --parallel` does: it runs the units that it is sent.

import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "../exit.js";
import type { Message } from "./pool.js";
import type { SuiteResult } from "./result.js";
import { runUnit, type RunOptions, type Unit } from "./run.js";
import { suiteReader } from "./suites.js";

/** So often is told how many cases were run. */
const EVERY_MS = 100;

const options = workerData as RunOptions;
const read = suiteReader();

parentPort?.on("message", (unit: Unit) => {
  void answer(unit).then((message) => {
    parentPort?.postMessage(message);
  });
});

async function answer(unit: Unit): Promise<Message<SuiteResult>> {
  try {
    return { kind: "done", value: await runUnit(unit, read, options, { advance: counting() }) };
  } catch (error) {
    if (error instanceof InputError) return { kind: "refused", problem: error.problem, remedy: error.remedy };
    return { kind: "thrown", message: error instanceof Error ? error.message : String(error) };
  }
}

function counting(): () => void {
  let steps = 0;
  let at = Date.now();
  return () => {
    steps += 1;
    const now = Date.now();
    if (now - at < EVERY_MS) return;
    parentPort?.postMessage({ kind: "steps", steps } satisfies Message<SuiteResult>);
    steps = 0;
    at = now;
  };
}
