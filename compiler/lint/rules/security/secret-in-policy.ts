// security/secret-in-policy: a key or password as a literal.

import type { StringLit } from "../../../ast/ast.js";
import { walk } from "../../../ast/children.js";
import type { LintContext } from "../../context.js";
import type { LintRule } from "../../rule.js";

/** What each looks like; those that documentation shows are let be. */
const SECRETS: readonly (readonly [what: string, form: RegExp])[] = [
  ["an AWS access key", /\bAKIA[0-9A-Z]{16}\b/u],
  ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{50}/u],
  ["a GitLab token", /\bglpat-[\w-]{20}/u],
  ["a Slack token", /\bxox[baprs]-[A-Za-z0-9-]{10}/u],
  ["a key of a payment service", /\b[sr]k_live_[A-Za-z0-9]{16}/u],
  ["an API key", /\bsk-[A-Za-z0-9_-]{32}|\bAIza[\w-]{35}/u],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/u],
  ["a signed token", /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/u],
  ["a password in a URL", /\b[a-z][a-z+]*:\/\/[^\s/:@]+:[^\s/@]{3,}@/u],
];

export const secretInPolicy: LintRule = {
  id: "security/secret-in-policy",
  title: "Secret in the policy",
  recommended: "error",
  strict: "error",
  fixes: "none",
  why: `A policy is read by many, kept in version control for ever, and copied into tables and reports. A key that stands in it, in a
test too, is no secret any more: revoke it, and take another text. Keys that documentation shows, with \`EXAMPLE\` in them, are let
be.`,
  bad: `policy pay { default block }
agent  { id: string }
action payments.send(to: string, token: string) { effect write, reversible always }

rule may_pay on payments.send {
  when args.token == "sk_live_51H8xQ2eZvKYlo2C0"
  //                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ security/secret-in-policy
  allow
}
`,
  good: `policy pay { default block }
agent  { id: string, role: payer | reader }
action payments.send(to: string) { effect write, reversible always }

rule may_pay on payments.send { when agent.role == payer, allow }
`,
  *check(context) {
    for (const { span, value } of literalsIn(context)) {
      const found = SECRETS.find(([, form]) => form.test(value) && !/EXAMPLE/iu.test(value));
      if (found === undefined) continue;
      yield {
        span,
        message: `this looks like ${found[0]}`,
        help: "revoke it, and take a text that opens nothing",
      };
    }
  },
};

function literalsIn({ files }: LintContext): readonly StringLit[] {
  const found: StringLit[] = [];
  for (const { module } of files)
    walk(module, (node) => {
      if (node.kind === "string") found.push(node);
    });
  return found;
}
