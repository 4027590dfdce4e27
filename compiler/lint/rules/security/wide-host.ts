// security/wide-host: `*.com`, `*.github.io`, `0.0.0.0/0`.

import type { Ident, StringLit } from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { textQuestions } from "../../patterns.js";
import type { LintRule } from "../../rule.js";

/** Suffixes below which anybody may have a name: registries, and hosts of other people's pages, files and programs. */
const PUBLIC: ReadonlySet<string> = new Set([
  ...[
    "com",
    "net",
    "org",
    "io",
    "dev",
    "app",
    "co",
    "ai",
    "info",
    "biz",
    "cloud",
    "tech",
    "xyz",
    "me",
    "edu",
    "gov",
  ],
  ...[
    "de",
    "eu",
    "uk",
    "us",
    "fr",
    "nl",
    "ch",
    "at",
    "it",
    "es",
    "se",
    "no",
    "pl",
    "ca",
    "au",
    "jp",
    "cn",
    "in",
    "br",
  ],
  ...["co.uk", "org.uk", "com.au", "co.jp", "com.br", "co.in", "com.cn"],
  ...[
    "github.io",
    "githubusercontent.com",
    "gitlab.io",
    "pages.dev",
    "workers.dev",
    "vercel.app",
    "netlify.app",
  ],
  ...["herokuapp.com", "onrender.com", "fly.dev", "web.app", "firebaseapp.com", "appspot.com", "run.app"],
  ...[
    "amazonaws.com",
    "s3.amazonaws.com",
    "cloudfront.net",
    "execute-api.amazonaws.com",
    "storage.googleapis.com",
  ],
  ...["azurewebsites.net", "blob.core.windows.net", "windows.net", "cloudapp.net", "azureedge.net"],
  ...[
    "ngrok.io",
    "ngrok-free.app",
    "trycloudflare.com",
    "blogspot.com",
    "wordpress.com",
    "replit.dev",
    "glitch.me",
  ],
]);

const EVERYTHING: ReadonlySet<string> = new Set(["*", "0.0.0.0/0", "::/0"]);

export const wideHost: LintRule = {
  id: "security/wide-host",
  title: "Hosts below which anybody may have a name",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `Below \`*.com\`, \`*.github.io\` or \`*.s3.amazonaws.com\` anybody can put up a server within a minute: an agent that may reach
all of them may send data anywhere. Name the hosts that are meant.`,
  bad: `policy web { default block }
agent  { id: string }
action web.get(url: url) { reaches url, effect read, reversible always }

rule may_get on web.get { allow }
boundary pages on web.get {
  reach ["docs.corp.example", "*.github.io"]
  //                          ^^^^^^^^^^^^^ security/wide-host
  deny  [private, metadata]
  else  block "this host is not on the list"
}
`,
  good: `policy web { default block }
agent  { id: string }
action web.get(url: url) { reaches url, effect read, reversible always }

rule may_get on web.get { allow }
boundary pages on web.get {
  reach ["docs.corp.example", "corp.github.io"]
  deny  [private, metadata]
  else  block "this host is not on the list"
}
`,
  *check(context) {
    for (const { span, value } of hostsIn(context)) {
      const suffix = /^\*\.(?<suffix>[a-z0-9.-]+?)(?::\d+)?$/iu.exec(value)?.groups?.suffix?.toLowerCase();
      if (!EVERYTHING.has(value) && (suffix === undefined || !PUBLIC.has(suffix))) continue;
      yield { span, message: "anybody may have a host that fits", help: "name the hosts that are meant" };
    }
  },
};

/** What zones, boundaries and sandboxes let reach, and what permits by a host. */
function hostsIn(context: LintContext): readonly StringLit[] {
  const listed = context.declarations.flatMap((declaration): readonly (StringLit | Ident)[] => {
    if (declaration.kind === "zone") return declaration.entries;
    if (declaration.kind !== "form") return [];
    return declaration.clauses.flatMap((clause) => (clause.kind === "reach" ? clause.entries : []));
  });
  const asked = textQuestions(context, ["like", "in"])
    .filter(({ leaning, expr }) => leaning === "permits" && isHost(context.typeOf(expr.left)?.kind))
    .flatMap(({ strings }) => strings);
  return [...listed.filter((each) => each.kind === "string"), ...asked];
}

function isHost(kind: string | undefined): boolean {
  return kind === "host" || kind === "ip";
}
