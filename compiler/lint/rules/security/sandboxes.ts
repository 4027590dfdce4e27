// security/wide-sandbox and security/secret-in-sandbox: boxes that hold little.

import type * as ast from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { without } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

const SHELL = `policy shell { default block }
agent   { id: string }
context { task: string }
action  shell.exec(command: command) { runs command, effect execute, reversible always }

grant work on shell.exec { inside box, scope context.task, expires 2h, else block "the grant has ended" }
`;

/** The whole machine, the system's own files, everybody's home. */
const WIDE = /^(?:\/|\/?\*\*|\/\*\*|\/(?:etc|usr|bin|sbin|lib|boot|root|home|Users|var)\/\*\*|~\/\*\*|~)$/u;

export const wideSandbox: LintRule = {
  id: "security/wide-sandbox",
  title: "Sandbox that lets everything be written or reached",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `A sandbox in which the system's files or whole home folders may be written, or any host be reached, holds nothing: what runs
in it can change what starts at the next login, and send away what it reads. Name the folders and hosts that the task needs.`,
  bad: `${SHELL}
sandbox box { read ["/usr/**"], write ["/**"] }
//                                     ^^^^^ security/wide-sandbox
`,
  good: `${SHELL}
sandbox box { read ["/usr/**"], write ["/srv/work/**"] }
`,
  *check(context) {
    for (const { form, clauses } of context.forms) {
      if (form !== "sandbox") continue;
      for (const clause of clauses) {
        if (clause.kind !== "write" && clause.kind !== "reach") continue;
        const { kind } = clause;
        const wide = clause.entries.find((entry: ast.Node) => isWide(entry, kind));
        if (wide === undefined) continue;
        const what =
          clause.kind === "write"
            ? "everything of the system's or of its users may be written"
            : "any host may be reached";
        yield { span: wide.span, message: `in this sandbox ${what}` };
      }
    }
  },
};

function isWide(entry: ast.Node, kind: "write" | "reach"): boolean {
  if (kind === "reach") return entry.kind === "ident" && entry.text === "any";
  return entry.kind === "string" && WIDE.test(entry.value);
}

const SECRET =
  /(?:^|_)(?:SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIALS?|PRIVATE_KEY|API_?KEY|ACCESS_KEY)(?:_|$)|^SSH_AUTH_SOCK$|^KUBECONFIG$/iu;

export const secretInSandbox: LintRule = {
  id: "security/secret-in-sandbox",
  title: "Secret that a sandbox passes on",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `What runs in the box reads its environment, and whatever an agent runs may print it. A key that stands there is the agent's.
Leave it out, and let a tool outside of the box make the call that needs it.`,
  bad: `${SHELL}
sandbox box { read ["/usr/**"], write ["/srv/work/**"], env ["PATH", "AWS_SECRET_ACCESS_KEY"] }
//                                                                   ^^^^^^^^^^^^^^^^^^^^^^^ security/secret-in-sandbox
`,
  good: `${SHELL}
sandbox box { read ["/usr/**"], write ["/srv/work/**"], env ["PATH"] }
`,
  *check({ forms }: LintContext) {
    for (const { form, clauses } of forms) {
      if (form !== "sandbox") continue;
      for (const clause of clauses) {
        if (clause.kind !== "env") continue;
        for (const [index, entry] of clause.entries.entries()) {
          if (entry.kind !== "string" || !SECRET.test(entry.value)) continue;
          const edits = clause.entries.length > 1 ? without(clause.entries, new Set([index])) : [];
          yield {
            span: entry.span,
            message: "what runs in this sandbox can read this secret",
            fixes: edits.length > 0 ? changing([{ title: "Leave it out", edits }]) : [],
          };
        }
      }
    }
  },
};
