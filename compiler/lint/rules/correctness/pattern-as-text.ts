// correctness/pattern-as-text: `== "*.corp.example"`.

import { put } from "../../edits.js";
import { stringsOf } from "../../literals.js";
import { changing, type LintRule } from "../../rule.js";

const LIKE: Readonly<Record<string, string>> = {
  ...{ "==": "like", in: "like", "!=": "not like", "not in": "not like" },
};

/** A star where patterns have theirs: at an end, or beside a dot, slash or at sign. */
const PATTERN = /^\*|\*$|[./@]\*|\*[./@]/u;

export const patternAsText: LintRule = {
  id: "correctness/pattern-as-text",
  title: "Pattern compared as text",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `\`==\` and \`in\` compare letter by letter: a \`*\` is a star there, and no text of a request has one. The condition never holds;
a rule that restricts by it restricts nothing. Patterns stand after \`like\`.`,
  bad: `policy mail { default block }
agent  { id: string }
action email.send(to: string) { effect write, reversible always }

rule may_mail on email.send { allow }
rule no_lists on email.send { when args.to == "*@lists.corp.example", block "lists are for people" }
//                                            ^^^^^^^^^^^^^^^^^^^^^^ correctness/pattern-as-text
`,
  good: `policy mail { default block }
agent  { id: string }
action email.send(to: string) { effect write, reversible always }

rule may_mail on email.send { allow }
rule no_lists on email.send { when args.to like "*@lists.corp.example", block "lists are for people" }
`,
  *check(context) {
    for (const { expr } of context.expressions) {
      if (expr.kind !== "binary") continue;
      const op = LIKE[expr.op];
      const kind = context.typeOf(expr.left)?.kind;
      if (op === undefined || (kind !== "string" && kind !== "path")) continue;
      const found = stringsOf(expr.right).find(({ value }) => PATTERN.test(value));
      if (found === undefined) continue;
      yield {
        span: found.span,
        message: `\`${expr.op}\` takes the star for a star`,
        fixes: changing([{ title: `Compare by \`${op}\``, edits: [put(expr.opSpan, op)] }]),
      };
    }
  },
};
