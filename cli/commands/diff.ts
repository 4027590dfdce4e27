// `agentpol diff`: what a change of a policy changes.

import type { TableFile } from "../../runtime/table/format.js";
import { ready } from "../../runtime/facts/ready.js";
import { diffTables, type Diff } from "../../compiler/verify/diff/diff.js";
import { InputError, type ExitCode } from "../exit.js";
import { readInput } from "../files.js";
import { progressOn } from "../progress.js";
import type { Reported } from "../report/diff-text.js";
import { diffJson } from "../report/diff-json.js";
import { diffMarkdown } from "../report/diff-markdown.js";
import { diffPretty } from "../report/diff-pretty.js";
import { tableOf } from "../requests.js";
import { styleFor } from "../style.js";
import { recordsIn, replay, type Replay } from "../trace.js";

export interface DiffOptions {
  readonly format: "pretty" | "json" | "markdown";
  readonly failOn?: "loosened" | "tightened" | "any";
  readonly trace?: string;
}

export async function diff(before: string, after: string, options: DiffOptions): Promise<ExitCode> {
  const { format, failOn, trace } = options;
  const inputs = [before, after, ...(trace === undefined ? [] : [trace])];
  if (inputs.filter((path) => path === "-").length > 1)
    throw new InputError("several inputs are standard input", "name files for all but one of them");
  await ready();
  const then = await tableOf(before);
  const now = await tableOf(after);
  if (then === undefined || now === undefined) return 1;
  const found = compared(then, now);
  const replayed = trace === undefined ? undefined : await replayedFrom(trace, then, now);
  const reported = { names: { before, after }, diff: found, ...(replayed && { trace: replayed }) };
  process.stdout.write(formatted(format, reported));
  return fails(failOn, reported) ? 1 : 0;
}

function compared(then: TableFile, now: TableFile): Diff {
  const total = new Set([...Object.keys(then.schema.actions), ...Object.keys(now.schema.actions)]).size;
  const progress = progressOn(process.stderr, total, "actions");
  const found = diffTables(then, now, { onProgress: progress.advance });
  progress.end();
  return found;
}

async function replayedFrom(path: string, then: TableFile, now: TableFile): Promise<Replay> {
  const records = recordsIn(await readInput(path), path === "-" ? "standard input" : path);
  const progress = progressOn(process.stderr, records.length, "records");
  const replayed = await replay(records, then, now, progress.advance);
  progress.end();
  return replayed;
}

function formatted(format: DiffOptions["format"], reported: Reported): string {
  switch (format) {
    case "json":
      return diffJson(reported);
    case "markdown":
      return diffMarkdown(reported);
    case "pretty":
      return diffPretty(reported, styleFor(process.stdout));
  }
}

/** What could not be told may be anything. */
function fails(failOn: DiffOptions["failOn"], { diff: found, trace }: Reported): boolean {
  if (failOn === undefined) return false;
  const { differences, changes, unresolved } = found;
  const directions = [...differences, ...changes, ...(trace?.flips ?? [])].map(({ direction }) => direction);
  return unresolved.length > 0 || directions.some((each) => failOn === "any" || each === failOn);
}
