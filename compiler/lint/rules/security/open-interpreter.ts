// security/open-interpreter: `runs only ["python3 ..."]`.

import type { LintRule } from "../../rule.js";
import { stringsOf } from "../../literals.js";

/** Programs that run what their arguments say. */
const INTERPRETERS: ReadonlySet<string> = new Set([
  ...[
    "sh",
    "bash",
    "zsh",
    "dash",
    "ksh",
    "fish",
    "pwsh",
    "python",
    "python2",
    "python3",
    "node",
    "deno",
    "bun",
  ],
  ...[
    "perl",
    "ruby",
    "php",
    "lua",
    "awk",
    "gawk",
    "osascript",
    "tclsh",
    "npx",
    "bunx",
    "uvx",
    "pipx",
    "make",
  ],
  ...[
    "find",
    "xargs",
    "env",
    "nohup",
    "timeout",
    "sudo",
    "doas",
    "ssh",
    "docker",
    "podman",
    "kubectl",
    "psql",
    "vim",
  ],
]);

export const openInterpreter: LintRule = {
  id: "security/open-interpreter",
  title: "Any program, by way of another",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `\`python3 ...\` permits \`python3 -c "…"\`, \`find ...\` permits \`find -exec\`, \`docker ...\` a container with the machine's root
folder in it: programs that run what their arguments say, with any arguments, are any program. Name the words that follow.`,
  bad: `policy shell { default block }
agent  { id: string }
action shell.exec(command: command) { runs command, effect execute, reversible always }

rule build on shell.exec { when args.command runs only ["npm test", "python3 ..."], allow }
//                                                                  ^^^^^^^^^^^^^ security/open-interpreter
`,
  good: `policy shell { default block }
agent  { id: string }
action shell.exec(command: command) { runs command, effect execute, reversible always }

rule build on shell.exec { when args.command runs only ["npm test", "python3 build.py ..."], allow }
`,
  *check({ questions }) {
    for (const { expr, leaning } of questions) {
      if (expr.kind !== "command-test" || expr.op !== "runs only" || leaning !== "permits") continue;
      for (const { span, value } of stringsOf(expr.entries)) {
        const [program = "", ...words] = value.trim().split(/\s+/u);
        if (words.length !== 1 || words[0] !== "..." || !INTERPRETERS.has(program.replace(/^.*\//u, "")))
          continue;
        yield {
          span,
          message: `\`${program}\` runs whatever its arguments say`,
          help: "name the words that follow",
        };
      }
    }
  },
};
