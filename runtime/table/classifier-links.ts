// What a table says of its classifiers, and what expressions ask them: single values in, a single value out.

import { isLoopback } from "../values/loopback.js";
import type { Classifier, Expr, TypeSchema } from "./format.js";
import { sortOfType, type Sort } from "./sort.js";

const RESULTS: ReadonlySet<TypeSchema["type"]> = new Set(["bool", "int", "decimal", "percent", "enum"]);

/** What is wrong with a classifier by itself. */
export function faultOfClassifier({ name, params, result, asks }: Classifier): string | undefined {
  if (!RESULTS.has(result.type)) return `the classifier ${name} answers with what nothing compares`;
  if (new Set(params.map((param) => param.name)).size < params.length)
    return `the classifier ${name} has two parameters of one name`;
  if (params.some(({ schema }) => ["list", "set", "record"].includes(schema.type)))
    return `the classifier ${name} takes what is no single value`;
  if (asks.by === "webhook" && !isSafe(asks.url))
    return `the classifier ${name} is asked over a network without TLS`;
  return undefined;
}

function isSafe(url: string): boolean {
  return url.startsWith("https://") || isLoopback(url);
}

type Question = Extract<Expr, { readonly op: "classify" }>;

/** What is wrong with a question, whose arguments have these sorts. */
export function faultOfQuestion(
  { classifier }: Question,
  classifiers: readonly Classifier[],
  sorts: readonly (Sort | undefined)[],
): string | undefined {
  const asked = classifiers[classifier];
  if (asked === undefined) return "points at what is not there";
  if (asked.params.length !== sorts.length) return "has another number of arguments";
  const misfit = asked.params.find(({ schema }, i) => sorts[i] !== "any" && sorts[i] !== sortOfType(schema));
  return misfit === undefined ? undefined : `asks with what is no ${misfit.schema.type}`;
}

export function sortOfAnswer({ classifier }: Question, classifiers: readonly Classifier[]): Sort {
  const asked = classifiers[classifier];
  return asked === undefined ? "any" : sortOfType(asked.result);
}
