// A recorded request as a golden case: it stands alone, from fresh state, and is decided as it was recorded; or it is said
// why there is no such case.

import { Collector } from "../coverage/collect.js";
import { goalsOf } from "../coverage/goals.js";
import type { Plan, Slot } from "../coverage/plan.js";
import type { ReportInput } from "../../runtime/decide/request.js";
import type { TableFile } from "../../runtime/table/format.js";
import { permits, VERDICTS, type Verdict } from "../../runtime/table/verdict.js";
import type { TestCase } from "../../runtime/testing/case.js";
import { caseRunner, type CaseRunner } from "../../runtime/testing/run.js";
import { attempt, caseOf, recordOf, type Move, type Played, type Sent } from "./move.js";
import { playerOf, type Player } from "./player.js";

export interface RecordedRequest {
  readonly request: unknown;
  /** Epoch milliseconds. */
  readonly time?: number;
  readonly approvals: Approvals;
  readonly report?: ReportInput & { readonly approvals: Approvals };
  /** As recorded; absent where it was not. */
  readonly verdict?: string | undefined;
}

type Approvals = readonly { readonly by: string; readonly acknowledges: readonly "irreversible"[] }[];

export type Tried =
  /** The goals that the case reaches, in order. */
  | { readonly kind: "case"; readonly testCase: TestCase; readonly reached: readonly Slot[] }
  /** From fresh state the policy decides otherwise than was recorded. */
  | { readonly kind: "unlike"; readonly recorded: string; readonly decided: string }
  /** No steps of a case put this request. */
  | { readonly kind: "unsayable" };

export interface Recorder {
  readonly tryOut: (record: RecordedRequest) => Promise<Tried>;
  /** The case without its time, where that changes neither what is decided nor what is reached. */
  readonly shortened: (testCase: TestCase) => Promise<TestCase>;
}

/** What `ready()` loads must be loaded. */
export async function recorderOn(table: TableFile, plan: Plan): Promise<Recorder> {
  const play = await playerOf(table);
  const run = await caseRunner(table);
  const goals = goalsOf(plan).map(({ slot }) => slot);
  const tryOut: Recorder["tryOut"] = async (record) => {
    const request = sayable(record.request);
    if (request === undefined) return { kind: "unsayable" };
    const played = await playedAlone(record, request, play);
    const decided = verdictOf(played, "attempt");
    const { verdict } = record;
    if (decided === undefined) return { kind: "unsayable" };
    if (verdict !== undefined && verdict !== decided) return { kind: "unlike", recorded: verdict, decided };
    const testCase = caseOf(nameOf(request, played), played, { by: true });
    const counts = await countsOf(testCase, run, plan);
    const reached = counts && goals.filter((slot) => (counts[slot] ?? 0) > 0);
    return reached === undefined ? { kind: "unsayable" } : { kind: "case", testCase, reached };
  };
  return { tryOut, shortened: (testCase) => withoutTime(testCase, run, plan) };
}

// ─── Playing ────────────────────────────────────────────────────────────────────────────────────────────────────

/** People agree where that was recorded, and something waits for them; a result comes back where the action may run. */
async function playedAlone(
  { time, approvals, report, verdict }: RecordedRequest,
  request: Sent,
  play: Player,
): Promise<readonly Played[]> {
  const begun: Move[] = [...(time === undefined ? [] : [{ do: "at", time } as const]), attempt(request)];
  const first = await play(begun);
  const before = verdictOf(first, "attempt");
  const waits = approvals.length > 0 && before !== verdict && !isPermitted(before);
  const moves = waits ? [...begun, ...approvals.map(agreement), attempt(request)] : begun;
  const decided = waits ? await play(moves) : first;
  if (report === undefined || !isPermitted(verdictOf(decided, "attempt"))) return decided;
  const { outcome, result } = report;
  const ended: Move = { do: "report", outcome, ...(result !== undefined && { result }) };
  const returned = await play([...moves, ended]);
  if (report.approvals.length === 0 || verdictOf(returned, "report") !== "escalate") return returned;
  return play([...moves, ended, ...report.approvals.map(agreement), ended]);
}

function agreement({ by, acknowledges }: Approvals[number]): Move {
  return { do: "approve", by, acknowledging: acknowledges.includes("irreversible") };
}

function isPermitted(verdict: string | undefined): boolean {
  const known = VERDICTS.find((each) => each === verdict);
  return known !== undefined && permits(known);
}

/** What was decided last of such a move. */
function verdictOf(played: readonly Played[], of: "attempt" | "report"): Verdict | undefined {
  return deciding(played, of)?.verdict;
}

function deciding(played: readonly Played[], of: "attempt" | "report") {
  const answers = played.flatMap((each) => (each.move.do === of ? each.answers : []));
  return answers.flatMap((answer) => (answer.kind === "decided" ? [answer] : [])).at(-1);
}

function nameOf({ action }: Sent, played: readonly Played[]): string {
  const { verdict, rule } = deciding(played, "attempt") ?? { verdict: "?", rule: "?" };
  return `${String(recordOf(action).name)}: ${verdict} by ${rule}`;
}

// ─── Cases ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function withoutTime(testCase: TestCase, run: CaseRunner, plan: Plan): Promise<TestCase> {
  const [first, ...steps] = testCase.steps;
  if (first?.step !== "at") return testCase;
  const timeless = { ...testCase, steps };
  const counts = await countsOf(timeless, run, plan);
  const timed = await countsOf(testCase, run, plan);
  return counts !== undefined && counts.join() === timed?.join() ? timeless : testCase;
}

/** By slot; undefined where the case is not decided as it expects. */
async function countsOf(
  testCase: TestCase,
  run: CaseRunner,
  plan: Plan,
): Promise<readonly number[] | undefined> {
  const collector = new Collector(plan);
  const { failure } = await run(testCase, { decided: collector.observe });
  return failure === undefined ? collector.counts.seen : undefined;
}

const MEMBERS: ReadonlySet<string> = new Set(["id", "time", "agent", "context", "impact", "action"]);
const OF_ACTION: ReadonlySet<string> = new Set(["name", "args", "reversible"]);

/** The request, if it has the members that steps can say, each of them an object; undefined where it has others. */
function sayable(request: unknown): Sent | undefined {
  const { agent = {}, context = {}, impact = {}, action } = recordOf(request);
  const { name, args = {}, reversible = false } = recordOf(action);
  const isSaid =
    [agent, context, impact, args].every((each) => recordOf(each) === each) &&
    typeof name === "string" &&
    typeof reversible === "boolean" &&
    Object.keys(recordOf(request)).every((member) => MEMBERS.has(member)) &&
    Object.keys(recordOf(action)).every((member) => OF_ACTION.has(member));
  return isSaid ? (recordOf(request) as Sent) : undefined;
}
