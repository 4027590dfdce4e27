// security/open-ended-prefix: `like "/srv/app*"`, `like "https://api.corp.example*"`.

import { put } from "../../edits.js";
import { textQuestions } from "../../patterns.js";
import { changing, type LintRule } from "../../rule.js";

export const openEndedPrefix: LintRule = {
  id: "security/open-ended-prefix",
  title: "Prefix that ends within a name",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `\`/srv/app*\` also fits \`/srv/app-of-somebody-else\`, and \`https://api.corp.example*\` fits
\`https://api.corp.example.evil.example/\`. In a rule that permits, end the folder or the host with \`/\` before the star.`,
  bad: `policy files { default block }
agent  { id: string }
action files.read(path: path) { reads path, effect read, reversible always }

rule own_files on files.read { when args.path like "/srv/app*", allow }
//                                                 ^^^^^^^^^^^ security/open-ended-prefix
`,
  good: `policy files { default block }
agent  { id: string }
action files.read(path: path) { reads path, effect read, reversible always }

rule own_files on files.read { when args.path like "/srv/app/**", allow }
`,
  *check(context) {
    for (const { expr, strings, leaning } of textQuestions(context, ["like"])) {
      if (leaning !== "permits") continue;
      const star = context.typeOf(expr.left)?.kind === "path" ? "**" : "*";
      for (const { span, value } of strings) {
        const closed = closedPrefix(value, star);
        if (closed === undefined) continue;
        const text = JSON.stringify(closed);
        yield {
          span,
          message: "this fits longer names, too",
          fixes: changing([{ title: `Write ${text}`, edits: [put(span, text)] }]),
        };
      }
    }
  },
};

function closedPrefix(pattern: string, star: string): string | undefined {
  const url = /^(https?:\/\/[^/*?]*[A-Za-z0-9])\*+$/u.exec(pattern);
  if (url?.[1] !== undefined) return `${url[1]}/*`;
  const path = /^([~/][^*?]*[A-Za-z0-9])\*+$/u.exec(pattern);
  return path?.[1] === undefined ? undefined : `${path[1]}/${star}`;
}
