// `agentpol table`: the decision table as people read it.

import { dmnOf } from "../../compiler/tabulate/dmn/state.js";
import { dmnXml } from "../../compiler/tabulate/dmn/xml.js";
import { hitRows } from "../../compiler/tabulate/hits.js";
import { tabulate } from "../../compiler/tabulate/tabulate.js";
import type { TableView } from "../../compiler/tabulate/view.js";
import { visible } from "../../compiler/tabulate/visible.js";
import { parseJson } from "../../runtime/decide/json.js";
import type { TableFile } from "../../runtime/table/format.js";
import { overlap } from "../../runtime/values/action-name.js";
import { InputError, type ExitCode } from "../exit.js";
import { readInput } from "../files.js";
import { htmlTable } from "../report/table/html.js";
import type { Shown } from "../report/table/legend.js";
import { markdownTable } from "../report/table/markdown.js";
import { terminalTable } from "../report/table/terminal.js";
import { approveAll, bench, explained, pose, refuseTwoStdins, tableOf } from "../requests.js";
import { styleFor } from "../style.js";

export interface TableOptions {
  readonly format: "pretty" | "markdown" | "html" | "json";
  /** A file with a request, or `-`. */
  readonly request?: string;
  /** Patterns over names of actions, with commas. */
  readonly action?: string;
  /** Columns of the terminal. */
  readonly width?: number;
  /** Written instead, for other programs. */
  readonly emit?: "dmn";
}

export async function table(policy: string, options: TableOptions): Promise<ExitCode> {
  const { request, action, format, width, emit } = options;
  if (request !== undefined) refuseTwoStdins(policy, request);
  const file = await tableOf(policy);
  if (file === undefined) return 1;
  const wanted = wantedBy(action, file);
  if (emit === "dmn") return emitDmn(file, wanted);
  const view = tabulate(file, wanted);
  const answer = request === undefined ? undefined : await answered(file, view, request);
  process.stdout.write(printed(answer ?? { view, hits: new Set(), isFault: false }, format, width));
  return answer?.isFault === true ? 1 : 0;
}

type Answer = Shown & { readonly isFault: boolean };

function printed(shown: Answer, format: TableOptions["format"], width: number | undefined): string {
  switch (format) {
    case "pretty":
      return terminalTable(shown, styleFor(process.stdout), width ?? terminalWidth());
    case "markdown":
      return markdownTable(shown);
    case "html":
      return htmlTable(shown);
    case "json": {
      const { view, hits, decided } = shown;
      const asked = decided === undefined ? {} : { decided, hits: Array.from(hits) };
      return `${JSON.stringify({ ...view, ...asked }, null, 2)}\n`;
    }
  }
}

/** The model goes to standard output; what it could not state, to standard error. */
function emitDmn(file: TableFile, wanted: ((action: string) => boolean) | undefined): ExitCode {
  const { model, leftOut } = dmnOf(file, wanted);
  process.stdout.write(dmnXml(model));
  const style = styleFor(process.stderr);
  const told = leftOut.map(({ rule, origin, verdict, actions, reason, changes }) => {
    const head = changes ? style.yellow("left out") : style.dim("left out, and changes no verdict");
    const what = verdict === "none" || verdict === "note" ? rule : `${verdict} by ${rule}`;
    return `${head}: ${visible(`${what} on ${actions.join(", ")} (${origin}): ${reason}`)}\n`;
  });
  process.stderr.write(told.join(""));
  return 0;
}

/** Where nobody looks at a terminal, what fits most of them. */
const USUAL_WIDTH = 100;

function terminalWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : USUAL_WIDTH;
}

/** Which actions a selector names, by the names under which the policy and its floors declare them. */
function wantedBy(selector: string | undefined, file: TableFile): ((action: string) => boolean) | undefined {
  if (selector === undefined) return undefined;
  const patterns = selector.split(",").map((pattern) => pattern.trim());
  const wanted = (action: string): boolean => patterns.some((pattern) => overlap(pattern, action));
  const declared = Object.keys(file.schema.actions);
  if (!declared.some(wanted))
    throw new InputError(`no action is called ${selector}`, `the policy declares ${declared.join(", ")}`);
  return wanted;
}

/** The rows that a request hits, decided as `explain` decides it. */
async function answered(file: TableFile, view: TableView, path: string): Promise<Answer> {
  const parsed = parseJson(await readInput(path));
  if (!parsed.ok)
    throw new InputError(`${path === "-" ? "standard input" : path} is not JSON`, parsed.reason);
  const posed = pose(parsed.value, path);
  const posing = await bench(file);
  if (posed.time !== undefined) posing.clock.set(posed.time);
  posing.hear(posed.classifiers);
  await approveAll(file, posing, posed);
  const { explanation, onResult } = await explained(posing, posed);
  const { verdict, rule, reason, fault } = explanation.decision;
  const action = actionOf(posed.request);
  const decided = {
    action: `${onResult ? "result of " : ""}${action || "the request"}`,
    verdict,
    rule,
    reason,
  };
  const hits = hitRows(view, explanation, { action, onResult });
  return { view, hits, decided, isFault: fault !== undefined };
}

/** The action that a request names; empty where it names none. */
function actionOf(request: unknown): string {
  const { action } = (request ?? {}) as { readonly action?: { readonly name?: unknown } | null };
  return typeof action?.name === "string" ? action.name : "";
}
