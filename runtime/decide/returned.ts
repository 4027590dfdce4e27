// What came back from an action: its form is checked here, and it joins the situation that it is decided in.

import type { ResultRewrite } from "../state/store.js";
import type { Json } from "../table/canonical.js";
import { guarded } from "./admit.js";
import { digestOfJson } from "./digest.js";
import { formOf, type Formed } from "./form.js";
import type { ReportInput } from "./request.js";
import type { Returned, Situation } from "./situation.js";
import { snapshot } from "./snapshot.js";

/** The situation in which the result of `situation` is decided, or what is wrong with the result. */
export function returnedIn(
  situation: Situation,
  { outcome, result }: ReportInput,
  rewrites: readonly ResultRewrite[],
): Formed<Situation> {
  const came = result === undefined ? NOTHING : readResult(situation, result);
  if (!came.ok) return came;
  const digest = digestOfJson({ action: situation.digest, outcome, result: came.value.sent });
  return { ok: true, value: { ...situation, digest, returned: { outcome, rewrites, ...came.value } } };
}

type Came = Pick<Returned, "value" | "sent">;

const NOTHING: Formed<Came> = { ok: true, value: {} };

/** Read once: what was checked is what is handed on. */
function readResult({ schema }: Situation, result: unknown): Formed<Came> {
  const { value: sent, fault } = snapshot(result);
  if (fault !== undefined || sent === undefined) {
    const { path = "", message = "expected plain data" } = fault ?? {};
    return { ok: false, fault: { path: path === "" ? "result" : `result.${path}`, message } };
  }
  return normal(schema.result, sent);
}

function normal(schema: Situation["schema"]["result"], sent: Json): Formed<Came> {
  if (schema === undefined) return { ok: true, value: { sent } };
  const formed = guarded(() => formOf(schema, sent, ["result"]));
  return formed.ok ? { ok: true, value: { sent, value: formed.value } } : formed;
}
