// The reasons of verdicts whose author gave none: plain sentences that name the rule.

import type { FormKeyword } from "../ast/ast.js";
import type { TypedVerdict } from "./program.js";

/** What a form does when it decides, for the reason of its verdict. */
const SUBJECTS: Partial<Record<FormKeyword, string>> = {
  cap: "over the cap",
  quorum: "more approvals are needed by",
  reversibility: "an acknowledged approval is needed by",
  throttle: "the limit is used up of",
  boundary: "outside the boundary",
  drift: "the change departs from the schema of",
  grant: "the grant has ended of",
};

const VERBS: Readonly<Record<TypedVerdict["verdict"], string>> = {
  allow: "permitted by",
  redact: "redacted by",
  sandbox: "sandboxed by",
  throttle: "held back by",
  escalate: "held for approval by",
  block: "blocked by",
};

/** `name` is the rule's qualified name. */
export function defaultReason(form: FormKeyword, verdict: TypedVerdict["verdict"], name: string): string {
  return `${SUBJECTS[form] ?? VERBS[verdict]} ${name}`;
}

export const DEFAULT_REASONS = {
  default: "no rule permits this action",
  onError: "this action could not be decided",
} as const;
