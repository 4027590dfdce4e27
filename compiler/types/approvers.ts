// Approvers: how a group is asked. Declared here; the asking is an enforcement point's work.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { replacement } from "../diagnostics/nearest.js";
import type { NamedForm } from "../names/symbols.js";
import type { Table } from "../names/table.js";
import { parseUrl } from "../../runtime/values/url.js";
import { clauseOf } from "./clauses.js";
import type { Checker } from "./checker.js";
import { readFallback } from "./fallback.js";
import { readDuration } from "./limits.js";
import type { Approver } from "./program.js";
import { readGroup } from "./verdicts.js";

/** How long an approver is waited for where the author does not say. */
const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_REASON = "nobody answered in time";

/** `undefined` stands for one in which a mistake was reported. */
export function resolveApprovers(checker: Checker): Table<Approver> {
  const { approvers } = checker.symbols;
  return new Map([...approvers].map(([name, form]) => [name, resolveApprover(checker, form)]));
}

function resolveApprover(checker: Checker, form: NamedForm): Approver | undefined {
  const name = form.name.text;
  const named = clauseOf(form, "group")?.group;
  const group = named && readGroup(checker, named);
  const webhook = clauseOf(form, "webhook")?.value;
  const address = webhook && readWebhook(checker, webhook);
  const waits = clauseOf(form, "timeout");
  const timeout = waits === undefined ? DEFAULT_TIMEOUT : readDuration(checker, waits.duration, "a timeout");
  const clause = clauseOf(form, "on_timeout");
  const onTimeout =
    clause === undefined
      ? { span: form.span, verdict: "block" as const, reason: DEFAULT_REASON }
      : readFallback(checker, clause, { name, reason: DEFAULT_REASON });
  if (!group || address === undefined || timeout === undefined || onTimeout === undefined) return undefined;
  const { reason } = onTimeout;
  // One that quotes was reported.
  if (typeof reason !== "string") return undefined;
  return { name, span: form.span, webhook: address, timeout, onTimeout: { ...onTimeout, reason }, group };
}

/** What it is sent may be as secret as the action, and its answer permits: both go over TLS alone. */
function readWebhook({ report }: Checker, { value, span }: ast.StringLit): string | undefined {
  const url = parseUrl(value);
  if (url.ok && url.value.scheme === "https") return value;
  const reason = url.ok ? `its scheme is ${url.value.scheme}` : url.reason;
  const isPlain = url.ok && url.value.scheme === "http" && value.startsWith("http:");
  const scheme = { ...span, start: span.start + 1, end: span.start + 1 + "http".length };
  const fixes = isPlain ? replacement(scheme, "https") : [];
  report(diagnose("AP3030", span, { reason }, { fixes }));
  return undefined;
}
