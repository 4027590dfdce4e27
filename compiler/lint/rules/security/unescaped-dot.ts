// security/unescaped-dot: `matches "^api.corp.example$"`.

import { put } from "../../edits.js";
import { textQuestions } from "../../patterns.js";
import { changing, type LintRule } from "../../rule.js";

/** Escapes, classes, and a dot between the words of a name; one that is repeated was meant as it is. */
const PIECE = /\\.|\[(?:\\.|[^\]])*\]|(?<=[A-Za-z0-9-])\.(?=[A-Za-z]{2})/gsu;

export const unescapedDot: LintRule = {
  id: "security/unescaped-dot",
  title: "Dot of a name that stands for any letter",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `In a regular expression \`.\` is any character: \`^api.corp.example$\` also matches \`api-corp.example\`, which anybody can
register. In a rule that permits, write \`\\\\.\`, or compare a \`host\` by \`like\`.`,
  bad: `policy web { default block }
agent  { id: string }
action web.open(site: string) { effect read, reversible always }

rule own_site on web.open { when args.site matches "^api.corp.example$", allow }
//                                                 ^^^^^^^^^^^^^^^^^^^^ security/unescaped-dot
`,
  good: `policy web { default block }
agent  { id: string }
action web.open(site: string) { effect read, reversible always }

rule own_site on web.open { when args.site matches "^api\\\\.corp\\\\.example$", allow }
`,
  *check(context) {
    for (const { strings, leaning } of textQuestions(context, ["matches"])) {
      if (leaning !== "permits") continue;
      for (const { span, value } of strings) {
        const escaped = value.replaceAll(PIECE, (piece) => (piece === "." ? "\\." : piece));
        if (escaped === value) continue;
        const fixes = [{ title: "Escape the dots", edits: [put(span, JSON.stringify(escaped))] }];
        yield { span, message: "a dot here stands for any character", fixes: changing(fixes) };
      }
    }
  },
};
