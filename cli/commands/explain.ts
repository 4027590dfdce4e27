// `agentpol explain`: why a request is decided as it is, or what a diagnostic means.

import { visible } from "../../compiler/tabulate/visible.js";
import { catalog } from "../../compiler/diagnostics/catalog.js";
import { nearest } from "../../compiler/diagnostics/nearest.js";
import { parseJson } from "../../runtime/decide/json.js";
import type { Decision } from "../../runtime/decide/request.js";
import { InputError, type ExitCode } from "../exit.js";
import { readInput } from "../files.js";
import { explanationLines } from "../report/explanation.js";
import { approveAll, bench, explained, pose, refuseTwoStdins, tableOf } from "../requests.js";
import { styleFor, type Style } from "../style.js";

export interface ExplainOptions {
  readonly json: boolean;
}

export async function explain(subject: string, path: string, options: ExplainOptions): Promise<ExitCode> {
  return /^AP\d{4}$/i.test(subject)
    ? explainCode(subject.toUpperCase(), options)
    : explainRequest(subject, path, options);
}

function explainCode(code: string, { json }: ExplainOptions): ExitCode {
  const found = Object.entries(catalog).find(([known]) => known === code);
  if (found === undefined) {
    const near = nearest(code, Object.keys(catalog));
    throw new InputError(
      `there is no diagnostic ${code}`,
      near === undefined ? "codes look like AP2001" : `did you mean ${near}?`,
    );
  }
  const { severity, title, explain: text } = found[1];
  const style = styleFor(process.stdout);
  process.stdout.write(
    json
      ? `${JSON.stringify({ code, severity, title, explanation: text }, null, 2)}\n`
      : `${style.bold(`${code}: ${title}`)} ${style.dim(`(${severity})`)}\n\n${text}\n\nMore: docs/diagnostics/${code}.md\n`,
  );
  return 0;
}

async function explainRequest(policy: string, path: string, { json }: ExplainOptions): Promise<ExitCode> {
  refuseTwoStdins(policy, path);
  const table = await tableOf(policy);
  if (table === undefined) return 1;
  const parsed = parseJson(await readInput(path));
  if (!parsed.ok)
    throw new InputError(`${path === "-" ? "standard input" : path} is not JSON`, parsed.reason);
  const posed = pose(parsed.value, path);
  const posing = await bench(table);
  if (posed.time !== undefined) posing.clock.set(posed.time);
  posing.hear(posed.classifiers);
  await approveAll(table, posing, posed);
  const { explanation } = await explained(posing, posed);
  const style = styleFor(process.stdout);
  const text = json
    ? JSON.stringify(explanation, null, 2)
    : [
        ...decisionLines(explanation.decision, style),
        "",
        ...explanationLines(explanation, style, { onlyOfAction: false }),
      ].join("\n");
  process.stdout.write(`${text}\n`);
  return explanation.decision.fault === undefined ? 0 : 1;
}

function decisionLines({ verdict, enforced, rule, code, reason, fault }: Decision, style: Style): string[] {
  const mode = enforced === verdict ? "" : `; in shadow mode: ${enforced} is enforced`;
  const head = `${style.bold(verdict)} by ${style.bold(rule)}${code === rule ? "" : ` (${code})`}${mode}`;
  const told = fault === undefined ? [] : [`  ${visible(`${fault.path}: ${fault.message}`)}`];
  return [head, `  ${visible(reason)}`, ...told];
}
