// security/unconfined-command and security/open-egress: actions that can do anything, permitted without a bound.

import type { NamedForm } from "../../../names/symbols.js";
import type { LintContext } from "../../context.js";
import type { Permission } from "../../reach.js";
import type { Finding, LintRule } from "../../rule.js";

const SHELL = `policy shell { default block }
agent   { id: string, role: builder | reader }
context { task: string }
action  shell.exec(command: command) { runs command, effect execute, reversible always }
`;

const WEB = `policy web { default block }
agent  { id: string, role: reader | writer }
action web.get(url: url) { reaches url, effect read, reversible always }
`;

export const unconfinedCommand: LintRule = {
  id: "security/unconfined-command",
  title: "Any command, in no sandbox",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `A command can do whatever its user can. A rule that permits an action that \`runs\` one, while nothing asks about the command
and nothing boxes it, gives the agent the machine. Permit it by a \`grant … inside\` a sandbox, or \`runs only\` what is needed.`,
  bad: `${SHELL}
rule may_run on shell.exec { when agent.role == builder, allow }
//   ^^^^^^^ security/unconfined-command
`,
  good: `${SHELL}
sandbox box { read ["/usr/**"], write ["/srv/work/**"] }
grant may_run on shell.exec {
  when    agent.role == builder
  inside  box
  scope   context.task
  expires 2h
  else    block "the grant has ended"
}
`,
  *check(context) {
    yield* unbounded(context, ({ runs }) => runs, ["sandbox", "grant"], "may run any command, in no sandbox");
  },
};

export const openEgress: LintRule = {
  id: "security/open-egress",
  title: "Any host, without a boundary",
  recommended: "warning",
  strict: "error",
  fixes: "none",
  why: `Whatever an agent has read, it can send away by an action that \`reaches\` a host of its choice, and what it fetches there may
instruct it. Say in a \`boundary\` where it may reach, or ask about the host in the rule.`,
  bad: `${WEB}
rule may_get on web.get { when agent.role == reader, allow }
//   ^^^^^^^ security/open-egress
`,
  good: `${WEB}
rule may_get on web.get { when agent.role == reader, allow }
boundary known on web.get {
  reach ["docs.corp.example"]
  deny  [private, metadata]
  else  block "this host is not on the list"
}
`,
  *check(context) {
    const hosts = (action: Permission["action"]): readonly string[] => action.reaches.map(({ arg }) => arg);
    yield* unbounded(context, hosts, ["sandbox", "grant", "boundary"], "may reach any host");
  },
};

function* unbounded(
  context: LintContext,
  argumentsOf: (action: Permission["action"]) => readonly string[],
  bounds: readonly string[],
  what: string,
): Iterable<Finding> {
  const { permissions, asksAbout, isCovered } = context.reach;
  const told = new Set<NamedForm>();
  for (const { form, action } of permissions) {
    const open = argumentsOf(action).filter((name) => !asksAbout(`args.${name}`, action));
    if (open.length === 0 || told.has(form) || isCovered(action, bounds)) continue;
    told.add(form);
    yield {
      span: form.name.span,
      message: `by this rule, \`${action.name}\` ${what}`,
      related: [{ span: action.span, message: "the action" }],
    };
  }
}
