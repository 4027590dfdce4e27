// `agentpol record-cases`: golden cases from recorded decisions.

import { Cover } from "../../compiler/coverage/cover.js";
import { goalsOf } from "../../compiler/coverage/goals.js";
import { planOf } from "../../compiler/coverage/plan-of.js";
import { isWritable, newCases, type CaseToWrite } from "../../compiler/cases/write-cases.js";
import { recorderOn, type Recorder } from "../../compiler/scenarios/recorded.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { InputError, type ExitCode } from "../exit.js";
import { linesOf } from "../lines.js";
import { compilePolicy, type CompiledPolicy } from "../load.js";
import { progressOn } from "../progress.js";
import { recordedText, SECRETS, type Recording, type Unlike } from "../report/recorded.js";
import { report } from "../report/report.js";
import { refuseTwoStdins } from "../requests.js";
import { saveCases } from "../save-cases.js";
import { styleFor } from "../style.js";
import { recordIn } from "../trace.js";

export interface RecordOptions {
  readonly policy: string;
  /** Left out: the cases go to standard output. */
  readonly output?: string;
  readonly json: boolean;
}

export async function recordCases(
  trace: string,
  { policy: path, output, json }: RecordOptions,
): Promise<ExitCode> {
  refuseTwoStdins(path, trace);
  if (json && output === undefined)
    throw new InputError("the cases and the report would both go to standard output", "name a file: -o FILE");
  if (path.endsWith(".json"))
    throw new InputError(
      `${path} is a compiled table`,
      "name the policy: what cases touch is told of its text",
    );
  await ready();
  const policy = await compilePolicy(path);
  const found = await recordingOf(trace, policy);
  if (found === undefined) {
    process.stderr.write(report([policy], "pretty", styleFor(process.stderr)));
    return 1;
  }
  const { cases, recording } = found;
  const name = policy.table?.policy.name ?? "";
  if (output !== undefined) saveCases(output, { file: path, name }, cases);
  else process.stdout.write(newCases({ file: path, name }, cases).text);
  const told = { ...recording, ...(output !== undefined && { output }) };
  if (json) process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
  else process.stderr.write(recordedText(told, styleFor(process.stderr)));
  return 0;
}

/** A case, and the line that it was recorded on. */
interface Candidate {
  readonly testCase: TestCase;
  readonly line: number;
}

/** So many records of which there is no case are told one by one. */
const MOST_TOLD = 1_000;

/** Undefined where the policy has errors. */
async function recordingOf(
  trace: string,
  { program, table }: CompiledPolicy,
): Promise<{ readonly cases: readonly CaseToWrite[]; readonly recording: Recording } | undefined> {
  if (program === undefined || table === undefined) return undefined;
  const plan = planOf(program, table);
  const recorder = await recorderOn(table, plan);
  const cover = new Cover<Candidate>();
  const tally = { records: 0, unlike: 0, unsayable: 0 };
  const unlike: Unlike[] = [];
  const unsayable: number[] = [];
  const name = trace === "-" ? "standard input" : trace;
  const progress = progressOn(process.stderr, undefined, "records");
  for await (const { number, text } of linesOf(trace)) {
    if (text.trim() === "") continue;
    const { posed, verdict } = recordIn(text, number, name);
    const tried = await recorder.tryOut({ ...posed, verdict });
    tally.records += 1;
    if (tried.kind === "case" && isWritable(tried.testCase))
      cover.offer({ testCase: tried.testCase, line: number }, tried.reached, text.length);
    else if (tried.kind === "unlike") {
      tally.unlike += 1;
      const { recorded, decided } = tried;
      if (unlike.length < MOST_TOLD) unlike.push({ line: number, recorded, decided });
    } else {
      tally.unsayable += 1;
      if (unsayable.length < MOST_TOLD) unsayable.push(number);
    }
    progress.advance();
  }
  progress.end();
  if (tally.records === 0)
    throw new InputError(`${name} holds no records`, "write them with agentpol eval --jsonl --record");
  const cases = await written(cover.chosen(), recorder, name);
  return {
    cases,
    recording: {
      ...{ records: tally.records, cases: cases.length },
      goals: { reached: cover.reached, total: goalsOf(plan).length },
      unlike: { count: tally.unlike, first: unlike },
      unsayable: { count: tally.unsayable, first: unsayable },
    },
  };
}

async function written(
  chosen: readonly Candidate[],
  { shortened }: Recorder,
  trace: string,
): Promise<readonly CaseToWrite[]> {
  const cases: CaseToWrite[] = [];
  for (const { testCase, line } of chosen)
    cases.push({
      testCase: await shortened(testCase),
      review: `copied from line ${String(line)} of ${trace}: ${SECRETS}`,
    });
  return cases;
}
