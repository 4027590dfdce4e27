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
        if (begins(pattern) && ends(pattern)) continue;
        const anchored = JSON.stringify(`${flags}^${bare(pattern)}$`);
        yield {
          span,
          message: "this permits every text that holds such a part",
          fixes: changing([{ title: `Match the whole text: ${anchored}`, edits: [put(span, anchored)] }]),
        };
      }
    }
  },
};

function begins(pattern: string): boolean {
  return /^\(*(?:\?:)?(?:\^|\\A)/u.test(pattern) && !hasAlternatives(pattern);
}

function ends(pattern: string): boolean {
  return /(?:(?<!\\)\$|\\z)\)*$/u.test(pattern) && !hasAlternatives(pattern);
}

/** \`^a|b$\` is anchored on one side of each. */
function hasAlternatives(pattern: string): boolean {
  let depth = 0;
  for (const [part] of pattern.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()|]/gsu)) {
    if (part === "(") depth += 1;
    else if (part === ")") depth -= 1;
    else if (part === "|" && depth === 0) return true;
  }
  return false;
}

/** What the anchors are put around. */
function bare(pattern: string): string {
  if (hasAlternatives(pattern)) return `(?:${pattern})`;
  return pattern.replace(/^\^/u, "").replace(/(?<!\\)\$$/u, "");
}
