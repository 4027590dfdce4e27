// A policy as DMN: for each action a decision that gives the verdict, by the hit policy PRIORITY, which is how verdicts
// combine: of all rules that match, the most restrictive output.
//
//   verdict_of_A     a row for each rule; the default where no row permits
//   permitted_A      does a row permit? ANY, since all its rows say true; a decision of its own, as no row sees the others
//   with floors      each policy has the two, and verdict_of_A is the most restrictive of what they give

import { type Fallback, type Table, type TableFile } from "../../../runtime/table/format.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import { declarationOf, isActionPattern, overlap } from "../../../runtime/values/action-name.js";
import type { ActionOf } from "../../atoms/term.js";
import { needsWords, reasonWords } from "../obligations.js";
import { string } from "./feel.js";
import type { DmnDecision, DmnInput, DmnModel, DmnRule, DmnType, LeftOut } from "./model.js";
import { statementOf, type Statement } from "./rows.js";

export interface DmnStatement {
  readonly model: DmnModel;
  readonly leftOut: readonly LeftOut[];
}

/** @param shows which actions are wanted, by the names under which the policy declares them. */
export function dmnOf(table: TableFile, shows: (action: string) => boolean = () => true): DmnStatement {
  const layers = countedLayers(table);
  const names = new Names();
  const stated = Object.keys(table.schema.actions)
    .filter(shows)
    .map((action) => statedAction(action, table, layers, names));
  const decisions = stated.flatMap((each) => each.decisions);
  const inputData = Array.from(new Set(decisions.flatMap(({ requiredInputs }) => requiredInputs))).sort();
  const { name } = table.policy;
  return {
    model: { name, description: DESCRIPTION, inputData, decisions },
    leftOut: together(stated.flatMap(({ leftOut }) => leftOut)),
  };
}

const DESCRIPTION =
  "What the policy decides of requests that are valid, before anybody has approved of them, while no kill switch is tripped. " +
  "Inputs are the values of the request, texts in Unicode's normal form C; what is absent is null.";

/** A floor in shadow mode has no say in an enforced policy. */
function countedLayers(table: TableFile): readonly TableFile[] {
  const all = layersOf(table);
  return all.filter(
    ({ policy }, i) =>
      policy.mode === "enforce" || all.slice(0, i).every((above) => above.policy.mode === "shadow"),
  );
}

function layersOf(table: TableFile): readonly TableFile[] {
  return [table, ...(table.floor ? layersOf(table.floor) : [])];
}

/** Names of decisions: no two are equal. */
class Names {
  readonly #taken = new Set<string>();

  of(text: string): string {
    const plain = text.replace(/[^A-Za-z0-9]+/g, "_");
    let name = plain;
    for (let i = 2; this.#taken.has(name); i += 1) name = `${plain}_${String(i)}`;
    this.#taken.add(name);
    return name;
  }
}

// ─── One action ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Stated {
  readonly decisions: readonly DmnDecision[];
  readonly leftOut: readonly LeftOut[];
}

function statedAction(action: string, own: Table, layers: readonly TableFile[], names: Names): Stated {
  const schema = own.schema.actions[action];
  const seen = layers.map((table) => schema && seenIn(table, action, schema));
  const known = seen.flatMap((each) => each ?? []);
  if (known.length < layers.length) return { decisions: [], leftOut: [apart(action, own)] };
  if (known.length === 1) return layerDecisions(known, "", names)[0] ?? { decisions: [], leftOut: [] };
  const each = layerDecisions(known, " in ", names);
  const verdicts = each.flatMap(({ decisions }) => decisions.slice(-1));
  return {
    decisions: [...each.flatMap(({ decisions }) => decisions), combination(action, verdicts, names)],
    leftOut: each.flatMap(({ leftOut }) => leftOut),
  };
}

/** The action as a layer declares it; a layer that declares none has no rules on it. Undefined where it tells names apart. */
function seenIn(table: Table, action: string, schema: ActionOf["schema"]): ActionOf | undefined {
  const { actions } = table.schema;
  if (Object.hasOwn(actions, action)) return { table, name: action, schema: actions[action] ?? schema };
  if (isActionPattern(action))
    return Object.keys(actions).some((each) => overlap(each, action))
      ? undefined
      : { table, name: action, schema };
  const name = declarationOf(actions, action);
  return { table, name: name ?? action, schema: (name === undefined ? undefined : actions[name]) ?? schema };
}

function apart(action: string, { policy }: Table): LeftOut {
  return {
    ...{
      rule: "all rules",
      origin: policy.default.origin,
      verdict: policy.default.verdict,
      actions: [action],
    },
    reason: "its floor declares other wildcards",
    changes: true,
  };
}

function layerDecisions(seen: readonly ActionOf[], joint: string, names: Names): readonly Stated[] {
  return seen.map((action) => {
    const place = joint === "" ? "" : `${joint}${action.table.policy.name}`;
    const statement = statementOf(action);
    const decisions = decisionsOf(action, statement, place, names);
    const leftOut = statement.leftOut.map(({ rule, reason, changes }) => ({
      ...{ rule: rule.name, origin: rule.origin, verdict: rule.verdict, actions: [action.name] },
      ...{ reason, changes },
    }));
    return { decisions, leftOut };
  });
}

const PRIORITIES: readonly string[] = [...VERDICTS].reverse().map(string);

function decisionsOf(
  action: ActionOf,
  statement: Statement,
  place: string,
  names: Names,
): readonly DmnDecision[] {
  const { table, name } = action;
  const label = `${name}${place}`;
  const { rows, columns } = statement;
  // Where the default is the least restrictive verdict, it adds nothing to what permits.
  const asksPermitted = table.policy.default.verdict !== "allow" && rows.some(({ permits }) => permits);
  const permitted = asksPermitted ? [permittedDecision(label, statement, names)] : [];
  const inputs = inputsOf(Array.from(columns.keys()), columns);
  const asked = permitted.map((each) => ({
    label: each.label,
    expression: each.name,
    type: "boolean" as const,
  }));
  const fallback: DmnRule = {
    tests: [...inputs.map(() => "-"), ...permitted.map(() => "false")],
    output: string(table.policy.default.verdict),
    annotations: defaultAnnotations(table),
  };
  const stated = rows.map(({ tests, verdict, annotations }) => ({
    tests: [...Array.from(columns.keys(), (path) => tests.get(path) ?? "-"), ...permitted.map(() => "-")],
    output: string(verdict),
    annotations,
  }));
  const verdict: DmnDecision = {
    name: names.of(`verdict_of_${label}`),
    label,
    description: describe(table, name, statement),
    requiredInputs: sectionsOf(columns.keys()),
    requiredDecisions: permitted.map((each) => each.name),
    hitPolicy: "PRIORITY",
    inputs: [...inputs, ...asked],
    output: { type: "string", values: PRIORITIES },
    rules: [...inOrder(stated), fallback],
  };
  return [...permitted, verdict];
}

/** The most restrictive first: the order in which they decide. */
function inOrder(rules: readonly DmnRule[]): readonly DmnRule[] {
  return PRIORITIES.flatMap((verdict) => rules.filter(({ output }) => output === verdict));
}

function permittedDecision(label: string, { rows, columns }: Statement, names: Names): DmnDecision {
  const permitting = rows.filter(({ permits }) => permits);
  const paths = Array.from(columns.keys()).filter((path) => permitting.some(({ tests }) => tests.has(path)));
  return {
    name: names.of(`permitted_${label}`),
    label: `${label}: does a row permit?`,
    description: "Where no row permits, the default joins.",
    requiredInputs: sectionsOf(paths),
    requiredDecisions: [],
    hitPolicy: "ANY",
    inputs: inputsOf(paths, columns),
    output: { type: "boolean", values: [], default: "false" },
    rules: permitting.map(({ tests, annotations }) => ({
      tests: paths.map((path) => tests.get(path) ?? "-"),
      output: "true",
      annotations,
    })),
  };
}

/** Each of them decides for itself; the most restrictive verdict stands. */
function combination(action: string, verdicts: readonly DmnDecision[], names: Names): DmnDecision {
  const rules = PRIORITIES.flatMap((verdict) =>
    verdicts.map((_, i) => ({
      tests: verdicts.map((__, j) => (i === j ? verdict : "-")),
      output: verdict,
      annotations: ["", "", ""],
    })),
  );
  return {
    name: names.of(`verdict_of_${action}`),
    label: action,
    description: "The policy and its floors decide each for itself; the most restrictive verdict stands.",
    requiredInputs: [],
    requiredDecisions: verdicts.map(({ name }) => name),
    hitPolicy: "PRIORITY",
    inputs: verdicts.map(({ name, label }) => ({ label, expression: name, type: "string" })),
    output: { type: "string", values: PRIORITIES },
    rules,
  };
}

function inputsOf(paths: readonly string[], columns: ReadonlyMap<string, DmnType>): readonly DmnInput[] {
  return paths.map((path) => ({
    label: path,
    // What is not stated to be reversible is not.
    expression: path === "action.reversible" ? "action.reversible = true" : path,
    type: columns.get(path) ?? "string",
  }));
}

function sectionsOf(paths: Iterable<string>): readonly string[] {
  return Array.from(new Set(Array.from(paths, (path) => path.split(".")[0] ?? ""))).sort();
}

function defaultAnnotations({ policy, needs }: Table): readonly string[] {
  const { reason, needs: asked }: Fallback = policy.default;
  const waits = asked === undefined ? undefined : needs[asked];
  return ["default", reasonWords(reason), waits ? needsWords(waits) : ""];
}

function describe({ policy }: Table, action: string, { leftOut }: Statement): string {
  const missing = leftOut
    .filter(({ changes }) => changes)
    .map(({ rule, reason }) => `${rule.verdict} by ${rule.name} (${reason})`);
  const note = missing.length === 0 ? "" : ` NOT STATED HERE: ${missing.join("; ")}.`;
  return `What policy ${policy.name} decides of ${action}.${note}`;
}

/** One entry for a rule, with all its actions. */
function together(all: readonly LeftOut[]): readonly LeftOut[] {
  const entries = new Map<string, LeftOut>();
  for (const each of all) {
    const key = JSON.stringify([each.rule, each.origin, each.verdict, each.reason]);
    const before = entries.get(key);
    const actions = before?.actions.includes(each.actions[0] ?? "") ? [] : each.actions;
    entries.set(key, before === undefined ? each : { ...before, actions: [...before.actions, ...actions] });
  }
  return Array.from(entries.values());
}
