// Asks classifiers: functions of the host, and web services, each within its deadline.

import { readAnswer, sentArgs } from "../decide/heard.js";
import type { SentArgs } from "../decide/request.js";
import type { Ask } from "../decide/hear.js";
import { withFloors } from "../table/floor.js";
import type { Classifier, TableFile } from "../table/format.js";
import { inTime } from "./in-time.js";
import { askWebhook, type Fetch } from "./webhook.js";

/**
 * Answers a classifier's question: a number for an `int`, a `decimal` (rounded to four places) or a `percent` (5 is 5 %), a
 * boolean for a `bool`, a text for a member of an enum. The arguments are as requests have them. What it throws, or answers
 * after `signal` has aborted, is no answer. `classifier` is the name in the policy, where one function answers several.
 */
export type ClassifierFunction = (
  args: SentArgs,
  call: { readonly signal: AbortSignal; readonly classifier: string },
) => unknown;

export interface ClassifierOptions {
  /** By the name after `host` in the policy. */
  readonly classifiers?: Readonly<Record<string, ClassifierFunction>> | undefined;
  /** What webhooks are asked with; the platform's own if left out. */
  readonly fetch?: Fetch | undefined;
}

/** The first classifier, of the policy or of a floor, whose host function is not passed in. */
export function unanswerable(
  table: TableFile,
  { classifiers: given = {} }: ClassifierOptions,
): { readonly classifier: string; readonly host: string } | undefined {
  for (const { name, asks } of withFloors(table).flatMap(({ classifiers }) => classifiers)) {
    if (asks.by === "host" && !(Object.hasOwn(given, asks.name) && typeof given[asks.name] === "function"))
      return { classifier: name, host: asks.name };
  }
  return undefined;
}

/** Puts questions to classifiers. */
export function classifierAsking(options: ClassifierOptions): Ask {
  return async (asked, args) => {
    const answer = await inTime(asked.timeout, (signal) =>
      put(asked, sentArgs(asked, args), signal, options),
    );
    return answer.ok ? readAnswer(asked.result, answer.value) : undefined;
  };
}

function put(
  { name, asks }: Classifier,
  args: SentArgs,
  signal: AbortSignal,
  { classifiers = {}, fetch = globalThis.fetch }: ClassifierOptions,
): unknown {
  if (asks.by === "webhook") return askWebhook(asks.url, { classifier: name, args }, signal, fetch);
  return classifiers[asks.name]?.(args, { signal, classifier: name });
}
