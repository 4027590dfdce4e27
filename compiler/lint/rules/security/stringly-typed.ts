// security/stringly-typed: `url: string`.

import { put } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

/** The type that a name promises. */
const TYPES: Readonly<Record<string, string>> = {
  ...{ url: "url", uri: "url", host: "host", hostname: "host", ip: "ip", ip_address: "ip", cidr: "cidr" },
  ...{ path: "path", file_path: "path", command: "command", cmd: "command", sql: "sql" },
};

export const stringlyTyped: LintRule = {
  id: "security/stringly-typed",
  title: "Argument that is more than a string",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `A string is compared letter by letter, and a path, a host or a command has many spellings: \`/srv/../etc/passwd\`,
\`0xA9FEA9FE\`, \`HTTPS://EVIL.EXAMPLE\`, \`true && rm -rf /\`. Arguments of the types \`path\`, \`url\`, \`host\`, \`ip\`, \`command\` and \`sql\`
are read in their normal form, what is malformed is refused, and boundaries and sandboxes can speak of them.`,
  bad: `policy files { default block }
agent  { id: string }
action files.read(path: string) { effect read, reversible always }
//                      ^^^^^^ security/stringly-typed

rule own_files on files.read { when args.path like "/srv/app/*", allow }
`,
  good: `policy files { default block }
agent  { id: string }
action files.read(path: path) { reads path, effect read, reversible always }

rule own_files on files.read { when args.path like "/srv/app/**", allow }
`,
  *check({ declarations }) {
    for (const { params } of declarations.filter((each) => each.kind === "action"))
      for (const { name, type } of params) {
        const meant = TYPES[name.text.toLowerCase()];
        if (meant === undefined || type.kind !== "named" || type.name.text !== "string") continue;
        yield {
          span: type.span,
          message: `\`${name.text}\` is compared as text, and has many spellings`,
          help: `give it the type \`${meant}\``,
          fixes: changing([{ title: `Give it the type \`${meant}\``, edits: [put(type.span, meant)] }]),
        };
      }
  },
};
