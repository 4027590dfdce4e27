// A golden case as the text of a `test` block, to be laid out by the formatter: for people to read and to paste into a policy.

import type { Step, TestCase } from "../../runtime/testing/case.js";
import { attributeType } from "../../runtime/table/sort.js";
import { declarationOf } from "../../runtime/values/action-name.js";
import type { RecordSchema, RequestSchema, TypeSchema } from "../../runtime/table/format.js";
import { stepWords } from "../ast/forms.js";
import { durationText, stringText } from "../emit/words.js";

/** The block's lines; `comment` stands behind the last expectation. */
export function testBlock(
  { name, steps }: TestCase,
  form: RequestSchema,
  comment?: string,
): readonly string[] {
  const schema = resultIn(steps, form);
  const said = steps.flatMap((step, i) => {
    const isLast = i === steps.length - 1 && comment !== undefined;
    const lines = step.step === "result" ? resultLines(step, schema) : [stepText(step, form)];
    return lines.map((line) => `  ${line}${isLast ? ` // ${comment}` : ""}`);
  });
  return [`test ${stringText(name)} {`, ...said, "}"];
}

function stepText(step: Step, form: RequestSchema): string {
  switch (step.step) {
    case "agent":
    case "context":
    case "impact":
      return `${step.step} ${recordText(step.values, form[step.step])}`;
    case "action":
      return actionText(step, form);
    case "expect":
      return expectText(step);
    case "at":
      return `at time(${JSON.stringify(new Date(step.time).toISOString())})`;
    case "approve":
      return `approve by ${stringText(step.by)}${step.acknowledging ? " acknowledging irreversible" : ""}`;
    case "after":
      return `after ${durationText(step.duration)}`;
    case "outcome":
      return `outcome ${step.outcome}`;
    case "kill":
      return `kill ${scopeText(step, form)}`;
    case "revive":
      return `revive ${scopeText(step, form)}${step.by === undefined ? "" : ` by ${stringText(step.by)}`}`;
    case "result":
      throw new Error("a result has lines of its own");
  }
}

/** Rules are named in full. */
function expectText({ verdict, by, code, times }: Extract<Step, { readonly step: "expect" }>): string {
  const parts = [
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(code === undefined ? [] : [`code ${stringText(code)}`]),
    ...(times === 1 ? [] : [`times ${String(times)}`]),
  ];
  return ["expect", verdict, ...parts].join(" ");
}

/** Written as the attribute is in a request. */
function scopeText(
  { scope, value }: Extract<Step, { readonly step: "kill" | "revive" }>,
  form: RequestSchema,
): string {
  if (value === undefined) return scope;
  return `${scope} ${valueText(value, attributeType(form, undefined, scope))}`;
}

/** How the action last said declares its result. */
function resultIn(steps: readonly Step[], form: RequestSchema): TypeSchema | undefined {
  const name = steps.findLast((step) => step.step === "action")?.name ?? "";
  return form.actions[declarationOf(form.actions, name) ?? name]?.result;
}

/** A result that is no record can be said in a cases file alone. */
function resultLines(
  { outcome, value }: Extract<Step, { readonly step: "result" }>,
  schema: TypeSchema | undefined,
): readonly string[] {
  const record = typeof value === "object" && value !== null && !Array.isArray(value);
  const came =
    value === undefined
      ? "// nothing comes back"
      : record
        ? `result ${recordText(value, schema?.type === "record" ? schema : undefined)}`
        : `// the result is ${valueText(value, schema)}, which a cases file can say`;
  return outcome === "ok" ? [came] : ["outcome failed", came];
}

function actionText(
  { name, args, reversible }: Extract<Step, { readonly step: "action" }>,
  form: RequestSchema,
): string {
  const schema = form.actions[declarationOf(form.actions, name) ?? name]?.args;
  const trait = reversible === undefined ? "" : reversible ? " reversible" : " irreversible";
  return `action ${name}(${fieldTexts(args, schema).join(", ")})${trait}`;
}

function recordText(values: object, schema: RecordSchema | undefined): string {
  return `{ ${fieldTexts(values, schema).join(", ")} }`;
}

function fieldTexts(values: object, schema: RecordSchema | undefined): readonly string[] {
  return Object.entries(values).map(
    ([field, value]) => `${field}: ${valueText(value, schema?.fields[field]?.schema)}`,
  );
}

const WORD = /^[A-Za-z_]\w*$/;

/** As a request holds it; members of enums and amounts of money as a policy writes them. */
function valueText(value: unknown, schema: TypeSchema | undefined): string {
  if (isMember(value, schema)) return value;
  if (Array.isArray(value)) {
    const of = schema?.type === "list" || schema?.type === "set" ? schema.of : undefined;
    return `[${value.map((each) => valueText(each, of)).join(", ")}]`;
  }
  if (typeof value === "string") return stringText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return moneyText(value, schema) ?? recordText(value, schema?.type === "record" ? schema : undefined);
}

/** A word that begins a step is no operand. */
function isMember(value: unknown, schema: TypeSchema | undefined): value is string {
  return typeof value === "string" && schema?.type === "enum" && WORD.test(value) && !stepWords.has(value);
}

function moneyText(value: object, schema: TypeSchema | undefined): string | undefined {
  if (schema?.type !== "money" || !("amount" in value && "currency" in value)) return undefined;
  return `${grouped(String(value.amount))} ${String(value.currency)}`;
}

/** `10_000`: digits in threes, as policies write them. */
function grouped(number: string): string {
  const [whole = "", ...rest] = number.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, "_"), ...rest].join(".");
}
