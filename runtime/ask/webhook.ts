// The protocol of a classifier's webhook: one POST of JSON, one small JSON answer.
//
//   POST url, content-type: application/json      { "classifier": "injection", "args": { "text": "…" } }
//   200, a body of 64 KiB at most                 { "answer": 0.9 }

import type { SentArgs } from "../decide/request.js";
import { parseJson } from "../decide/json.js";

/** `fetch`, as far as it is used here. */
export type Fetch = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: "error";
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

const LARGEST = 64 * 1024;

/** @throws {Error} where there is no answer of that form. Redirects are not followed: they could lead off TLS. */
export async function askWebhook(
  url: string,
  question: { readonly classifier: string; readonly args: SentArgs },
  signal: AbortSignal,
  fetch: Fetch,
): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(question),
    redirect: "error",
    signal,
  });
  if (response.status !== 200) throw new Error(`the webhook answered ${String(response.status)}`);
  const json = parseJson(await textOf(response));
  if (!json.ok) throw new Error(`the webhook's answer ${json.reason}`);
  return answerIn(json.value);
}

function answerIn(value: unknown): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || !Object.hasOwn(value, "answer")) throw new Error("the webhook's answer has no `answer`");
  return (value as { readonly answer: unknown }).answer;
}

/** The body as UTF-8, read no further than the limit. */
async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let size = 0;
  // What leaves the loop cancels the body.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LARGEST) throw new Error("the webhook's answer is too large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
