// security/unanchored-match: `matches` in a rule that permits, on a part of the text.

import { put } from "../../edits.js";
import { textQuestions } from "../../patterns.js";
import { changing, type LintRule } from "../../rule.js";

export const unanchoredMatch: LintRule = {
  id: "security/unanchored-match",
  title: "Permitted by a part of the text",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `\`matches\` looks for the expression anywhere in the text. A rule that permits by it permits every text that holds what is
looked for: \`"corp-report"\` is found in \`"drop; corp-report"\`. Begin the expression with \`^\` and end it with \`$\`.`,
  bad: `policy reports { default block }
agent  { id: string }
action report.run(name: string) { effect read, reversible always }

rule own_reports on report.run { when args.name matches "corp-[a-z]+", allow }
//                                                      ^^^^^^^^^^^^^ security/unanchored-match
`,
  good: `policy reports { default block }
agent  { id: string }
action report.run(name: string) { effect read, reversible always }

rule own_reports on report.run { when args.name matches "^corp-[a-z]+$", allow }
`,
  *check(context) {
    for (const { strings, leaning } of textQuestions(context, ["matches"])) {
      if (leaning !== "permits") continue;
      for (const { span, value } of strings) {
        const [, flags = "", pattern = ""] = /^(\(\?[a-z]+\))?(.*)$/su.exec(value) ?? [];
        const parts = alternativesOf(pattern);
        if (parts.every((part) => BEGINS.test(part) && ENDS.test(part))) continue;
        const anchored = JSON.stringify(`${flags}^${bare(pattern, parts.length)}$`);
        yield {
          span,
          message: "this permits every text that holds such a part",
          fixes: changing([{ title: `Match the whole text: ${anchored}`, edits: [put(span, anchored)] }]),
        };
      }
    }
  },
};

/** A beginning or an end that is left open by `.*` was left open on purpose. */
const BEGINS = /^\(*(?:\?:)?(?:\^|\\A|\.[*+])/u;
const ENDS = /(?:(?<!\\)\$|\\z|(?<!\\)\.[*+]\??)\)*$/u;

/** What `|` separates, outside of parentheses. */
function alternativesOf(pattern: string): readonly string[] {
  const parts: string[] = [];
  let open = "";
  let depth = 0;
  for (const [part] of pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|./gsu)) {
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    if (part !== "|" || depth > 0) open += part;
    else {
      parts.push(open);
      open = "";
    }
  }
  return [...parts, open];
}

/** What the anchors are put around. */
function bare(pattern: string, alternatives: number): string {
  if (alternatives > 1) return `(?:${pattern})`;
  return pattern.replace(/^\^/u, "").replace(/(?<!\\)\$$/u, "");
}
