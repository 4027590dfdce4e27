// security/plain-http: `like "http://…"` in a rule that permits.

import { put } from "../../edits.js";
import { textQuestions } from "../../patterns.js";
import { changing, type LintRule } from "../../rule.js";

export const plainHttp: LintRule = {
  id: "security/plain-http",
  title: "Permitted without encryption",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `Whoever sits on the way reads what an agent sends over \`http:\`, and answers in the name of the server: whatever comes back
instructs the agent. Permit \`https:\`. Nothing is said of \`localhost\`.`,
  bad: `policy web { default block }
agent  { id: string }
action web.get(page: string) { effect read, reversible always }

rule docs on web.get { when args.page like "http://docs.corp.example/*", allow }
//                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ security/plain-http
`,
  good: `policy web { default block }
agent  { id: string }
action web.get(page: string) { effect read, reversible always }

rule docs on web.get { when args.page like "https://docs.corp.example/*", allow }
`,
  *check(context) {
    for (const { expr, strings, leaning } of textQuestions(context, ["==", "in", "like"])) {
      if (leaning !== "permits") continue;
      const isScheme = expr.left.kind === "call" && expr.left.callee.text === "scheme";
      for (const { span, value } of strings) {
        const isPlain = isScheme ? value === "http" : /^http:\/\/(?!localhost|127\.|\[::1\])/u.test(value);
        if (!isPlain) continue;
        const text = JSON.stringify(value.replace("http", "https"));
        yield {
          span,
          message: "this permits an unencrypted connection",
          fixes: changing([{ title: `Write ${text}`, edits: [put(span, text)] }]),
        };
      }
    }
  },
};
