// One policy of a family under all contenders: each writes and loads it and is checked, then they take turns.

import { join } from "node:path";
import { LIMIT } from "../contenders/all.js";
import type { FamilyOptions } from "../families/family.js";
import { Child } from "./child.js";
import type { Footprint, Round, Task, Written } from "./messages.js";
import { TOO_LONG } from "./limits.js";
import { summaryOf, type Summary } from "./summary.js";

export interface FieldOptions extends FamilyOptions {
  readonly contenders: readonly string[];
  readonly requests: number;
  readonly rounds: number;
  /** How long a contender decides in one turn: so long singly, and as long in a batch. */
  readonly turn: number;
  /** The program of a measuring process, and a folder for the policies. */
  readonly program: string;
  readonly folder: string;
  readonly tell: (line: string) => void;
}

export interface Result {
  readonly contender: string;
  readonly written?: Written;
  readonly footprint?: Footprint;
  readonly verdicts?: Readonly<Record<string, number>>;
  /** Undefined where it was left out, and `left` says why. */
  readonly summary?: Summary;
  /** Nanoseconds of a decision on values not met before. */
  readonly unseen?: number;
  readonly left?: string;
}

interface Running {
  readonly child: Child;
  readonly result: Result;
  readonly rounds: Round[];
  unseen?: number;
}

/** In seconds: loading includes that each request is decided without any engine. */
const PATIENCE = { write: 120, load: 180, check: 600, round: 60 };

/** In milliseconds; a decision may take thousands of times as long where an index is still to be made. */
const UNSEEN = 2_000;

/** @throws {Error} where a contender says another verdict than is to be said. */
export async function measureField(options: FieldOptions): Promise<readonly Result[]> {
  const started: (Running | Result)[] = [];
  for (const [index, contender] of options.contenders.entries()) {
    const file = join(options.folder, `${options.kind}-${options.rules}-${index}.txt`);
    started.push(await start({ ...options, contender, file }, options));
  }
  const running = started.filter((each) => "child" in each);
  try {
    await takeTurns(running, options);
    for (const each of running)
      each.unseen = await each.child.ask({ ask: "unseen", milliseconds: UNSEEN }, PATIENCE.check);
  } finally {
    for (const { child } of running) child.stop();
  }
  const limit = running.find(({ result }) => result.contender === LIMIT.name)?.rounds ?? [];
  return started.map((each) =>
    "child" in each
      ? { ...each.result, summary: summaryOf(each.rounds, limit), unseen: each.unseen ?? Number.NaN }
      : each,
  );
}

async function start(task: Task, { program, tell }: FieldOptions): Promise<Running | Result> {
  const { contender, kind, rules, requests, seed, file } = task;
  const plain: Task = { contender, kind, rules, requests, seed, file };
  let result: Result = { contender };
  const child = new Child(program);
  try {
    result = { ...result, written: await writtenBy(plain, program) };
    result = { ...result, footprint: await child.ask({ ask: "load", task: plain }, PATIENCE.load) };
    const { verdicts, cost, disagreement } = await child.ask({ ask: "check" }, PATIENCE.check);
    if (disagreement !== undefined)
      throw new Disagreement(`${contender}, ${kind}, ${rules} rules: ${disagreement}`);
    if (verdicts !== undefined) {
      tell(`  ${contender}: agrees on ${requests} requests`);
      return { child, result: { ...result, verdicts }, rounds: [] };
    }
    return left(child, result, `over ${TOO_LONG} ms (${(cost / 1e6).toFixed(0)} ms)`, tell);
  } catch (error) {
    if (error instanceof Disagreement) throw error;
    return left(child, result, error instanceof Error ? error.message : String(error), tell);
  }
}

class Disagreement extends Error {}

function left(child: Child, result: Result, why: string, tell: FieldOptions["tell"]): Result {
  child.stop();
  tell(`  ${result.contender}: left out, ${why}`);
  return { ...result, left: why };
}

/** In a process of its own, so that a compiler leaves nothing behind in the one that decides. */
async function writtenBy(task: Task, program: string): Promise<Written> {
  const child = new Child(program);
  try {
    return await child.ask({ ask: "write", task }, PATIENCE.write);
  } finally {
    child.stop();
  }
}

/** Each round begins with another contender, and has a turn of each. */
async function takeTurns(running: readonly Running[], { rounds, turn }: FieldOptions): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < running.length; place += 1) {
      const now = running[(round + place) % running.length];
      now?.rounds.push(await now.child.ask({ ask: "round", milliseconds: turn }, PATIENCE.round));
    }
  }
}
