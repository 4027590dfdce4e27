// What was heard from outside before the rules were asked: the answers of classifiers, by the questions that were put.

import type { Question } from "../evaluate/questions.js";
import { canonicalJson, type Json } from "../table/canonical.js";
import type { Classifier, TypeSchema } from "../table/format.js";
import type { Value } from "../values/value.js";
import { formOf } from "./form.js";
import { sentForm } from "./sent-form.js";
import type { Policy } from "./policy.js";
import type { ClassifierFact, SentArgs } from "./request.js";

/** Answers by the question's key; what is not there is unknown. */
export type Heard = ReadonlyMap<string, Value>;

export const UNHEARD: Heard = new Map();

export function sentArgs({ params }: Classifier, args: readonly Value[]): SentArgs {
  const members = params.flatMap(({ name, schema }, i): [string, Json][] => {
    const arg = args[i];
    return arg === undefined ? [] : [[name, sentForm(schema, arg)]];
  });
  return Object.fromEntries(members);
}

/** One text for each question, which other questions do not have. */
export function questionKey(policy: Policy, { classifier, args }: Question): string {
  const asked = policy.table.classifiers[classifier];
  return asked === undefined ? "" : keyOf(asked.name, sentArgs(asked, args));
}

/** The answer to a question, or undefined where there is none. */
export function answerTo(policy: Policy, heard: Heard, question: Question): Value | undefined {
  const asked = policy.table.classifiers[question.classifier];
  if (asked === undefined) return undefined;
  return heard.get(questionKey(policy, question)) ?? heard.get(asked.name);
}

/** Facts as answers; what does not fit its classifier is no answer. */
export function heardFrom({ table }: Policy, facts: readonly ClassifierFact[]): Heard {
  const heard = new Map<string, Value>();
  for (const { classifier, args, answer } of facts) {
    const asked = table.classifiers.find(({ name }) => name === classifier);
    const value = asked && readAnswer(asked.result, answer);
    if (value !== undefined) heard.set(args === undefined ? classifier : keyOf(classifier, args), value);
  }
  return heard;
}

function keyOf(name: string, args: SentArgs): string {
  return `${name} ${canonicalJson(args)}`;
}

/**
 * The normal form of an answer, or undefined where it is none of the classifier's type. A decimal or percent is rounded to
 * four places, as models know no exact ones.
 */
export function readAnswer(result: TypeSchema, answer: unknown): Value | undefined {
  if (typeof answer === "number" && (result.type === "decimal" || result.type === "percent")) {
    const scaled = Math.round(answer * SCALE);
    return Number.isSafeInteger(scaled) ? scaled + 0 : undefined;
  }
  if (typeof answer !== "number" && typeof answer !== "string" && typeof answer !== "boolean")
    return undefined;
  if (typeof answer === "number" && !Number.isFinite(answer)) return undefined;
  const read = formOf(result, answer, []);
  return read.ok ? read.value : undefined;
}

const SCALE = 10_000;
