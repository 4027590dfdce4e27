// Holds sentences of the language's contract against policies: what a policy decides, told as steps of a golden case, and
// what is told of a mistake. Every decision is made by the table and by the reference interpreter.

import { expect } from "vitest";
import { Interpreter } from "../../compiler/interpret/interpret.js";
import { loadSql, parseSchema } from "../../runtime/facts/sql/index.js";
import { ready } from "../../runtime/facts/ready.js";
import { createRuntime, type Runtime } from "../../runtime/runtime.js";
import { createVirtualClock, type VirtualClock } from "../../runtime/state/clock.js";
import { createMemoryStore } from "../../runtime/state/memory.js";
import { runCase } from "../../runtime/testing/run.js";
import { standIns } from "../../runtime/testing/stand-ins.js";
import { compile, type Compilation } from "../../compiler/compile.js";
import { FILES, preludeFor } from "../docs/prelude.js";
import { play } from "./play.js";
import { reading, type Files } from "./problems.js";

const ENTRY = "main.agentpol";
const START = Date.parse("2026-01-01T00:00:00Z");
/** Who acts, and where, in a request under the prelude. */
const AGENT = { id: "a-1", role: "clerk", session: "s" };
const CONTEXT = { env: "dev", task: "t" };

/** Compiles `text`, behind what `test/docs/prelude.ts` declares of the world and the text does not. */
export function compiled(text: string, files: Files = {}, steps = ""): Compilation {
  const all = { ...FILES, ...files, [ENTRY]: preludeFor(text) + text + steps };
  return compile(ENTRY, { read: reading(all), parseSchema });
}

/** `AP2059 «context.ticket»` for each diagnostic; the prelude need not be used. */
export function told(text: string, files: Files = {}): readonly string[] {
  const prelude = preludeFor(text);
  const source = prelude + text;
  return compiled(text, files).diagnostics.flatMap(({ code, span }) => {
    const own = span.file === ENTRY && span.start >= prelude.length;
    if (!own && code === "AP3006") return [];
    return [`${code} «${span.file === ENTRY ? source.slice(span.start, span.end) : span.file}»`];
  });
}

/** The codes of all diagnostics. */
export const codes = (text: string, files: Files = {}): readonly string[] =>
  told(text, files).map((line) => line.slice(0, "AP0000".length));

/**
 * Under `policy`, each `expect` of `steps` holds. An agent and a context that fit the prelude stand before the steps. The
 * cases that `policy` has itself are not run.
 */
export async function holds(policy: string, steps: string, files: Files = {}): Promise<void> {
  await Promise.all([ready(), loadSql()]);
  const who = `agent ${JSON.stringify(AGENT)} context ${JSON.stringify(CONTEXT)}`.replace(
    /"(\w+)":/g,
    "$1: ",
  );
  const test = `\ntest "as the contract says" { ${who}\n${steps} }\n`;
  const compilation = compiled(policy, files, test);
  const { program, table, diagnostics, cases = [] } = compilation;
  const last = cases.at(-1);
  if (program === undefined || table === undefined || last === undefined)
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  const { failure } = await runCase(table, last);
  expect(failure && withoutExplanation(failure)).toBeUndefined();
  play(new Interpreter(program), last);
}

function withoutExplanation(failure: object): object {
  return { ...failure, explanation: "left out" };
}

export interface Deciding {
  readonly runtime: Runtime;
  readonly clock: VirtualClock;
}

/** A runtime of a policy, for what no golden case can say: obligations, reasons, and what else a decision holds. */
export async function deciding(policy: string, files: Files = {}): Promise<Deciding> {
  await Promise.all([ready(), loadSql()]);
  const { table, diagnostics } = compiled(policy, files);
  if (table === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const clock = createVirtualClock(START);
  const runtime = await createRuntime(table, { store: createMemoryStore(), clock, ...standIns(table) });
  return { runtime, clock };
}

/** A request that fits the prelude, but for what `more` says. */
export function request(name: string, args: object = {}, more: object = {}): object {
  return { agent: AGENT, context: CONTEXT, action: { name, args }, ...more };
}
